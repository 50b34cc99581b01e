//! Sessions: where I am signed in, and signing out there.

mod card;
mod store;

pub use card::SECTION;

use crate::audit::{self, Event};
use crate::core::actor::{Gone, Owner};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{SessionId, UserId};

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
    me: &Owner,
    id: SessionId,
    now: Timestamp,
) -> Result<std::result::Result<(), Gone>> {
    if !store::end(tx, me.user, id).await? {
        return Ok(Err(Gone));
    }
    audit::record(tx, me.affair(), &Event::SessionsEnded, now).await.map(Ok)
}

/// Signs a person out everywhere but here.
///
/// # Errors
/// When the database fails.
pub async fn end_others(tx: &mut Tx, me: &Owner, here: SessionId, now: Timestamp) -> Result<()> {
    store::end_others(tx, me.user, here).await?;
    audit::record(tx, me.affair(), &Event::SessionsEnded, now).await
}
