//! Email addresses: adding, verifying and removing them, and choosing the primary one.

mod address;
mod blocks;
mod card;
mod email;
mod export;
mod link;
mod mail;
mod page;
mod policy;
mod snapshot;
mod store;

pub use address::{EmailAddress, masked};
pub use blocks::{EmailBlockReason, block, block_address};
pub use card::SECTION;
pub use email::Email;
pub use link::{EmailLinkResent, LinkVerdict, accept, look_up, resend, verify_by_link};
use mail::EmailLink;
pub use page::link_routes;
pub use policy::{AddressAge, AddressAges};
pub use snapshot::{distrust_young, restore};
pub use store::of_all;

use super::search;
use crate::audit::{self, Before, Event, Notified, Part, RemovedAddress};
use crate::core::actor::{Done, NotDone};
use crate::core::change::Change;
use crate::core::limits::Verdict;
use crate::core::personal_data::{self, ExportPart, Forget};
use crate::messaging::{JobKind, Recipient};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, EmailId, UserId};

/// The most addresses of one person.
pub const MOST: usize = 20;

pub const JOBS: &[JobKind] = &[JobKind::of::<EmailLink>()];

/// Exports a person's email addresses.
pub const EXPORT: ExportPart = ExportPart {
    name: "emails",
    read: |tx, user| personal_data::document(store::exported(tx, user)),
};

/// Deletes the email addresses of a person with their user; others may verify them then.
pub const FORGET: Forget = |change, user| Box::pin(store::forget(change, user));

/// The outcome of adding an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EmailAdded {
    Added,
    Duplicate,
    /// The person has the most addresses that are allowed.
    Full,
    /// A limit of links is reached.
    TooMany {
        until: Timestamp,
    },
}

/// The outcome of making an address the primary one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Primary {
    Made,
    /// Only an address that is verified and not blocked can be primary.
    NotVerified,
}

/// The outcome of removing an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmailRemoved {
    Removed,
    /// The address is the person's last verified one.
    LastVerified,
    /// It is the primary address: another one must be made primary first.
    IsPrimary,
}

/// Gives a new user their first address, as the primary one. Returns `false` when it is to be
/// verified but another user has verified it.
pub async fn add_first(
    change: &mut Change,
    user: UserId,
    address: &EmailAddress,
    is_verified: bool,
) -> Result<bool> {
    let now = change.now();
    let verified_at = is_verified.then_some(now);
    store::insert_first(change, EmailId::mint(now), user, address, verified_at, now).await
}

/// Replaces the first address of a user who has verified none, and returns the new one; `None` when
/// they have verified one.
pub async fn correct_first(
    change: &mut Change,
    user: UserId,
    address: &EmailAddress,
) -> Result<Option<Email>> {
    let now = change.now();
    change.touch_user(user).await?;
    let emails = store::list(change, user).await?;
    let Some(first) = emails.iter().find(|email| email.is_primary) else { return Ok(None) };
    let is_proved = emails.iter().any(|email| email.verified_at.is_some());
    if is_proved || emails.iter().any(|email| email.address_key == address.key()) {
        return Ok(None);
    }
    store::correct(change, user, first.id, address, now).await?;
    search::index_user(change, user).await?;
    let removed = Event::EmailRemoved { contact: masked(&first.address) };
    audit::record(change, user, &removed).await?;
    let added = Event::EmailAdded { contact: masked(address.as_ref()) };
    audit::record(change, user, &added).await?;
    find(change, user, first.id).await
}

/// Finds the user who has verified the address of this key.
pub async fn verified_by(tx: &mut Tx, key: &[u8]) -> Result<Option<UserId>> {
    store::verified_by(tx, key).await
}

/// Finds the user of an address, verified or not.
pub async fn user_of(tx: &mut Tx, id: EmailId) -> Result<Option<UserId>> {
    store::user_of(tx, id).await
}

/// Lists a person's addresses, the primary one first.
pub async fn list(tx: &mut Tx, user: UserId) -> Result<Vec<Email>> {
    store::list(tx, user).await
}

/// Lists a person's addresses as text, the primary one first.
pub async fn addresses(tx: &mut Tx, user: UserId) -> Result<Vec<String>> {
    Ok(list(tx, user).await?.into_iter().map(|email| email.address).collect())
}

/// Lists the addresses at which a person is notified of security events: those that are verified
/// and not blocked.
pub async fn security_recipients(
    tx: &mut Tx,
    user: UserId,
    account: Option<AccountId>,
) -> Result<Vec<Recipient>> {
    let emails = list(tx, user).await?;
    let security_recipients = emails.iter().filter(|email| email.is_usable());
    Ok(security_recipients.map(|email| email.recipient(user, account)).collect())
}

