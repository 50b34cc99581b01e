//! Actors: who makes a change, and through which interface.

use crate::platform::db;
use crate::platform::ids::{AccountId, AccountUserId, SessionId, UserId};

/// The interface through which a change is made.
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
    /// The person; `None` on the console, for workers, and when a link identifies nobody.
    pub user: Option<UserId>,
    /// The account in which they act, and their membership of it.
    pub account: Option<AccountId>,
    pub member: Option<AccountUserId>,
    /// Whether the person is an admin; the owner always is.
    pub is_admin: bool,
    pub is_owner: bool,
    pub via: Via,
    /// The session of a change through a page.
    pub session: Option<SessionId>,
}

impl Actor {
    /// Returns the actor of an unknown visitor of a page.
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

    /// Returns the actor of a person on a page, once the rule knows who they are.
    pub fn on_page(user: UserId, account: Option<AccountId>) -> Self {
        Self { user: Some(user), account, ..Self::nobody() }
    }

    /// Returns the actor of the console, or of a worker.
    pub fn console() -> Self {
        Self { via: Via::Console, ..Self::nobody() }
    }
}

/// The object does not exist, or is someone else's: the two are not told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gone;

/// The reason why a rule about one object did nothing.
#[derive(Debug)]
pub enum NotDone {
    /// The object does not exist, or is someone else's.
    Gone,
    Failed(db::Error),
}

/// The outcome of a rule about one object, if it did something.
pub type Done<T> = Result<T, NotDone>;

impl From<db::Error> for NotDone {
    fn from(error: db::Error) -> Self {
        Self::Failed(error)
    }
}
