//! Sessions: where I am signed in, and signing out there.

mod card;
mod store;

pub use card::SECTION;

use crate::audit::{self, Event};
use crate::core::actor::{Done, NotDone};
use crate::core::change::Change;
use crate::core::personal_data::{self, ExportPart, Forget};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{SessionId, UserId};

/// The export of sessions, without what their cookies hold.
pub const EXPORT: ExportPart = ExportPart {
    name: "sessions",
    read: |tx, user| personal_data::document(store::exported(tx, user)),
};

/// Sessions go with the person. One that is being made meanwhile is of an epoch that is over.
pub const FORGET: Forget = |change, user| {
    Box::pin(async move {
        change.revoke_all_sessions(user).await?;
        store::forget(change, user).await
    })
};

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
pub async fn list(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<Vec<SignedInBrowser>> {
    store::list(tx, user, now).await
}

/// Signs a person out of one browser, at its next request on any instance.
pub async fn end(change: &mut Change, user: UserId, id: SessionId) -> Done<()> {
    if !store::end(change, user, id).await? {
        return Err(NotDone::Gone);
    }
    audit::record(change, user, &Event::SessionsEnded).await?;
    Ok(())
}

/// Signs a person out everywhere but here.
pub async fn end_others(change: &mut Change, user: UserId, here: SessionId) -> Result<()> {
    store::end_others(change, user, here).await?;
    audit::record(change, user, &Event::SessionsEnded).await.map(drop)
}
