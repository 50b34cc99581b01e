//! Phone numbers: added, proved by a code, made primary, blocked by STOP or by their carrier.

mod api;
mod budget;
mod card;
mod carrier;
mod code;
mod delivery;
mod inputs;
mod mail;
mod method;
mod number;
mod phone;
pub mod policy;
mod row;
mod stopped;
mod store;
mod warning;

pub use card::SECTION;
pub use carrier::{
    PhoneBlockReason, carrier_delivered, carrier_failed, language_of, number_of, start, stop,
};
pub use code::{CodeEntry, CodeForm, CodesForm, Verifying, check_code, code_entry, send_again};
pub use inputs::{Entered, PhoneForm, PhoneInputs, country_closed, enter, parse};
use mail::PhoneCode;
pub use method::Method;
pub use number::{NumberKind, PhoneNumber};
pub use phone::Phone;
pub use stopped::KEYED;
pub use store::of_all;
use warning::PhoneWarningMessage;
pub use warning::{PhoneWarning, warn};

use super::search;
use super::verification::{self, Again, Tried, TypedCode};
use crate::audit::{self, Event};
use crate::core::actor::{Done, NotDone};
use crate::core::change::Change;
use crate::core::limits::Verdict;
use crate::core::personal_data::{self, ExportPart, Forget};
use crate::messaging::{self, Channel, Contact, JobKind, Recipient};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{PhoneId, UserId};

/// A person has at most so many.
const MOST: usize = 10;

/// The kinds of jobs of this noun.
pub const JOBS: &[JobKind] = &[JobKind::of::<PhoneCode>(), JobKind::of::<PhoneWarningMessage>()];

/// The export of phone numbers.
pub const EXPORT: ExportPart = ExportPart {
    name: "phones",
    read: |tx, user| personal_data::document(store::exported(tx, user)),
};

/// Numbers go with the person. That one said STOP is kept, encrypted and without whose it is.
pub const FORGET: Forget = |change, user| Box::pin(store::forget(change, user));

/// The outcome of adding a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneAdded {
    /// Its code is on the way, unless it said STOP before.
    Added(PhoneId),
    /// The number said STOP: nothing goes there until it says START.
    Stopped,
    Duplicate,
    /// There are too many.
    Full,
    /// Numbers of its country are not taken.
    CountryClosed,
    /// A landline takes no text message.
    OutOfReach,
    /// Too many codes were asked for.
    TooMany {
        until: Timestamp,
    },
}

/// The outcome of storing a number without a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneStored {
    Stored,
    /// They have it already, or as many as anyone needs.
    There,
    /// Numbers of its country are not taken.
    CountryClosed,
}

/// The outcome of asking for a code again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeResent {
    Sent,
    /// The phone is verified already.
    NotNeeded,
    /// The phone is blocked.
    Blocked,
    /// Numbers of its country are not taken any more.
    CountryClosed,
    /// A landline takes no text message.
    OutOfReach,
    Wait {
        until: Timestamp,
    },
    /// Too many wrong codes were typed.
    Locked {
        until: Timestamp,
    },
    /// Too many codes were asked for.
    TooMany {
        until: Timestamp,
    },
}

/// The outcome of typing a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verified {
    Verified,
    Already,
    /// Its owner's STOP stands, whatever code was sent before.
    Blocked,
    Wrong {
        left: i64,
    },
    Expired,
    TooManyTries,
}

/// A person's numbers, the primary one first.
pub async fn list(tx: &mut Tx, user: UserId) -> Result<Vec<Phone>> {
    store::list(tx, user).await
}

/// One number of a person.
pub async fn find(tx: &mut Tx, user: UserId, id: PhoneId) -> Result<Option<Phone>> {
    store::find(tx, user, id).await
}

/// Adds a number and sends it a code; tells the addresses.
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
        send_code(change, user, id, number, method).await?;
    }
    let event = Event::PhoneAdded { contact: number.masked() };
    audit::notify(change, user, &event).await?;
    Ok(if stopped { PhoneAdded::Stopped } else { PhoneAdded::Added(id) })
}

