//! Phones: added, verified by a code, made primary, blocked by STOP or by their carrier.

mod api;
mod budget;
mod card;
mod carrier;
mod code;
mod code_input;
mod delivery;
mod export;
mod inputs;
mod mail;
mod method;
mod number;
mod phone;
pub mod policy;
mod row;
mod stopped;
mod store;
mod uses;
mod verification;
mod warning;

pub use card::SECTION;
pub use carrier::{
    PhoneBlockReason, carrier_delivered, carrier_failed, language_of, number_of, start, stop,
};
pub use code_input::{
    CodeEntry, CodeForm, CodesForm, Verifying, check_code, code_entry, send_again,
};
pub use inputs::{Entered, PhoneForm, PhoneInputs, country_closed, enter, parse};
use mail::PhoneCode;
pub use method::Method;
pub use number::{NumberKind, PhoneNumber};
pub use phone::Phone;
pub use stopped::KEYED;
pub use store::of_all;
pub use uses::{PhoneUses, USES};
pub use verification::{CodeResent, Verified, resend, verify};
use warning::PhoneWarningMessage;
pub use warning::{PhoneWarning, warn};

use super::search;
use crate::audit::{self, Event};
use crate::core::actor::{Done, NotDone};
use crate::core::change::Change;
use crate::core::limits::Verdict;
use crate::core::personal_data::{self, ExportPart, Forget};
use crate::messaging::{Channel, JobKind};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{PhoneId, UserId};

/// The most phones of one person.
const MOST: usize = 10;

pub const JOBS: &[JobKind] = &[JobKind::of::<PhoneCode>(), JobKind::of::<PhoneWarningMessage>()];

/// Exports a person's phones.
pub const EXPORT: ExportPart = ExportPart {
    name: "phones",
    read: |tx, user| personal_data::document(store::exported(tx, user)),
};

/// Deletes the phones of a person with their user. A STOP is kept, with the number encrypted and
/// without its owner.
pub const FORGET: Forget = |change, user| Box::pin(store::forget(change, user));

/// The outcome of adding a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneAdded {
    /// The number is stored, and its code queued.
    Added(PhoneId),
    /// The number's owner answered STOP: nothing is sent until they answer START.
    Stopped,
    Duplicate,
    /// The person has the most phones that are allowed.
    Full,
    /// Numbers of the country are not accepted.
    CountryClosed,
    /// A landline cannot receive text messages.
    OutOfReach,
    /// A limit of codes is reached.
    TooMany {
        until: Timestamp,
    },
}

/// The outcome of storing a number without a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneStored {
    Stored,
    /// The person has the number already, or the most phones that are allowed.
    There,
    /// Numbers of the country are not accepted.
    CountryClosed,
}

/// Lists a person's phones, the primary one first.
pub async fn list(tx: &mut Tx, user: UserId) -> Result<Vec<Phone>> {
    store::list(tx, user).await
}

/// Finds one phone of a person.
pub async fn find(tx: &mut Tx, user: UserId, id: PhoneId) -> Result<Option<Phone>> {
    store::find(tx, user, id).await
}

/// Adds a number, sends it a code, and notifies the security recipients.
pub async fn add(
    change: &mut Change,
    user: UserId,
    number: &PhoneNumber,
    method: Method,
) -> Result<PhoneAdded> {
    let keys = &change.keys();
    let now = change.now();
    if !policy::is_country_open(change.operator(), number) {
        return Ok(PhoneAdded::CountryClosed);
    }
    if !policy::reaches(number.kind(), method.channel()) {
        return Ok(PhoneAdded::OutOfReach);
    }
    change.touch_user(user).await?;
    let phones = store::list(change, user).await?;
    if phones.iter().any(|phone| phone.e164 == number.e164()) {
        return Ok(PhoneAdded::Duplicate);
    }
    if phones.len() >= MOST {
        return Ok(PhoneAdded::Full);
    }
    let stopped = stopped::is_stopped(change, keys, number.e164()).await?;
    if !stopped
        && let Verdict::Past { retry_after, .. } = budget::spend(change, user, number).await?
    {
        return Ok(PhoneAdded::TooMany { until: now + retry_after });
    }
    let id = PhoneId::mint(now);
    store::insert(change, id, user, number, method, stopped.then_some(now), now).await?;
    search::index_user(change, user).await?;
    if !stopped {
        verification::send_code(change, user, id, number, method).await?;
    }
    let event = Event::PhoneAdded { contact: number.masked() };
    audit::notify(change, user, &event).await?;
    Ok(if stopped { PhoneAdded::Stopped } else { PhoneAdded::Added(id) })
}

