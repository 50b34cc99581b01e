//! Actors: who makes a change, and by what way.

use crate::platform::db;
use crate::platform::ids::{AccountId, AccountUserId, SessionId, UserId};

/// The way by which a change came about.
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

/// The maker of a change. Roles are as they were read under the locks of the change.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The person; `None` on the console, for workers, and where a link is all that is known.
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
    /// An unknown visitor of a page.
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

    /// A person on a page, once it is known who they are.
    pub fn on_page(user: UserId, account: Option<AccountId>) -> Self {
        Self { user: Some(user), account, ..Self::nobody() }
    }

    /// The console, or a worker.
    pub fn console() -> Self {
        Self { via: Via::Console, ..Self::nobody() }
    }
}

/// The thing is not there, or is someone else's: the two are not told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gone;

/// Why a rule about one thing did nothing.
#[derive(Debug)]
pub enum NotDone {
    /// The thing is not there, or is someone else's.
    Gone,
    Failed(db::Error),
}

/// The outcome of a rule about one thing, if it was done.
pub type Done<T> = Result<T, NotDone>;

impl From<db::Error> for NotDone {
    fn from(error: db::Error) -> Self {
        Self::Failed(error)
    }
}
