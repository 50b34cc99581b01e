//! Email addresses: what one is, whose it is, and which of them mail goes to.

mod address;
mod card;
mod link;
mod mail;
mod policy;
mod snapshot;
mod store;

use std::time::Duration;

pub use address::{EmailAddress, masked};
pub use card::{SECTION, link_routes};
pub use link::{LinkVerdict, accept, look_up, verify_by_link};
use mail::EmailLink;
pub use policy::{AddressAge, AddressAges};
pub use snapshot::restore;
pub use store::{Email, of_all};

use super::search;
use super::verification::{self, Again};
use crate::audit::{self, Before, Event, Notified, Part, RemovedAddress};
use crate::core::actor::{Done, NotDone, Via};
use crate::core::change::Change;
use crate::core::limits::{self, Limit, Verdict};
use crate::core::links::LinkPurpose;
use crate::core::personal_data::{self, ExportPart, Forget};
use crate::messaging::{self, Channel, Contact, JobKind, Recipient};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, EmailId, UserId};

/// A person has at most so many.
const MOST: usize = 20;

const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// Links to one address, whoever asks.
const TO_ADDRESS: Limit = Limit { name: "email address", tries: 10, window: DAY };
/// Links that one person asks for.
const BY_USER: Limit = Limit { name: "email user", tries: 50, window: DAY };
/// Links that are asked for from one network.
const BY_NETWORK: Limit = Limit { name: "email network", tries: 200, window: DAY };
/// The same of what one person's programs ask for, which may be an import.
const BY_PROGRAM: Limit = Limit { name: "email program", tries: 5000, window: HOUR };

/// The kinds of jobs of this noun.
pub const JOBS: &[JobKind] = &[JobKind::of::<EmailLink>()];

/// The export of addresses.
pub const EXPORT: ExportPart = ExportPart {
    name: "emails",
    read: |tx, user| personal_data::document(store::exported(tx, user)),
};

/// Addresses go with the person, and are free for someone else.
pub const FORGET: Forget = |change, user| Box::pin(store::forget(change, user));

/// Why nothing goes to an address any more.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    strum::EnumMessage,
    strum::AsRefStr,
    sqlx::Type,
    serde::Serialize,
    serde::Deserialize,
)]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum EmailBlockReason {
    /// Its server said that there is no such mailbox.
    #[strum(message = "emails-blocked-bounced")]
    Bounced,
    /// Its reader called our mail spam.
    #[strum(message = "emails-blocked-complained")]
    Complained,
}

/// What came of adding an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EmailAdded {
    Added,
    Duplicate,
    /// There are too many.
    Full,
    /// Too many links were asked for.
    TooMany {
        until: Timestamp,
    },
}

/// What came of asking for a link again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EmailLinkResent {
    Sent,
    /// It is verified and not blocked: there is nothing to prove.
    NotNeeded,
    Wait {
        until: Timestamp,
    },
    TooMany {
        until: Timestamp,
    },
}

/// What came of making an address the primary one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Primary {
    Made,
    /// Only one that is verified, and not blocked, can be.
    NotVerified,
}

/// What came of removing an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmailRemoved {
    Removed,
    /// Without it there would be no verified one.
    LastVerified,
    /// Another one must be primary first.
    IsPrimary,
}

/// Gives a new person their first address, the primary one, and whether it is verified. `false`
/// when it is to be, and someone else has verified it.
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

/// Gives someone who has verified no address another first one, and gives it; `None` when they have.
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

/// Whose verified address it is.
pub async fn verified_by(tx: &mut Tx, key: &[u8]) -> Result<Option<UserId>> {
    store::verified_by(tx, key).await
}

/// Whose address it is, verified or not.
pub async fn user_of(tx: &mut Tx, id: EmailId) -> Result<Option<UserId>> {
    store::user_of(tx, id).await
}

/// A person's addresses, the primary one first.
pub async fn list(tx: &mut Tx, user: UserId) -> Result<Vec<Email>> {
    store::list(tx, user).await
}

/// The same as text.
pub async fn addresses(tx: &mut Tx, user: UserId) -> Result<Vec<String>> {
    Ok(list(tx, user).await?.into_iter().map(|email| email.address).collect())
}

/// Everywhere a person is told of what happened to their user: each address that is verified and
/// not blocked.
pub async fn security_recipients(
    tx: &mut Tx,
    user: UserId,
    account: Option<AccountId>,
) -> Result<Vec<Recipient>> {
    let emails = list(tx, user).await?;
    let security_recipients = emails.iter().filter(|email| email.is_usable());
    Ok(security_recipients.map(|email| email.recipient(user, account)).collect())
}

