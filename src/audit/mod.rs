//! Security events: each is kept in the audit log, and most are mailed to every verified address.

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

/// A change can be taken back for so long. What is younger than that is not trusted with the way back
/// into a user.
pub const WINDOW: Duration = LinkPurpose::Undo.life();

/// Security events are kept for thirteen months.
const OLDEST: Duration = Duration::from_secs(396 * 24 * 60 * 60);

/// The cleanup of the audit log.
pub const CLEANUP: Cleanup =
    Cleanup { name: "events", run: |tx, now| Box::pin(store::tidy(tx, now - OLDEST)) };

/// The kinds of jobs of this noun.
pub const JOBS: &[JobKind] = &[JobKind::of::<SecurityMail>()];

/// The export of what happened to a person's user. An account's matters are the account's.
pub const EXPORT: ExportPart = ExportPart {
    name: "history",
    read: |tx, user| personal_data::document(store::exported(tx, user)),
};

/// Entries that stand in no account's log go with the person; those in one stay for their thirteen
/// months, without a name.
pub const FORGET: Forget = |change, user| Box::pin(store::forget(change, user));

/// The part of a user that a change with an undo link is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum Part {
    Emails,
    Password,
    Factors,
    Passkeys,
    Tokens,
}

/// How a part was before a change, in the words of the noun that it belongs to.
pub struct Before {
    part: Part,
    was: String,
    removed: Option<RemovedAddress>,
}

/// An address that a change removes.
pub struct RemovedAddress {
    pub key: Vec<u8>,
    /// Its reader, who hears of it all the same if it was verified.
    pub former: Option<Notified>,
}

impl Before {
    /// A part as it is now.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn of(part: Part, was: &impl Serialize) -> Result<Self> {
        let was = serde_json::to_string(was).map_err(|error| db::Error::Encode(error.into()))?;
        Ok(Self { part, was, removed: None })
    }

    /// The part before a change that removes an address.
    #[must_use]
    pub fn removal_of(self, removed: RemovedAddress) -> Self {
        Self { removed: Some(removed), ..self }
    }
}

impl Kept {
    /// How the part was.
    ///
    /// # Errors
    /// When it was not kept in these words.
    pub fn was<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_str(&self.before).map_err(|error| db::Error::Decode(error.into()))
    }
}

/// How things were before each change of a person's within the [`WINDOW`], the oldest first; also
/// before those that were taken back.
pub async fn kept(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<Vec<Kept>> {
    store::kept(tx, user, now - WINDOW).await
}

/// The token of the link that takes a change back, mailed to one address.
fn undo_token(keys: &SecretKeys, receipt: AuditId, to: EmailId) -> String {
    LinkToken::derive(keys, LinkPurpose::Undo, receipt.as_bytes(), &[to.as_bytes()])
}

/// Whether a link that takes a change back was mailed to this address.
pub fn is_undo_mailed_to(keys: &SecretKeys, token: &LinkToken, to: EmailId) -> bool {
    token.is_of(keys, LinkPurpose::Undo, &[to.as_bytes()])
}

/// An entry of the audit log, as its subject may read it.
#[derive(sqlx::FromRow)]
pub struct HistoryEntry {
    pub id: AuditId,
    pub actor_id: Option<UserId>,
    event: String,
    pub address: String,
    pub agent: String,
    pub created_at: Timestamp,
}

impl HistoryEntry {
    /// The event; `None` when a later version wrote one that this version does not know.
    pub fn event(&self) -> Option<Event> {
        serde_json::from_str(&self.event).ok()
    }
}

/// Keeps an event that is about a person, in the account of the change.
pub async fn record(change: &mut Change, subject: UserId, event: &Event) -> Result<AuditId> {
    let account = change.account();
    record_in(change, account, subject, event).await
}

/// Keeps an event that is about a person, in another account than that of the change, and gives
/// its receipt.
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

/// Security events of a person's user, the latest first.
pub async fn history(tx: &mut Tx, user: UserId, count: i64) -> Result<Vec<HistoryEntry>> {
    store::history(tx, user, count).await
}

/// The security event that a receipt number names, if it is about this person's user.
pub async fn find(tx: &mut Tx, user: UserId, receipt: AuditId) -> Result<Option<HistoryEntry>> {
    store::find(tx, user, receipt).await
}

/// An address at which a person hears of what happens to their user.
pub struct Notified {
    pub to: Recipient,
    /// Whether the address's reader may take a change back.
    pub may_undo: bool,
}

/// Finds everywhere a person hears of what happens to their user, for an account's ledger.
pub type FindRecipients =
    for<'a> fn(&'a mut Tx, UserId, Option<AccountId>, Timestamp) -> DbFuture<'a, Vec<Notified>>;

/// See [`FindRecipients`]: people's addresses are no matter of this module.
pub static RECIPIENTS: Filled<FindRecipients> = Filled::empty();

/// Keeps an event that is about a person, and mails it to every address that they hear of such at.
pub async fn notify(change: &mut Change, subject: UserId, event: &Event) -> Result<()> {
    let account = change.account();
    notify_in(change, account, subject, event).await
}

/// Does as [`notify`] does, in another account than that of the change.
pub async fn notify_in(
    change: &mut Change,
    account: Option<AccountId>,
    subject: UserId,
    event: &Event,
) -> Result<()> {
    let receipt = record_in(change, account, subject, event).await?;
    for Notified { to, .. } in notified(change, account, subject).await? {
        send(change, &to, event, receipt, false).await?;
    }
    Ok(())
}

/// Does as [`notify`] does; whoever reads the mail at an address that is not too young can take the
/// change back. An address that the change removes is told too.
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
        send(change, &to, event, receipt, may_undo).await?;
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
    event: &Event,
    receipt: AuditId,
    undoable: bool,
) -> Result<()> {
    let Contact::Email(email) = to.contact else { return Ok(()) };
    let Origin { agent, address, .. } = change.origin().clone();
    let (event, at, origin) = (event.clone(), change.now(), named_origin(agent, address));
    let mail = SecurityMail { email, event, at, receipt, undoable, origin };
    messaging::send(change, to, &mail).await.map(drop)
}

/// The browser and the address that a mail names; nothing, when it was done on the console.
fn named_origin(agent: String, address: String) -> Option<(String, String)> {
    (!address.is_empty()).then_some((agent, address))
}

/// Mails the notice of a change again, with the link that takes it back.
pub async fn remind(
    change: &mut Change,
    subject: UserId,
    receipt: AuditId,
    to: &Recipient,
) -> Result<()> {
    let Some(entry) = store::find(change, subject, receipt).await? else { return Ok(()) };
    let (Contact::Email(email), Some(event)) = (to.contact, entry.event()) else { return Ok(()) };
    let (at, origin) = (entry.created_at, named_origin(entry.agent, entry.address));
    let mail = SecurityMail { email, event, at, receipt, undoable: true, origin };
    messaging::send(change, to, &mail).await.map(drop)
}
