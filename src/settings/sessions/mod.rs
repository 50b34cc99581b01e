//! Sessions: where I am signed in, and signing out there.

mod page;
mod store;

pub use page::SECTION;

use crate::clock::Timestamp;
use crate::db::{Result, Tx};
use crate::ids::{SessionId, UserId};
use crate::settings::Gone;

/// A browser that is signed in.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SignedInBrowser {
    pub id: SessionId,
    /// In its own words.
    pub agent: String,
    pub address: String,
    pub created_at: Timestamp,
    pub seen_at: Timestamp,
}

/// Everywhere a person is signed in, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<Vec<SignedInBrowser>> {
    store::list(tx, user, now).await
}

/// Signs a person out of one browser, at its next request on any instance.
///
/// # Errors
/// When the database fails.
pub async fn end(
    tx: &mut Tx,
    user: UserId,
    id: SessionId,
) -> Result<std::result::Result<(), Gone>> {
    Ok(match store::end(tx, user, id).await? {
        true => Ok(()),
        false => Err(Gone),
    })
}

/// Signs a person out everywhere but here.
///
/// # Errors
/// When the database fails.
pub async fn end_others(tx: &mut Tx, user: UserId, here: SessionId) -> Result<()> {
    store::end_others(tx, user, here).await
}