/// Security recipients, with what each may do: no change is taken back through an address that drove
/// something older out.
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

impl Email {
    /// Whether mail may go to it.
    pub fn is_usable(&self) -> bool {
        self.verified_at.is_some() && self.blocked_at.is_none()
    }

    /// Whether nothing but its link is missing.
    pub fn waits_for_link(&self) -> bool {
        self.verified_at.is_none() && self.blocked_at.is_none()
    }

    /// Whether an admin may remove it: what is proved, or mail goes to first, is its owner's.
    pub fn is_removable_by_admin(&self) -> bool {
        self.verified_at.is_none() && !self.is_primary
    }

    /// It as the recipient of a message.
    pub fn recipient(&self, user: UserId, account: Option<AccountId>) -> Recipient {
        let (contact, masked) = (Contact::Email(self.id), masked(&self.address));
        Recipient { user, account, channel: Channel::Email, contact, masked }
    }
}

/// Adds an address and sends it a link. It says nothing of whether another user has it: the mail
/// goes to its owner all the same.
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
    if let Verdict::Past { retry_after, .. } = spend(change, user, address.key()).await? {
        return Ok(EmailAdded::TooMany { until: now + retry_after });
    }
    store::insert(change, id, user, address, now).await?;
    search::index_user(change, user).await?;
    send_link(change, user, id, masked(address.as_ref())).await?;
    let event = Event::EmailAdded { contact: masked(address.as_ref()) };
    let before = Before::of(Part::Emails, &emails)?;
    audit::notify_with_undo(change, user, &event, before).await?;
    Ok(EmailAdded::Added)
}

/// Sends a link to an address again: to prove it, or to take it off its block.
///
/// # Errors
/// [`NotDone::Gone`] when it is not theirs.
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

async fn spend(change: &mut Change, user: UserId, key: &[u8]) -> Result<Verdict> {
    let network = change.origin().network.clone();
    let by = change.actor().user.filter(|_| change.actor().via == Via::Api);
    let asking = match &by {
        Some(by) => (BY_PROGRAM, vec![&by.as_bytes()[..]]),
        None => (BY_NETWORK, vec![network.as_bytes()]),
    };
    // Those of whoever asks come first: past them, nothing of the address's is used up.
    let budget = [(BY_USER, vec![&user.as_bytes()[..]]), asking, (TO_ADDRESS, vec![key])];
    limits::spend(change, &budget).await
}

async fn send_link(change: &mut Change, user: UserId, id: EmailId, masked: String) -> Result<()> {
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

/// One address of a person.
pub async fn find(tx: &mut Tx, user: UserId, id: EmailId) -> Result<Option<Email>> {
    Ok(store::list(tx, user).await?.into_iter().find(|email| email.id == id))
}

/// Makes a verified address the primary one, and tells the others, the old one too.
///
/// # Errors
/// [`NotDone::Gone`] when it is not theirs.
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

/// Removes an address, unless it is the primary or the last verified one, and tells the others, and
/// whoever reads its mail.
///
/// # Errors
/// [`NotDone::Gone`] when it is not theirs.
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

/// Why an address must stay, if it must.
pub fn removal_refused(all: &[Email], email: &Email) -> Option<EmailRemoved> {
    // What is blocked takes no mail: it is not counted on.
    let usable = all.iter().filter(|other| other.is_usable()).count();
    let verified = all.iter().filter(|other| other.verified_at.is_some()).count();
    let last_usable = email.is_usable() && usable == 1;
    if last_usable || (email.verified_at.is_some() && verified == 1) {
        return Some(EmailRemoved::LastVerified);
    }
    email.is_primary.then_some(EmailRemoved::IsPrimary)
}

/// Blocks one row, by what came of a message to it.
pub async fn block(change: &mut Change, id: EmailId, why: EmailBlockReason) -> Result<()> {
    let now = change.now();
    if let Some(user) = store::user_of(change, id).await? {
        change.touch_user(user).await?;
        store::block(change, id, why, now).await?;
    }
    Ok(())
}

/// Blocks an address for everyone who has added it, by what its mail server reports.
pub async fn block_address(
    change: &mut Change,
    address: &EmailAddress,
    why: EmailBlockReason,
) -> Result<()> {
    let now = change.now();
    for (id, user) in store::with_key(change, address.key()).await? {
        change.touch_user(user).await?;
        store::block(change, id, why, now).await?;
    }
    Ok(())
}