/// Gives a person a number that an admin knows of them. No code goes there: only its owner asks for
/// one.
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

/// Stores how a number's code is to come; sends none. `false` when it could not come so.
///
/// # Errors
/// [`NotDone::Gone`] when the number is not theirs.
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

/// Sends a code again, by the same way or another.
///
/// # Errors
/// [`NotDone::Gone`] when the number is not theirs.
pub async fn resend(
    change: &mut Change,
    user: UserId,
    id: PhoneId,
    method: Method,
) -> Done<CodeResent> {
    let keys = &change.keys();
    let now = change.now();
    change.lock_user(user).await?;
    let Some(phone) = store::find(change, user, id).await? else { return Err(NotDone::Gone) };
    let number = phone.number();
    if phone.is_usable() {
        return Ok(CodeResent::NotNeeded);
    }
    if !policy::is_country_open(change.operator(), &number) {
        return Ok(CodeResent::CountryClosed);
    }
    if !policy::reaches(number.kind(), method.channel()) {
        return Ok(CodeResent::OutOfReach);
    }
    if !phone.can_be_verified() || stopped::is_stopped(change, keys, number.e164()).await? {
        return Ok(CodeResent::Blocked);
    }
    let last = verification::of_phone(change, user, id).await?;
    match last.filter(|last| last.used_at.is_none()).map(|last| last.again(now)) {
        Some(Again::At(until)) => return Ok(CodeResent::Wait { until }),
        Some(Again::Locked { until }) => return Ok(CodeResent::Locked { until }),
        Some(Again::Now) | None => {}
    }
    let verdict = budget::spend(change, user, &number).await?;
    if let Verdict::Past { retry_after, .. } = verdict {
        return Ok(CodeResent::TooMany { until: now + retry_after });
    }
    store::set_method(change, user, id, method).await?;
    send_code(change, user, id, &number, method).await?;
    Ok(CodeResent::Sent)
}

async fn send_code(
    change: &mut Change,
    user: UserId,
    id: PhoneId,
    number: &PhoneNumber,
    method: Method,
) -> Result<()> {
    let verification = verification::issue_code(change, user, id).await?;
    let to = Recipient {
        user,
        account: change.account(),
        channel: method.channel(),
        contact: Contact::Phone(id),
        masked: number.masked(),
    };
    messaging::send(change, &to, &PhoneCode { verification, method }).await.map(drop)
}

/// Tries a code. A wrong one counts: commit whatever comes of it. The first number that is proved
/// becomes the primary one.
///
/// # Errors
/// [`NotDone::Gone`] when the number is not theirs.
pub async fn verify(
    change: &mut Change,
    user: UserId,
    id: PhoneId,
    code: &TypedCode,
) -> Done<Verified> {
    let now = change.now();
    change.touch_user(user).await?;
    let Some(phone) = store::find(change, user, id).await? else { return Err(NotDone::Gone) };
    if phone.is_usable() {
        return Ok(Verified::Already);
    }
    if !phone.can_be_verified() {
        return Ok(Verified::Blocked);
    }
    let open = verification::of_phone(change, user, id).await?.filter(|last| last.is_open(now));
    if open.is_some() && budget::try_code(change, user, &phone.number()).await? != Verdict::Within {
        return Ok(Verified::TooManyTries);
    }
    let tried = verification::try_code(change, user, id, &phone.e164, code).await?;
    Ok(match tried {
        Tried::Right => {
            store::verify(change, user, id, now).await?;
            if !store::list(change, user).await?.iter().any(|phone| phone.is_primary) {
                store::set_primary(change, user, id, now).await?;
            }
            Verified::Verified
        }
        Tried::Wrong { left } => Verified::Wrong { left },
        Tried::Expired => Verified::Expired,
        Tried::TooMany => Verified::TooManyTries,
    })
}

/// Makes a proved number the primary one. `false` when it is not proved, or blocked.
///
/// # Errors
/// [`NotDone::Gone`] when the number is not theirs.
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

/// Removes a number and tells it and the addresses. When it was the primary one, the oldest that is
/// proved takes its place.
///
/// # Errors
/// [`NotDone::Gone`] when the number is not theirs.
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
