//! Members: the people of an account as they are listed, found and shown.

mod contacts;
mod export;
mod import;
mod new;
mod page;
mod person;
mod store;

pub use page::routes;
pub use store::Portrait;

use crate::auth::notice::{self, Event};
use crate::clock::Timestamp;
use crate::db::list::Direction;
use crate::db::{Result, Tx};
use crate::directory::accounts::Roles;
use crate::directory::search::{Sort, Sought};
use crate::i18n::Lang;
use crate::ids::{AccountId, AccountUserId, PhoneId, UserId};
use crate::secrets::keys::SecretKeys;
use crate::settings::phones::PhoneNumber;
use crate::settings::{Owner, emails, phones};

/// Which people are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, strum::EnumString, strum::AsRefStr)]
#[strum(serialize_all = "lowercase")]
pub enum Show {
    #[default]
    All,
    /// Who has not been through the set-up wizard.
    Unfinished,
}

/// A line of the table.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    pub id: AccountUserId,
    pub user_id: UserId,
    pub tiny_id: i64,
    pub name: String,
    /// The primary address.
    pub email: Option<String>,
    pub is_owner: bool,
    #[sqlx(flatten)]
    pub roles: Roles,
    pub last_sign_in_at: Option<Timestamp>,
    pub welcomed_at: Option<Timestamp>,
    pub has_no_password: bool,
}

/// The people of an account whom someone looks for, in order; a window of them, or all.
///
/// # Errors
/// When the database fails.
pub async fn list(
    tx: &mut Tx,
    account: AccountId,
    which: (&Sought, Show),
    order: (Sort, Direction, Lang),
    window: Option<(i64, i64)>,
) -> Result<Vec<Row>> {
    store::list(tx, account, which, order, window).await
}

/// A person as others of their account see them.
///
/// # Errors
/// When the database fails.
pub async fn portrait(
    tx: &mut Tx,
    account: AccountId,
    id: AccountUserId,
) -> Result<Option<Portrait>> {
    store::portrait(tx, account, id).await
}

/// Gives a person a number that an admin knows of them, and tells them. `false` when they have it
/// already, or as many as anyone needs.
///
/// # Errors
/// When the database fails.
pub async fn add_phone(
    tx: &mut Tx,
    keys: &SecretKeys,
    owner: &Owner,
    (id, number): (PhoneId, &PhoneNumber),
    now: Timestamp,
) -> Result<bool> {
    if !phones::add_unproved(tx, keys, owner.user, (id, number), now).await? {
        return Ok(false);
    }
    let told = emails::told(tx, owner.user, owner.account).await?;
    let event = Event::PhoneAdded { contact: number.masked() };
    notice::tell(tx, owner.affair(), &told, &event, now).await?;
    Ok(true)
}
