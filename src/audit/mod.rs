//! Security events: each is stored in the audit log, and most are mailed to every verified address.

mod events;
mod mail;
mod store;

use std::time::Duration;

pub use events::{Event, Scope, Topic};
use mail::SecurityMail;
use serde::Serialize;
use serde::de::DeserializeOwned;
pub use store::Kept;

use crate::core::change::{Change, RecordedEvent};
use crate::core::cleanup::Cleanup;
use crate::core::filled::Filled;
use crate::core::links::{LinkPurpose, LinkToken};
use crate::core::origin::Origin;
use crate::core::personal_data::{self, ExportPart, Forget};
use crate::messaging::{self, Contact, JobKind, Recipient};
use crate::platform::clock::Timestamp;
use crate::platform::db::{self, DbFuture, Result, Tx};
use crate::platform::ids::{AccountId, AuditId, EmailId, UserId};
use crate::platform::secrets::keys::SecretKeys;

/// How long a change can be undone. An address that is younger than this may not undo or recover.
pub const WINDOW: Duration = LinkPurpose::Undo.life();

/// Events are stored for thirteen months.
const OLDEST: Duration = Duration::from_secs(396 * 24 * 60 * 60);

/// Deletes events that are older than that.
pub const CLEANUP: Cleanup =
    Cleanup { name: "events", run: |tx, now| Box::pin(store::tidy(tx, now - OLDEST)) };

pub const JOBS: &[JobKind] = &[JobKind::of::<SecurityMail>()];

/// Exports the events of a person's user. Events of an account belong to the account.
pub const EXPORT: ExportPart = ExportPart {
    name: "history",
    read: |tx, user| personal_data::document(store::exported(tx, user)),
};

/// Deletes the events of a person that stand in no account's log; those in one stay for their
/// thirteen months, without a name.
pub const FORGET: Forget = |change, user| Box::pin(store::forget(change, user));

/// The part of a user that a change with an undo link alters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum Part {
    Emails,
    Password,
    Factors,
    Passkeys,
    Tokens,
}

/// The state of a part before a change, in the form of the noun that owns the part.
pub struct Before {
    part: Part,
    was: String,
    removed: Option<RemovedAddress>,
}

/// An address that a change removes.
pub struct RemovedAddress {
    pub key: Vec<u8>,
    /// The reader of the address, who is notified too if the address was verified.
    pub former: Option<Notified>,
}

impl Before {
    /// Makes the state of a part as it is now.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn of(part: Part, was: &impl Serialize) -> Result<Self> {
        let was = serde_json::to_string(was).map_err(|error| db::Error::Encode(error.into()))?;
        Ok(Self { part, was, removed: None })
    }

    /// Adds the address that the change removes.
    #[must_use]
    pub fn removal_of(self, removed: RemovedAddress) -> Self {
        Self { removed: Some(removed), ..self }
    }
}

impl Kept {
    /// Reads the state of the part.
    ///
    /// # Errors
    /// When it was not stored in this form.
    pub fn was<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_str(&self.before).map_err(|error| db::Error::Decode(error.into()))
    }
}

/// Lists the states before each change of a person within the [`WINDOW`], the oldest first, undone
/// changes included.
pub async fn kept(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<Vec<Kept>> {
    store::kept(tx, user, now - WINDOW).await
}

/// Returns the token of the link that undoes a change, mailed to one address.
fn undo_token(keys: &SecretKeys, receipt: AuditId, to: EmailId) -> String {
    LinkToken::derive(keys, LinkPurpose::Undo, receipt.as_bytes(), &[to.as_bytes()])
}

/// Tells whether an undo link was mailed to this address.
pub fn is_undo_mailed_to(keys: &SecretKeys, token: &LinkToken, to: EmailId) -> bool {
    token.is_of(keys, LinkPurpose::Undo, &[to.as_bytes()])
}

/// An event of the audit log, as its subject may read it.
#[derive(sqlx::FromRow)]
pub struct HistoryEntry {
    pub id: AuditId,
    /// Whether another person did it, whose address and browser the subject does not see.
    by_other: bool,
    event: String,
    address: String,
    agent: String,
    pub created_at: Timestamp,
}

/// Where an event came from, as its subject may read it.
#[derive(Debug, PartialEq, Eq)]
pub enum EventSource {
    Browser {
        agent: String,
        address: String,
    },
    /// The console of the server.
    Console,
    /// Another person, such as an admin.
    Other,
}

impl EventSource {
    fn of(by_other: bool, agent: String, address: String) -> Self {
        match by_other {
            true => Self::Other,
            false if address.is_empty() => Self::Console,
            false => Self::Browser { agent, address },
        }
    }

    /// Returns the browser and the address, which a mail names.
    fn browser(self) -> Option<(String, String)> {
        match self {
            Self::Browser { agent, address } => Some((agent, address)),
            Self::Console | Self::Other => None,
        }
    }
}

impl HistoryEntry {
    /// Returns where the event came from.
    pub fn source(&self) -> EventSource {
        EventSource::of(self.by_other, self.agent.clone(), self.address.clone())
    }

    /// Returns the event; `None` when a later version wrote one that this version does not know.
    pub fn event(&self) -> Option<Event> {
        serde_json::from_str(&self.event).ok()
    }
}

/// Records an event about a person, in the account of the change.
pub async fn record(change: &mut Change, subject: UserId, event: &Event) -> Result<AuditId> {
    let account = change.account();
    record_in(change, account, subject, event).await
}

/// Records an event about a person in another account than the change's, and returns its reference
/// number.
pub async fn record_in(
    change: &mut Change,
    account: Option<AccountId>,
    subject: UserId,
    event: &Event,
) -> Result<AuditId> {
    let id = AuditId::mint(change.now());
    store::insert(change, id, account, subject, event).await?;
    change.log_at_commit(RecordedEvent { name: event.name(), subject, account });
    Ok(id)
}

/// Lists the security events of a person's user, the latest first.
pub async fn history(tx: &mut Tx, user: UserId, count: i64) -> Result<Vec<HistoryEntry>> {
    store::history(tx, user, count).await
}

/// Finds the security event with a reference number, if it is about this person's user.
pub async fn find(tx: &mut Tx, user: UserId, receipt: AuditId) -> Result<Option<HistoryEntry>> {
    store::find(tx, user, receipt).await
}

/// An address at which a person is notified of security events.
pub struct Notified {
    pub to: Recipient,
    /// Whether the reader of the address may undo the change.
    pub may_undo: bool,
}

/// Finds the addresses at which a person is notified, for an account's ledger.
pub type FindRecipients =
    for<'a> fn(&'a mut Tx, UserId, Option<AccountId>, Timestamp) -> DbFuture<'a, Vec<Notified>>;

