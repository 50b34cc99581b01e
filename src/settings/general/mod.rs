//! General Settings: the name by which others know me.

mod page;
mod store;

pub use page::SECTION;

use crate::clock::Timestamp;
use crate::db::{Result, Tx, owner};
use crate::directory::search;
use crate::directory::users::PersonName;
use crate::ids::UserId;
use crate::settings::Change;
use crate::web::form::Stamp;

/// Gives a person another name, unless it is no longer the one that the form was about.
///
/// # Errors
/// When the database fails.
pub async fn rename(
    tx: &mut Tx,
    user: UserId,
    shown: &Stamp,
    name: &PersonName,
    now: Timestamp,
) -> Result<Change> {
    owner::touch_user(tx, user).await?;
    let stored = Stamp::of(&store::name(tx, user).await?);
    if stored != *shown {
        return Ok(Change::Stale(stored));
    }
    set_name(tx, user, name, now).await?;
    Ok(Change::Saved)
}

/// Gives a person another name, whatever it was.
///
/// # Errors
/// When the database fails.
pub async fn set_name(tx: &mut Tx, user: UserId, name: &PersonName, now: Timestamp) -> Result<()> {
    owner::touch_user(tx, user).await?;
    store::rename(tx, user, name, now).await?;
    search::index_user(tx, user).await
}
