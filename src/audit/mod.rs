//! Security events: each is kept in the audit log, and most are mailed to every verified address.

mod events;
mod mail;
mod store;

use std::time::Duration;

pub use events::{Event, Scope, Topic};
use mail::SecurityMail;
use serde::{Deserialize, Serialize};

use crate::core::change::Change;
use crate::core::cleanup::Cleanup;
use crate::core::filled::Filled;
use crate::core::links::{LinkPurpose, LinkToken};
use crate::core::origin::Origin;
use crate::core::personal_data::{self, ExportPart, Forget};
use crate::messaging::{self, Contact, JobKind, Recipient};
use crate::platform::clock::Timestamp;
use crate::platform::db::{self, DbFuture, Result, Tx};
use crate::platform::ids::{AccountId, AuditId, UserId};
use crate::platform::secrets::keys::SecretKeys;

/// A change can be taken back for so long.
pub const UNDO_LIFE: Duration = Duration::from_secs(72 * 60 * 60);

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Emails,
    Password,
    Factors,
    Passkeys,
    Tokens,
}

/// How a part was before a change, in the words of the slice that it belongs to.
#[derive(Serialize, Deserialize)]
pub struct Before {
    pub part: Part,
    pub was: serde_json::Value,
}

impl Before {
    /// A part as it is now.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn of(part: Part, was: &impl Serialize) -> Result<Self> {
        let was = serde_json::to_value(was).map_err(|error| db::Error::Encode(error.into()))?;
        Ok(Self { part, was })
    }
}

/// The token of the link that takes a change back.
fn undo_token(keys: &SecretKeys, receipt: AuditId) -> String {
    LinkToken::derive(keys, LinkPurpose::Undo, receipt.as_bytes(), &[])
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

/// Finds everywhere a person hears of what happens to their user, for an account's ledger.
pub type FindRecipients =
    for<'a> fn(&'a mut Tx, UserId, Option<AccountId>) -> DbFuture<'a, Vec<Recipient>>;

/// See [`FindRecipients`]: people's addresses are no matter of this module.
pub static RECIPIENTS: Filled<FindRecipients> = Filled::empty();

/// Keeps an event that is about a person, and mails it to every address that they hear of such at.
pub async fn notify(change: &mut Change, subject: UserId, event: &Event) -> Result<()> {
    let receipt = record(change, subject, event).await?;
    send(change, subject, event, receipt, false).await
}

/// Does as [`notify`] does; whoever reads the mail can undo the change.
pub async fn notify_with_undo(
    change: &mut Change,
    subject: UserId,
    event: &Event,
    before: &Before,
) -> Result<()> {
    let receipt = record(change, subject, event).await?;
    let before = serde_json::to_string(before).map_err(|error| db::Error::Encode(error.into()))?;
    let now = change.now();
    store::keep(change, (receipt, subject), &before, now).await?;
    send(change, subject, event, receipt, true).await
}

async fn send(
    change: &mut Change,
    subject: UserId,
    event: &Event,
    receipt: AuditId,
    undoable: bool,
) -> Result<()> {
    let account = change.account();
    let recipients = (RECIPIENTS.required()?)(change, subject, account).await?;
    let Origin { agent, address, .. } = change.origin().clone();
    let origin = (!address.is_empty()).then_some((agent, address));
    for to in recipients {
        if let Contact::Email(email) = to.contact {
            let (event, origin, at) = (event.clone(), origin.clone(), change.now());
            let mail = SecurityMail { email, event, at, receipt, undoable, origin };
            messaging::send(change, &to, &mail).await?;
        }
    }
    Ok(())
}
