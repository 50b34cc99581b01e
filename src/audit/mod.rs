//! Security events: each is kept in the audit log, and most are mailed to every verified address.

mod events;
mod mail;
mod store;

pub use events::{Event, Scope, Topic};
pub use mail::Notice;

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::core::actor::Affair;
use crate::core::links::{LinkPurpose, Token};
use crate::core::origin::Origin;
use crate::messaging::{self, Contact, Recipient};
use crate::platform::clock::Timestamp;
use crate::platform::db::{self, Result, Tx};
use crate::platform::ids::{AuditId, UserId};
use crate::platform::secrets::keys::SecretKeys;

/// A change can be taken back for so long.
pub const UNDO_LIFE: Duration = Duration::from_secs(72 * 60 * 60);

/// What a change that can be taken back is of.
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
    Token::derive(keys, LinkPurpose::Undo, receipt.as_bytes(), &[])
}

/// An entry of the audit log, as its subject may read it.
#[derive(sqlx::FromRow)]
pub struct Entry {
    pub id: AuditId,
    pub actor_id: Option<UserId>,
    event: String,
    pub address: String,
    pub agent: String,
    pub created_at: Timestamp,
}

impl Entry {
    /// What happened; `None` when a later version wrote what this one does not know.
    pub fn event(&self) -> Option<Event> {
        serde_json::from_str(&self.event).ok()
    }
}

/// Keeps an event in the audit log, in the transaction of what happened.
///
/// # Errors
/// When the database fails.
pub async fn record(tx: &mut Tx, affair: Affair<'_>, event: &Event, now: Timestamp) -> Result<()> {
    write_down(tx, affair, event, now).await.map(drop)
}

/// The same, and gives the receipt.
///
/// # Errors
/// When the database fails.
pub async fn write_down(
    tx: &mut Tx,
    affair: Affair<'_>,
    event: &Event,
    now: Timestamp,
) -> Result<AuditId> {
    let text = serde_json::to_string(event).map_err(|error| db::Error::Encode(error.into()))?;
    let id = AuditId::mint(now);
    store::insert(tx, id, affair, (&text, event.scope(), event.topic()), now).await?;
    Ok(id)
}

/// What happened to a person's user, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn history(tx: &mut Tx, user: UserId, count: i64) -> Result<Vec<Entry>> {
    store::history(tx, user, count).await
}

/// What a receipt is of, when it is of something that happened to this person's user.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, user: UserId, receipt: AuditId) -> Result<Option<Entry>> {
    store::find(tx, user, receipt).await
}

/// Forgets what happened before then.
///
/// # Errors
/// When the database fails.
pub async fn tidy(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    store::tidy(tx, before).await
}

/// Keeps an event in the audit log, and tells every one of these addresses of it, in the
/// transaction of what happened.
///
/// # Errors
/// When the database fails.
pub async fn tell(
    tx: &mut Tx,
    affair: Affair<'_>,
    recipients: &[Recipient],
    event: &Event,
    now: Timestamp,
) -> Result<()> {
    let receipt = write_down(tx, affair, event, now).await?;
    send(tx, affair, recipients, (event, receipt, false), now).await
}

/// The same of a change that whoever reads the mail can take back.
///
/// # Errors
/// When the database fails.
pub async fn tell_undoable(
    tx: &mut Tx,
    affair: Affair<'_>,
    recipients: &[Recipient],
    (event, before): (&Event, &Before),
    now: Timestamp,
) -> Result<()> {
    let receipt = write_down(tx, affair, event, now).await?;
    let before = serde_json::to_string(before).map_err(|error| db::Error::Encode(error.into()))?;
    store::keep(tx, (receipt, affair.subject), &before, now).await?;
    send(tx, affair, recipients, (event, receipt, true), now).await
}

async fn send(
    tx: &mut Tx,
    affair: Affair<'_>,
    recipients: &[Recipient],
    (event, receipt, undoable): (&Event, AuditId, bool),
    now: Timestamp,
) -> Result<()> {
    for to in recipients {
        if let Contact::Email(email) = to.contact {
            let Origin { agent, address, .. } = affair.whence.clone();
            let whence = (!address.is_empty()).then_some((agent, address));
            let notice = Notice { email, event: event.clone(), at: now, receipt, undoable, whence };
            messaging::send(tx, to, &notice, now).await?;
        }
    }
    Ok(())
}
