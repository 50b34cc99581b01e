//! The verification of a phone: its code is requested, sent and typed.

use super::mail::PhoneCode;
use super::{Method, PhoneNumber, budget, policy, stopped, store};
use crate::audit::{self, Event};
use crate::core::actor::{Done, NotDone};
use crate::core::change::Change;
use crate::core::limits::Verdict;
use crate::messaging::{self, Contact, Recipient};
use crate::platform::clock::Timestamp;
use crate::platform::db::Result;
use crate::platform::ids::{PhoneId, UserId};
use crate::users::verification::{self, Again, Tried, TypedCode};

/// The outcome of requesting a code again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeResent {
    Sent,
    /// The phone is verified already.
    NotNeeded,
    /// The phone is blocked.
    Blocked,
    /// Numbers of the country are no longer accepted.
    CountryClosed,
    /// A landline cannot receive text messages.
    OutOfReach,
    Wait {
        until: Timestamp,
    },
    /// Too many wrong codes were typed.
    Locked {
        until: Timestamp,
    },
    /// A limit of codes is reached.
    TooMany {
        until: Timestamp,
    },
}

/// The outcome of typing a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verified {
    Verified,
    Already,
    /// The phone's owner answered STOP, which outweighs a code.
    Blocked,
    Wrong {
        left: i64,
    },
    Expired,
    /// Too many codes of this verification were wrong.
    Locked,
    /// Too many codes were typed for this number.
    TooMany {
        until: Timestamp,
    },
}

/// Sends a code again, by the same method or another.
///
/// # Errors
/// [`NotDone::Gone`] when the person has no such phone.
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

/// Begins a verification, and queues the message with its code.
pub(super) async fn send_code(
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

/// Checks a code. A wrong one counts as an attempt, so commit the change whatever the outcome. The
/// first phone that is verified becomes the primary one.
///
/// # Errors
/// [`NotDone::Gone`] when the person has no such phone.
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
    if open.is_some()
        && let Verdict::Past { retry_after, .. } =
            budget::try_code(change, user, &phone.number()).await?
    {
        return Ok(Verified::TooMany { until: now + retry_after });
    }
    let tried = verification::try_code(change, user, id, &phone.e164, code).await?;
    Ok(match tried {
        Tried::Right => {
            store::verify(change, user, id, now).await?;
            let event = Event::PhoneVerified { contact: phone.number().masked() };
            audit::record(change, user, &event).await?;
            if !store::list(change, user).await?.iter().any(|phone| phone.is_primary) {
                store::set_primary(change, user, id, now).await?;
            }
            Verified::Verified
        }
        Tried::Wrong { left } => Verified::Wrong { left },
        Tried::Expired => Verified::Expired,
        Tried::TooMany => Verified::Locked,
    })
}
