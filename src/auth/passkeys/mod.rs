//! Passkeys, each both factors at once: signing in with one, and proving again who one is.

mod assertion;
mod card;
mod ceremony;
mod page;
mod store;

use std::time::Duration;

pub use card::SECTION;
pub use ceremony::routes;
pub use store::{Passkey, delete, insert, list};

use crate::audit::{self, Before, Event, Part};
use crate::core::actor::{Done, NotDone};
use crate::core::change::Change;
use crate::core::cleanup::Cleanup;
use crate::core::personal_data::{self, ExportPart, Forget};
use crate::platform::db::{self, Tx};
use crate::platform::ids::{PasskeyId, UserId};
use crate::platform::secrets::passkey::NewPasskey;

/// A challenge that was used is known for so long: longer than any can be answered.
const OLDEST_CEREMONIES: Duration = Duration::from_secs(24 * 60 * 60);

/// The cleanup of challenges that were used.
pub const CLEANUP: Cleanup = Cleanup {
    name: "ceremonies",
    run: |tx, now| Box::pin(store::tidy(tx, now - OLDEST_CEREMONIES)),
};

/// The export of passkeys, without their keys.
pub const EXPORT: ExportPart = ExportPart {
    name: "passkeys",
    read: |tx, user| personal_data::document(store::exported(tx, user)),
};

/// Passkeys go with the person.
pub const FORGET: Forget = |change, user| Box::pin(store::forget(change, user));

/// Uses the challenge of a new passkey up, in the transaction that stores it. `false` when it was
/// used before.
pub async fn consume(change: &mut Change, ceremony: &[u8; 16]) -> db::Result<bool> {
    let now = change.now();
    store::consume(change, ceremony, now).await
}

/// Puts a person's passkeys back as they were.
pub async fn restore(tx: &mut Tx, user: UserId, before: &[Passkey]) -> db::Result<()> {
    for now in store::list(tx, user).await? {
        if !before.iter().any(|passkey| passkey.id == now.id) {
            store::delete(tx, user, now.id).await?;
        }
    }
    for passkey in before {
        let credential = passkey.credential()?;
        store::insert(tx, passkey.id, user, &passkey.name, &credential, passkey.created_at).await?;
    }
    Ok(())
}

/// Passkeys of one person.
const MOST: usize = 20;

/// Names of password managers and devices, by their AAGUID (WebAuthn Level 3 §6.5.1).
const MODELS: &str = include_str!("models.tsv");

/// The outcome of adding a passkey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasskeyAdded {
    /// Every other session is dead; this one is to be renewed with the epoch.
    Done { epoch: i64 },
    /// Its challenge was answered before.
    Over,
    /// There is one with this id already.
    Taken,
    /// There are as many as anyone needs.
    Full,
}

/// The name of the device or password manager that made a passkey, if it is known.
fn model(made: &NewPasskey) -> Option<&'static str> {
    let aaguid = made.aaguid?.to_string();
    MODELS.lines().find_map(|line| line.strip_prefix(&aaguid)?.strip_prefix('\t'))
}

/// Adds a passkey and tells its owner.
pub async fn add(
    change: &mut Change,
    user: UserId,
    name: &str,
    made: &NewPasskey,
) -> db::Result<PasskeyAdded> {
    let now = change.now();
    change.lock_user(user).await?;
    if !consume(change, &made.ceremony).await? {
        return Ok(PasskeyAdded::Over);
    }
    let before = list(change, user).await?;
    if before.len() >= MOST {
        return Ok(PasskeyAdded::Full);
    }
    let id = PasskeyId::mint(now);
    if !insert(change, id, user, name, &made.credential, now).await? {
        return Ok(PasskeyAdded::Taken);
    }
    notify(change, user, &Event::PasskeyAdded { name: name.to_owned() }, before).await?;
    Ok(PasskeyAdded::Done { epoch: change.revoke_all_sessions(user).await? })
}

/// Removes a passkey and tells its owner; gives the new epoch, by which every session so far is
/// dead.
///
/// # Errors
/// [`NotDone::Gone`] when it is not theirs.
pub async fn remove(change: &mut Change, user: UserId, id: PasskeyId) -> Done<i64> {
    change.lock_user(user).await?;
    let before = list(change, user).await?;
    let gone = before.iter().find(|passkey| passkey.id == id);
    let Some(name) = gone.map(|passkey| passkey.name.clone()) else { return Err(NotDone::Gone) };
    delete(change, user, id).await?;
    notify(change, user, &Event::PasskeyRemoved { name }, before).await?;
    Ok(change.revoke_all_sessions(user).await?)
}

async fn notify(
    change: &mut Change,
    user: UserId,
    event: &Event,
    before: Vec<Passkey>,
) -> db::Result<()> {
    let undo = Before::of(Part::Passkeys, &before)?;
    audit::notify_with_undo(change, user, event, undo).await
}
