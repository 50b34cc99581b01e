//! Reports about a number, from its owner or its carrier: STOP, START, delivered or not.

use super::{stopped, store};
use crate::core::change::Change;
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::Lang;
use crate::platform::ids::PhoneId;

/// The number of failures in a row after which a phone is blocked.
const FAILURES: i64 = 3;

/// The reason why a phone is blocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumMessage, strum::AsRefStr, sqlx::Type)]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum PhoneBlockReason {
    /// Its owner answered STOP.
    #[strum(message = "phones-blocked-stopped")]
    Stopped,
    /// Its carrier could not deliver several times in a row.
    #[strum(message = "phones-blocked-unreachable")]
    Unreachable,
}

/// Handles a STOP: blocks the number for every user who has it, and for those who add it later.
pub async fn stop(change: &mut Change, e164: &str) -> Result<()> {
    let keys = &change.keys();
    let now = change.now();
    for (id, user) in store::with_number(change, e164).await? {
        change.touch_user(user).await?;
        store::block(change, id, PhoneBlockReason::Stopped, now).await?;
    }
    stopped::remember(change, keys, e164, now).await
}

/// Handles a START: lifts what STOP blocked.
pub async fn start(change: &mut Change, e164: &str) -> Result<()> {
    let keys = &change.keys();
    let now = change.now();
    for (id, user) in store::with_number(change, e164).await? {
        change.touch_user(user).await?;
        store::unblock(change, id, PhoneBlockReason::Stopped, now).await?;
    }
    stopped::forget(change, keys, e164).await
}

/// Finds the number of a phone, if it still exists.
pub async fn number_of(tx: &mut Tx, id: PhoneId) -> Result<Option<String>> {
    Ok(store::with_id(tx, id).await?.map(|(e164, _)| e164))
}

/// Finds the language in which to answer a number.
pub async fn language_of(tx: &mut Tx, e164: &str) -> Result<Option<Lang>> {
    store::language_of(tx, e164).await
}

/// Counts a failed delivery; after too many in a row, the phone is blocked.
pub async fn carrier_failed(change: &mut Change, id: PhoneId) -> Result<()> {
    let now = change.now();
    let Some((_, user)) = store::with_id(change, id).await? else { return Ok(()) };
    change.touch_user(user).await?;
    if store::count_failure(change, id).await? >= FAILURES {
        store::block(change, id, PhoneBlockReason::Unreachable, now).await?;
    }
    Ok(())
}

/// Resets the failures after a delivery.
pub async fn carrier_delivered(change: &mut Change, id: PhoneId) -> Result<()> {
    let Some((_, user)) = store::with_id(change, id).await? else { return Ok(()) };
    change.lock_user(user).await?;
    store::forget_failures(change, id).await
}