/// Adds a number to a person on behalf of an admin. No code is sent: only the person requests one.
pub async fn add_unverified(
    change: &mut Change,
    user: UserId,
    id: PhoneId,
    number: &PhoneNumber,
) -> Result<PhoneStored> {
    let keys = &change.keys();
    let now = change.now();
    if !policy::is_country_open(change.operator(), number) {
        return Ok(PhoneStored::CountryClosed);
    }
    change.touch_user(user).await?;
    let phones = store::list(change, user).await?;
    if phones.len() >= MOST || phones.iter().any(|phone| phone.e164 == number.e164()) {
        return Ok(PhoneStored::There);
    }
    let stopped_at = stopped::is_stopped(change, keys, number.e164()).await?.then_some(now);
    let method = match policy::reaches(number.kind(), Channel::Sms) {
        true => Method::Sms,
        false => Method::Voice,
    };
    store::insert(change, id, user, number, method, stopped_at, now).await?;
    search::index_user(change, user).await?;
    Ok(PhoneStored::Stored)
}

/// Stores the method by which a phone's codes are sent, without sending one. Returns `false` when
/// the phone cannot receive it.
///
/// # Errors
/// [`NotDone::Gone`] when the person has no such phone.
pub async fn set_method(
    change: &mut Change,
    user: UserId,
    id: PhoneId,
    method: Method,
) -> Done<bool> {
    change.lock_user(user).await?;
    let Some(phone) = store::find(change, user, id).await? else { return Err(NotDone::Gone) };
    if !phone.takes(method.channel()) {
        return Ok(false);
    }
    store::set_method(change, user, id, method).await?;
    Ok(true)
}

/// Makes a verified phone the primary one. Returns `false` when it is unverified or blocked.
///
/// # Errors
/// [`NotDone::Gone`] when the person has no such phone.
pub async fn make_primary(change: &mut Change, user: UserId, id: PhoneId) -> Done<bool> {
    let now = change.now();
    change.touch_user(user).await?;
    let Some(phone) = store::find(change, user, id).await? else { return Err(NotDone::Gone) };
    if !phone.is_usable() {
        return Ok(false);
    }
    if !phone.is_primary {
        store::clear_primary(change, user, now).await?;
        store::set_primary(change, user, id, now).await?;
        let event = Event::PhonePrimary { contact: phone.number().masked() };
        audit::notify(change, user, &event).await?;
    }
    Ok(true)
}

/// Removes a phone, and notifies it and the security recipients. When it was the primary one, the
/// oldest verified phone becomes primary.
///
/// # Errors
/// [`NotDone::Gone`] when the person has no such phone.
pub async fn remove(change: &mut Change, user: UserId, id: PhoneId) -> Done<()> {
    let now = change.now();
    change.touch_user(user).await?;
    let Some(phone) = store::find(change, user, id).await? else { return Err(NotDone::Gone) };
    store::delete(change, user, id).await?;
    search::index_user(change, user).await?;
    if phone.is_primary {
        let next = store::list(change, user).await?.into_iter().find(Phone::is_usable);
        if let Some(next) = next {
            store::set_primary(change, user, next.id, now).await?;
        }
    }
    warning::warn_removed(change, user, &phone).await?;
    let event = Event::PhoneRemoved { contact: phone.number().masked() };
    audit::notify(change, user, &event).await?;
    Ok(())
}
