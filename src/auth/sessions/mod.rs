//! Sessions: where I am signed in, and which browsers are known; signing out there and forgetting them.

mod card;
mod store;

pub use card::SECTION;

use crate::audit::{self, Event};
use crate::core::actor::{Done, NotDone};
use crate::core::change::Change;
use crate::core::personal_data::{self, ExportPart, Forget};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{DeviceId, SessionId, UserId};

/// The export of sessions, without what their cookies hold.
pub const EXPORT: ExportPart = ExportPart {
    name: "sessions",
    read: |tx, user| personal_data::document(store::exported(tx, user)),
};

/// The export of known browsers, without what their cookies hold.
pub const EXPORT_DEVICES: ExportPart = ExportPart {
    name: "known_devices",
    read: |tx, user| personal_data::document(store::exported_devices(tx, user)),
};

/// Sessions go with the person. One that is being made meanwhile is of an epoch that is over.
pub const FORGET: Forget = |change, user| {
    Box::pin(async move {
        change.revoke_all_sessions(user).await?;
        store::forget(change, user).await?;
        store::forget_devices(change, user).await
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

/// A browser that is known for a person who is not signed in there.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SignedOutBrowser {
    pub id: DeviceId,
    /// In its own words.
    pub agent: String,
    pub address: String,
    /// When they signed in there last.
    pub seen_at: Timestamp,
}

/// Everywhere a person is signed in, the latest first.
pub async fn list(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<Vec<SignedInBrowser>> {
    store::list(tx, user, now).await
}

/// The browsers that are known for a person and where they are not signed in, the latest first.
pub async fn signed_out(
    tx: &mut Tx,
    user: UserId,
    now: Timestamp,
) -> Result<Vec<SignedOutBrowser>> {
    store::signed_out(tx, user, now).await
}

/// Signs a person out of one browser, at its next request on any instance. It is not known any more,
/// unless it is this one.
pub async fn end(change: &mut Change, user: UserId, id: SessionId, here: SessionId) -> Done<()> {
    let device = store::device_of(change, user, id, here).await?;
    if !store::end(change, user, id).await? {
        return Err(NotDone::Gone);
    }
    if let Some(device) = device {
        store::forget_device(change, user, device).await?;
    }
    audit::record(change, user, &Event::SessionsEnded).await?;
    Ok(())
}

/// Signs a person out everywhere but here, which is the only browser that stays known.
pub async fn end_others(change: &mut Change, user: UserId, here: SessionId) -> Result<()> {
    store::end_others(change, user, here).await?;
    store::forget_other_devices(change, user, here).await?;
    audit::record(change, user, &Event::SessionsEnded).await.map(drop)
}

/// Forgets a browser, and ends what is signed in there.
pub async fn forget_device(change: &mut Change, user: UserId, id: DeviceId) -> Done<()> {
    if !store::forget_device(change, user, id).await? {
        return Err(NotDone::Gone);
    }
    audit::record(change, user, &Event::DeviceForgotten).await?;
    Ok(())
}
