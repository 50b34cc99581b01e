//! Who does something, by what way, and to whom.

use super::origin::Origin;
use crate::platform::ids::{AccountId, AccountUserId, SessionId, UserId};

/// By what way something came about.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    sqlx::Type,
    strum::AsRefStr,
    strum::EnumString,
    strum::EnumMessage,
    strum::VariantArray,
)]
#[strum(serialize_all = "lowercase")]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum Via {
    #[strum(message = "audit-via-page")]
    Page,
    #[strum(message = "audit-via-api")]
    Api,
    #[strum(message = "audit-via-console")]
    Console,
}

/// Who makes a change, and through what. What they may is as it was read under its locks.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Nobody, on the console, for workers, and where a link is all that is known.
    pub user: Option<UserId>,
    /// The account in which they act, and their place in it.
    pub account: Option<AccountId>,
    pub member: Option<AccountUserId>,
    /// The owner always is.
    pub is_admin: bool,
    pub is_owner: bool,
    pub via: Via,
    /// Through a page: the session.
    pub session: Option<SessionId>,
}

impl Actor {
    /// Nobody who is known, on a page.
    pub fn nobody() -> Self {
        Self {
            user: None,
            account: None,
            member: None,
            is_admin: false,
            is_owner: false,
            via: Via::Page,
            session: None,
        }
    }

    /// Whoever has the console, or a worker of ours.
    pub fn console() -> Self {
        Self { via: Via::Console, ..Self::nobody() }
    }
}

/// Whom an event is about, and who did it from where.
#[derive(Clone, Copy)]
pub struct Affair<'a> {
    pub subject: UserId,
    /// Nobody, when it was done on the console.
    pub actor: Option<UserId>,
    pub account: Option<AccountId>,
    pub via: Via,
    pub whence: &'a Origin,
}

impl<'a> Affair<'a> {
    /// What someone does to their own user.
    pub fn own(user: UserId, account: Option<AccountId>, whence: &'a Origin) -> Self {
        Self { subject: user, actor: Some(user), account, via: Via::Page, whence }
    }
}

/// Whose settings they are, and where the request comes from: what a change of contacts needs.
#[derive(Clone, Debug)]
pub struct Owner {
    pub user: UserId,
    /// The account that is current.
    pub account: Option<AccountId>,
    /// Who does it: they themselves, or an admin where one may.
    pub by: UserId,
    pub via: Via,
    pub whence: Origin,
}

impl Owner {
    /// It as what is written down of it.
    pub fn affair(&self) -> Affair<'_> {
        let (actor, via) = (Some(self.by), self.via);
        Affair { actor, via, ..Affair::own(self.user, self.account, &self.whence) }
    }
}

/// There is no such thing, or it is someone else's: the two are not told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gone;
