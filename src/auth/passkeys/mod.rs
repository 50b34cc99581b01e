//! Passkeys, each of which is both factors: for sign-in and for reauthentication.

mod assertion;
mod card;
mod ceremony;
mod naming;
mod page;
mod store;

use std::time::Duration;

pub use card::SECTION;
pub use ceremony::routes;
pub use store::{Passkey, delete, insert, list};

use crate::audit::{self, Before, Event, Part};
use crate::auth::second_factor::enrolment::AuthenticatorName;
use crate::core::actor::{Done, NotDone};
use crate::core::change::Change;
use crate::core::cleanup::Cleanup;
use crate::core::personal_data::{self, ExportPart, Forget};
use crate::platform::db::{self, Tx};
use crate::platform::ids::{PasskeyId, UserId};
use crate::platform::secrets::passkey::NewPasskey;

/// How long an answered challenge is remembered: longer than any stays valid.
const OLDEST_CEREMONIES: Duration = Duration::from_secs(24 * 60 * 60);

/// Deletes old challenges that were answered.
pub const CLEANUP: Cleanup = Cleanup {
    name: "ceremonies",
    run: |tx, now| Box::pin(store::tidy(tx, now - OLDEST_CEREMONIES)),
};

/// Exports passkeys, without their keys.
pub const EXPORT: ExportPart = ExportPart {
    name: "passkeys",
    read: |tx, user| personal_data::document(store::exported(tx, user)),
};

/// Deletes the passkeys of a person with their user.
pub const FORGET: Forget = |change, user| Box::pin(store::forget(change, user));

/// Marks the challenge of a new passkey as answered, in the transaction that stores the passkey.
/// Returns `false` when it was answered before.
pub async fn consume(change: &mut Change, ceremony: &[u8; 16]) -> db::Result<bool> {
    let now = change.now();
    store::consume(change, ceremony, now).await
}

/// Restores a person's passkeys to an earlier state.
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

/// The most passkeys of one person.
const MOST: usize = 20;

/// Names of password managers and devices, by their AAGUID (WebAuthn Level 3 §6.5.1).
const MODELS: &str = include_str!("models.tsv");

/// The outcome of adding a passkey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasskeyAdded {
    /// The passkey is added, and the epoch raised: the caller renews this session with it.
    Done { epoch: i64 },
    /// The challenge was answered before.
    Over,
    /// A passkey with this id exists already.
    Taken,
    /// The person has the most passkeys that are allowed.
    Full,
}

/// Returns the name of the device or password manager that created a passkey, if it is known.
fn model(made: &NewPasskey) -> Option<&'static str> {
    let aaguid = made.aaguid?.to_string();
    MODELS.lines().find_map(|line| line.strip_prefix(&aaguid)?.strip_prefix('\t'))
}

/// Adds a passkey and notifies its owner.
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

/// Gives a passkey another name.
pub async fn rename(
    change: &mut Change,
    user: UserId,
    id: PasskeyId,
    name: &AuthenticatorName,
) -> Done<()> {
    change.lock_user(user).await?;
    match store::rename(change, user, id, name.as_ref()).await? {
        true => Ok(()),
        false => Err(NotDone::Gone),
    }
}

/// Removes a passkey and notifies its owner. Returns the new epoch, which ends every session of an
/// earlier one.
///
/// # Errors
/// [`NotDone::Gone`] when the person has no such passkey.
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
