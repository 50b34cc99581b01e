//! Sessions and known browsers of a person: listing them, signing out there, and forgetting them.

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

/// Exports sessions, without their cookies.
pub const EXPORT: ExportPart = ExportPart {
    name: "sessions",
    read: |tx, user| personal_data::document(store::exported(tx, user)),
};

/// Exports known browsers, without their cookies.
pub const EXPORT_DEVICES: ExportPart = ExportPart {
    name: "known_devices",
    read: |tx, user| personal_data::document(store::exported_devices(tx, user)),
};

/// Deletes the sessions of a person with their user. A session that begins meanwhile has an earlier
/// epoch, and is not valid.
pub const FORGET: Forget = |change, user| {
    Box::pin(async move {
        change.revoke_all_sessions(user).await?;
        store::forget(change, user).await?;
        store::forget_devices(change, user).await
    })
};

/// A browser in which the person is signed in.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SignedInBrowser {
    pub id: SessionId,
    /// The `User-Agent`.
    pub agent: String,
    pub address: String,
    pub created_at: Timestamp,
    pub seen_at: Timestamp,
}

/// A known browser in which the person is not signed in.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SignedOutBrowser {
    pub id: DeviceId,
    /// The `User-Agent`.
    pub agent: String,
    pub address: String,
    /// When the person last signed in there.
    pub seen_at: Timestamp,
}

/// Lists the sessions of a person, the latest first.
pub async fn list(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<Vec<SignedInBrowser>> {
    store::list(tx, user, now).await
}

/// Lists the known browsers in which a person is not signed in, the latest first.
pub async fn signed_out(
    tx: &mut Tx,
    user: UserId,
    now: Timestamp,
) -> Result<Vec<SignedOutBrowser>> {
    store::signed_out(tx, user, now).await
}

/// Ends one session of a person, at its next request on any instance. Its browser is no longer
/// known, unless it is this one.
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

/// Ends every session of a person but this one, whose browser is the only one that stays known.
pub async fn end_others(change: &mut Change, user: UserId, here: SessionId) -> Result<()> {
    store::end_others(change, user, here).await?;
    store::forget_other_devices(change, user, here).await?;
    audit::record(change, user, &Event::SessionsEnded).await.map(drop)
}

/// Makes a browser unknown, and ends its sessions.
pub async fn forget_device(change: &mut Change, user: UserId, id: DeviceId) -> Done<()> {
    if !store::forget_device(change, user, id).await? {
        return Err(NotDone::Gone);
    }
    audit::record(change, user, &Event::DeviceForgotten).await?;
    Ok(())
}