/// Lists the security recipients of a person, each with whether its reader may undo a change: not
/// at an address that was added within the window and replaced an older one.
pub async fn notified(
    tx: &mut Tx,
    user: UserId,
    account: Option<AccountId>,
    now: Timestamp,
) -> Result<Vec<Notified>> {
    let ages = AddressAges::of(tx, user, now).await?;
    let emails = list(tx, user).await?;
    let usable = emails.iter().filter(|email| email.is_usable());
    let notified = usable.map(|email| Notified {
        to: email.recipient(user, account),
        may_undo: ages.age(email.id) > AddressAge::Young,
    });
    Ok(notified.collect())
}

/// Adds an address and mails it a link. The outcome does not tell whether another user has verified
/// the address: that user gets a mail instead.
pub async fn add(
    change: &mut Change,
    user: UserId,
    id: EmailId,
    address: &EmailAddress,
) -> Result<EmailAdded> {
    let now = change.now();
    change.touch_user(user).await?;
    let emails = store::list(change, user).await?;
    if emails.iter().any(|email| email.address_key == address.key()) {
        return Ok(EmailAdded::Duplicate);
    }
    if emails.len() >= MOST {
        return Ok(EmailAdded::Full);
    }
    if let Verdict::Past { retry_after, .. } = link::spend(change, user, address.key()).await? {
        return Ok(EmailAdded::TooMany { until: now + retry_after });
    }
    store::insert(change, id, user, address, now).await?;
    search::index_user(change, user).await?;
    link::send_link(change, user, id, masked(address.as_ref())).await?;
    let event = Event::EmailAdded { contact: masked(address.as_ref()) };
    let before = Before::of(Part::Emails, &emails)?;
    audit::notify_with_undo(change, user, &event, before).await?;
    Ok(EmailAdded::Added)
}

/// Finds one address of a person.
pub async fn find(tx: &mut Tx, user: UserId, id: EmailId) -> Result<Option<Email>> {
    Ok(store::list(tx, user).await?.into_iter().find(|email| email.id == id))
}

/// Makes a verified address the primary one, and notifies the security recipients, the old primary
/// one included.
///
/// # Errors
/// [`NotDone::Gone`] when the person has no such address.
pub async fn make_primary(change: &mut Change, user: UserId, id: EmailId) -> Done<Primary> {
    let now = change.now();
    change.touch_user(user).await?;
    let emails = store::list(change, user).await?;
    let Some(email) = emails.iter().find(|email| email.id == id) else { return Err(NotDone::Gone) };
    if !email.is_usable() {
        return Ok(Primary::NotVerified);
    }
    if !email.is_primary {
        store::clear_primary(change, user, now).await?;
        store::set_primary(change, user, id, now).await?;
        let event = Event::EmailPrimary { contact: masked(&email.address) };
        let before = Before::of(Part::Emails, &emails)?;
        audit::notify_with_undo(change, user, &event, before).await?;
    }
    Ok(Primary::Made)
}

/// Removes an address, unless it is the primary or the last verified one, and notifies the security
/// recipients and the removed address.
///
/// # Errors
/// [`NotDone::Gone`] when the person has no such address.
pub async fn remove(change: &mut Change, user: UserId, id: EmailId) -> Done<EmailRemoved> {
    let now = change.now();
    change.touch_user(user).await?;
    let emails = store::list(change, user).await?;
    let Some(email) = emails.iter().find(|email| email.id == id) else { return Err(NotDone::Gone) };
    let refusal = removal_refused(&emails, email);
    if let Some(refused) = refusal {
        return Ok(refused);
    }
    let is_old = AddressAges::of(change, user, now).await?.age(id) == AddressAge::Old;
    store::delete(change, user, id).await?;
    search::index_user(change, user).await?;
    let event = Event::EmailRemoved { contact: masked(&email.address) };
    let to = email.is_usable().then(|| email.recipient(user, change.account()));
    let former = to.map(|to| Notified { to, may_undo: is_old });
    let removed = RemovedAddress { key: email.address_key.clone(), former };
    let before = Before::of(Part::Emails, &emails)?.removal_of(removed);
    audit::notify_with_undo(change, user, &event, before).await?;
    Ok(EmailRemoved::Removed)
}

/// Returns why an address cannot be removed; `None` when it can.
pub fn removal_refused(all: &[Email], email: &Email) -> Option<EmailRemoved> {
    // A blocked address receives no mail, so it does not count.
    let usable = all.iter().filter(|other| other.is_usable()).count();
    let verified = all.iter().filter(|other| other.verified_at.is_some()).count();
    let last_usable = email.is_usable() && usable == 1;
    if last_usable || (email.verified_at.is_some() && verified == 1) {
        return Some(EmailRemoved::LastVerified);
    }
    email.is_primary.then_some(EmailRemoved::IsPrimary)
}
