//! Links that verify an address: requested, mailed, and followed.

use std::time::Duration;

use super::mail::EmailLink;
use super::{Email, find, masked, store};
use crate::audit::{self, Event};
use crate::core::actor::{Done, NotDone, Via};
use crate::core::change::Change;
use crate::core::limits::{self, Limit, Verdict};
use crate::core::links::{LinkPurpose, LinkToken};
use crate::messaging::{self, Channel, Contact, Recipient};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{EmailId, UserId};
use crate::platform::secrets::keys::SecretKeys;
use crate::users::verification::{self, Again};

const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// The most links to one address, whoever requests them.
const TO_ADDRESS: Limit = Limit { name: "email address", tries: 10, window: DAY };
/// The most links that one person requests.
const BY_USER: Limit = Limit { name: "email user", tries: 50, window: DAY };
/// The most links that are requested from one network.
const BY_NETWORK: Limit = Limit { name: "email network", tries: 200, window: DAY };
/// The most links that one person's programs request, for example in an import.
const BY_PROGRAM: Limit = Limit { name: "email program", tries: 5000, window: HOUR };

/// The outcome of requesting a link again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EmailLinkResent {
    Sent,
    /// The address is verified and not blocked.
    NotNeeded,
    Wait {
        until: Timestamp,
    },
    TooMany {
        until: Timestamp,
    },
}

/// The outcome of following a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkVerdict {
    Verified,
    /// This very link verified the address before.
    Already,
    /// The link expired, was altered, or is of an address that is gone.
    NotValid,
    /// Another user requested the link.
    NotYours,
    /// Another user has verified the address meanwhile.
    Taken,
}

/// Mails a link again, which verifies the address or lifts its block.
///
/// # Errors
/// [`NotDone::Gone`] when the person has no such address.
pub async fn resend(change: &mut Change, user: UserId, id: EmailId) -> Done<EmailLinkResent> {
    let now = change.now();
    change.lock_user(user).await?;
    let Some(email) = find(change, user, id).await? else { return Err(NotDone::Gone) };
    if email.is_usable() {
        return Ok(EmailLinkResent::NotNeeded);
    }
    let last = verification::of_email(change, LinkPurpose::Email, user, id).await?;
    if let Some(Again::At(until) | Again::Locked { until }) = last.map(|last| last.again(now)) {
        return Ok(EmailLinkResent::Wait { until });
    }
    if let Verdict::Past { retry_after, .. } = spend(change, user, &email.address_key).await? {
        return Ok(EmailLinkResent::TooMany { until: now + retry_after });
    }
    send_link(change, user, id, masked(&email.address)).await?;
    Ok(EmailLinkResent::Sent)
}

/// Counts a link to the address of this key against every budget.
pub(super) async fn spend(change: &mut Change, user: UserId, key: &[u8]) -> Result<Verdict> {
    let network = change.origin().network.clone();
    let by = change.actor().user.filter(|_| change.actor().via == Via::Api);
    let asking = match &by {
        Some(by) => (BY_PROGRAM, vec![&by.as_bytes()[..]]),
        None => (BY_NETWORK, vec![network.as_bytes()]),
    };
    // The requester's budgets come first: a requester who has reached them uses up nobody else's.
    let budget = [(BY_USER, vec![&user.as_bytes()[..]]), asking, (TO_ADDRESS, vec![key])];
    limits::spend(change, &budget).await
}

/// Begins the verification of an address, and queues the mail with its link.
pub(super) async fn send_link(
    change: &mut Change,
    user: UserId,
    id: EmailId,
    masked: String,
) -> Result<()> {
    let verification = verification::issue_link(change, LinkPurpose::Email, user, id).await?;
    let to = Recipient {
        user,
        account: change.account(),
        channel: Channel::Email,
        contact: Contact::Email(id),
        masked,
    };
    messaging::send(change, &to, &EmailLink { verification }).await.map(drop)
}

/// Verifies an address by its link, in a session of the person who requested the link. Commit the
/// change whatever the outcome.
pub async fn verify_by_link(
    change: &mut Change,
    user: UserId,
    token: &LinkToken,
) -> Result<LinkVerdict> {
    let keys = &change.keys();
    let now = change.now();
    change.touch_user(user).await?;
    let email = match look_up(change, keys, user, token, now).await? {
        Ok(email) => email,
        Err(refused) => return Ok(refused),
    };
    let owner = store::verified_by(change, &email.address_key).await?;
    if owner.is_some_and(|owner| owner != user) {
        return Ok(LinkVerdict::Taken);
    }
    if !verification::consume(change, token.verification()).await? {
        return Ok(LinkVerdict::NotValid);
    }
    Ok(match verify(change, user, &email).await? {
        true => LinkVerdict::Verified,
        false => LinkVerdict::Taken,
    })
}

/// Verifies an address because another link that was mailed to it was followed. Returns `false`
/// when another user has verified the address; roll the change back then.
pub async fn accept(change: &mut Change, user: UserId, email: EmailId) -> Result<bool> {
    match find(change, user, email).await? {
        Some(email) => verify(change, user, &email).await,
        None => Ok(false),
    }
}

/// Verifies an address and records it. Returns `false` when another user has verified it.
async fn verify(change: &mut Change, user: UserId, email: &Email) -> Result<bool> {
    let now = change.now();
    let is_done = store::verify(change, user, email.id, now).await?;
    if is_done && email.verified_at.is_none() {
        let event = Event::EmailVerified { contact: masked(&email.address) };
        audit::record(change, user, &event).await?;
    }
    Ok(is_done)
}

/// Finds the address that a link would verify, or why it verifies none.
pub async fn look_up(
    tx: &mut Tx,
    keys: &SecretKeys,
    user: UserId,
    token: &LinkToken,
    now: Timestamp,
) -> Result<std::result::Result<Email, LinkVerdict>> {
    let verification = verification::find(tx, token.verification()).await?;
    let Some(verification) = verification else { return Ok(Err(LinkVerdict::NotValid)) };
    let Some(id) = verification.email_id else { return Ok(Err(LinkVerdict::NotValid)) };
    let Some(email) = find(tx, verification.user_id, id).await? else {
        return Ok(Err(LinkVerdict::NotValid));
    };
    if !token.is_of(keys, LinkPurpose::Email, &[&email.address_key]) {
        return Ok(Err(LinkVerdict::NotValid));
    }
    Ok(match (verification.is_open(now), verification.user_id == user) {
        (true, true) => Ok(email),
        (true, false) => Err(LinkVerdict::NotYours),
        (false, true) if verification.used_at.is_some() && email.is_usable() => {
            Err(LinkVerdict::Already)
        }
        (false, _) => Err(LinkVerdict::NotValid),
    })
}