/// The function of [`FindRecipients`], which `users` has and `app` fills in.
pub static RECIPIENTS: Filled<FindRecipients> = Filled::empty();

/// Records an event about a person, and mails it to every address of [`RECIPIENTS`].
pub async fn notify(change: &mut Change, subject: UserId, event: &Event) -> Result<()> {
    let account = change.account();
    notify_in(change, account, subject, event).await
}

/// Notifies like [`notify`], in another account than that of the change.
pub async fn notify_in(
    change: &mut Change,
    account: Option<AccountId>,
    subject: UserId,
    event: &Event,
) -> Result<()> {
    let receipt = record_in(change, account, subject, event).await?;
    for Notified { to, .. } in notified(change, account, subject).await? {
        send(change, &to, subject, event, receipt, false).await?;
    }
    Ok(())
}

/// Notifies like [`notify`], with an undo link for the readers of addresses that are older than the
/// [`WINDOW`]. An address that the change removes is notified too.
pub async fn notify_with_undo(
    change: &mut Change,
    subject: UserId,
    event: &Event,
    before: Before,
) -> Result<()> {
    let receipt = record(change, subject, event).await?;
    let now = change.now();
    let Before { part, was, removed } = before;
    let (removed_key, former) = removed.map(|gone| (gone.key, gone.former)).unzip();
    let kept = Kept { id: receipt, part, before: was, used_at: None };
    store::keep(change, subject, &kept, removed_key, now).await?;
    let account = change.account();
    let notified = notified(change, account, subject).await?;
    for Notified { to, may_undo } in notified.into_iter().chain(former.flatten()) {
        send(change, &to, subject, event, receipt, may_undo).await?;
    }
    Ok(())
}

async fn notified(
    change: &mut Change,
    account: Option<AccountId>,
    subject: UserId,
) -> Result<Vec<Notified>> {
    let now = change.now();
    (RECIPIENTS.required()?)(change, subject, account, now).await
}

async fn send(
    change: &mut Change,
    to: &Recipient,
    subject: UserId,
    event: &Event,
    receipt: AuditId,
    undoable: bool,
) -> Result<()> {
    let Contact::Email(email) = to.contact else { return Ok(()) };
    let Origin { agent, address, .. } = change.origin().clone();
    let by_other = change.actor().user.is_some_and(|actor| actor != subject);
    let origin = EventSource::of(by_other, agent, address).browser();
    let (event, at) = (event.clone(), change.now());
    let mail = SecurityMail { email, event, at, receipt, undoable, origin };
    messaging::send(change, to, &mail).await.map(drop)
}

/// Mails the notice of a change again, with its undo link.
pub async fn remind(
    change: &mut Change,
    subject: UserId,
    receipt: AuditId,
    to: &Recipient,
) -> Result<()> {
    let Some(entry) = store::find(change, subject, receipt).await? else { return Ok(()) };
    let (Contact::Email(email), Some(event)) = (to.contact, entry.event()) else { return Ok(()) };
    let (at, origin) = (entry.created_at, entry.source().browser());
    let mail = SecurityMail { email, event, at, receipt, undoable: true, origin };
    messaging::send(change, to, &mail).await.map(drop)
}
