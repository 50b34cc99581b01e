//! Passkeys: added, named, and removed.

mod page;
mod steps;

pub use page::SECTION;

use crate::auth::notice::{self, Before, Event, Part};
use crate::auth::passkey::{self, Passkey};
use crate::clock::Timestamp;
use crate::db::{Result, Tx, owner};
use crate::ids::PasskeyId;
use crate::secrets::passkey::Made;
use crate::settings::{Gone, Owner, emails};

/// Passkeys of one person.
const MOST: usize = 20;

/// What password managers and devices call themselves, by their AAGUID (WebAuthn Level 3 §6.5.1).
const MODELS: &str = include_str!("models.tsv");

/// What came of adding one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// Every other session is dead; this one is to be renewed with the epoch.
    Done { epoch: i64 },
    /// Its challenge was answered before.
    Over,
    /// There is one with this id already.
    Taken,
    /// There are as many as anyone needs.
    Full,
}

/// What made a passkey, if it says so and is known.
fn model(made: &Made) -> Option<&'static str> {
    let aaguid = made.aaguid?.to_string();
    MODELS.lines().find_map(|line| line.strip_prefix(&aaguid)?.strip_prefix('\t'))
}

/// Adds a passkey and tells its owner.
///
/// # Errors
/// When the database fails.
pub async fn add(
    tx: &mut Tx,
    me: &Owner,
    (name, made): (&str, &Made),
    now: Timestamp,
) -> Result<Added> {
    owner::touch_user(tx, me.user).await?;
    if !passkey::use_up(tx, &made.ceremony, now).await? {
        return Ok(Added::Over);
    }
    let before = passkey::list(tx, me.user).await?;
    if before.len() >= MOST {
        return Ok(Added::Full);
    }
    let id = PasskeyId::mint(now);
    if !passkey::insert(tx, id, me.user, (name, &made.credential), now).await? {
        return Ok(Added::Taken);
    }
    tell(tx, me, &Event::PasskeyAdded { name: name.to_owned() }, before, now).await?;
    Ok(Added::Done { epoch: owner::raise_epoch(tx, me.user).await? })
}

/// Removes a passkey and tells its owner; gives the new epoch, by which every session so far is
/// dead.
///
/// # Errors
/// When the database fails; [`Gone`] when it is not theirs.
pub async fn remove(
    tx: &mut Tx,
    me: &Owner,
    id: PasskeyId,
    now: Timestamp,
) -> Result<std::result::Result<i64, Gone>> {
    owner::touch_user(tx, me.user).await?;
    let before = passkey::list(tx, me.user).await?;
    let gone = before.iter().find(|passkey| passkey.id == id);
    let Some(name) = gone.map(|passkey| passkey.name.clone()) else { return Ok(Err(Gone)) };
    passkey::delete(tx, me.user, id).await?;
    tell(tx, me, &Event::PasskeyRemoved { name }, before, now).await?;
    Ok(Ok(owner::raise_epoch(tx, me.user).await?))
}

async fn tell(
    tx: &mut Tx,
    me: &Owner,
    event: &Event,
    before: Vec<Passkey>,
    now: Timestamp,
) -> Result<()> {
    let told = emails::told(tx, me.user, me.account).await?;
    let undo = Before::of(Part::Passkeys, &before)?;
    notice::tell_undoable(tx, me.affair(), &told, (event, &undo), now).await
}
