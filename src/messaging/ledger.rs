//! The ledger: every message to a person, from queued to its final state.

use std::time::Duration;

use serde::Serialize;
use uuid::Uuid;

use super::report::DeliveryReport;
use super::{Channel, Contact, ContactKind, Recipient, receipts};
use crate::core::cleanup::Cleanup;
use crate::core::mood::Mood;
use crate::core::personal_data::{id_text, moment};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{DeliveryId, EmailId, PhoneId, UserId};
use crate::sql;

/// How long a message is stored.
const OLDEST_MESSAGES: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// Deletes old messages and receipts of webhooks.
pub const CLEANUP: Cleanup = Cleanup { name: "messages", run: |tx, now| Box::pin(tidy(tx, now)) };

/// The state of a message.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    strum::AsRefStr,
    strum::EnumMessage,
    strum::EnumString,
    strum::VariantArray,
    sqlx::Type,
)]
#[strum(serialize_all = "lowercase")]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum DeliveryState {
    #[strum(message = "deliveries-state-queued")]
    Queued,
    /// The provider has accepted it.
    #[strum(message = "deliveries-state-sent")]
    Sent,
    #[strum(message = "deliveries-state-delivered")]
    Delivered,
    #[strum(message = "deliveries-state-failed")]
    Failed,
    /// The contact is blocked.
    #[strum(message = "deliveries-state-blocked")]
    Blocked,
}

impl DeliveryState {
    /// Returns how a state is shown.
    pub fn mood(self) -> Mood {
        match self {
            Self::Queued => Mood::Waiting,
            Self::Sent | Self::Delivered => Mood::Well,
            Self::Failed | Self::Blocked => Mood::Ill,
        }
    }

    /// Tells whether the state is final.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Delivered | Self::Failed | Self::Blocked)
    }
}

/// The reason why a message did not arrive, in terms of no particular provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumMessage, sqlx::Type)]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum Reason {
    /// The code or link in the message was used or expired before it could be sent.
    #[strum(message = "deliveries-reason-expired")]
    Expired,
    /// The contact was removed.
    #[strum(message = "deliveries-reason-gone")]
    Gone,
    #[strum(message = "deliveries-reason-blocked")]
    Blocked,
    /// The channel is not configured.
    #[strum(message = "deliveries-reason-off")]
    Off,
    /// The message was attempted too often.
    #[strum(message = "deliveries-reason-given-up")]
    GivenUp,
    /// The mail server accepts no address with letters beyond ASCII before the @.
    #[strum(message = "deliveries-reason-letters")]
    Letters,
    /// The provider refused the message.
    #[strum(message = "deliveries-reason-refused")]
    Refused,
    /// The carrier reported that the message did not arrive.
    #[strum(message = "deliveries-reason-undelivered")]
    Undelivered,
    /// Nobody answered the call.
    #[strum(message = "deliveries-reason-unanswered")]
    Unanswered,
    /// The alert was answered before the message was sent.
    #[strum(message = "deliveries-reason-answered")]
    Answered,
}

/// Returns the id of a contact of either kind.
pub(super) fn uuid(contact: Contact) -> Uuid {
    match contact {
        Contact::Email(id) => id.into(),
        Contact::Phone(id) => id.into(),
    }
}

pub async fn insert(
    tx: &mut Tx,
    id: DeliveryId,
    to: &Recipient,
    kind: &str,
    now: Timestamp,
) -> Result<()> {
    let contact = uuid(to.contact);
    sql!(
        tx,
        execute,
        "INSERT INTO deliveries (id, user_id, account_id, contact_id, kind, channel, sent_to, \
            state, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'queued', $8, $8)",
        id,
        to.user,
        to.account,
        contact,
        kind,
        to.channel,
        &to.masked,
        now
    )
    .map(drop)
}

/// Records the outcome of sending: a state, a reason of ours, or the provider's answer. A state
/// that a report has set meanwhile stays.
pub async fn record_outcome(
    tx: &mut Tx,
    id: DeliveryId,
    state: DeliveryState,
    reason: Option<Reason>,
    answer: Option<&str>,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE deliveries SET state = $2, reason = $3, answer = COALESCE($4, answer), \
            updated_at = $5 WHERE id = $1 AND state = 'queued'",
        id,
        state,
        reason,
        answer,
        now
    )
    .map(drop)
}

/// Stores the provider's id of a message, by which its reports are matched.
pub async fn set_provider_id(tx: &mut Tx, id: DeliveryId, reference: &str) -> Result<()> {
    sql!(tx, execute, "UPDATE deliveries SET reference = $2 WHERE id = $1", id, reference).map(drop)
}

/// Tells whether a message still has to be sent: a report may show that the provider accepted it,
/// although its answer was lost.
pub async fn is_owed(tx: &mut Tx, id: DeliveryId) -> Result<bool> {
    let state =
        sql!(tx, scalar_optional DeliveryState, "SELECT state FROM deliveries WHERE id = $1", id)?;
    Ok(state == Some(DeliveryState::Queued))
}

#[derive(sqlx::FromRow)]
struct ContactColumns {
    contact_id: Uuid,
    channel: Channel,
}

/// Finds the contact of a message, if the ledger has it.
pub async fn contact(tx: &mut Tx, id: DeliveryId) -> Result<Option<Contact>> {
    let row = sql!(tx, fetch_optional ContactColumns,
        "SELECT contact_id, channel FROM deliveries WHERE id = $1", id)?;
    Ok(row.and_then(|row| {
        let id = row.contact_id.into_bytes();
        row.channel.row().goes_to.map(|kind| match kind {
            ContactKind::Email => Contact::Email(EmailId::from_bytes(id)),
            ContactKind::Phone => Contact::Phone(PhoneId::from_bytes(id)),
        })
    }))
}

/// Records a provider's report about a message. A state that is final or further on stays, because
/// reports come late, twice, and in any order; `false` is returned then.
pub async fn reported(
    tx: &mut Tx,
    id: DeliveryId,
    report: &DeliveryReport,
    now: Timestamp,
) -> Result<bool> {
    sql!(
        tx,
        execute,
        "UPDATE deliveries SET state = $2, answer = $3, reference = $4, updated_at = $5, \
            reason = $6 \
         WHERE id = $1 AND (state = 'queued' OR (state = 'sent' AND $2 <> 'sent')) \
            AND (reference IS NULL OR reference = $4)",
        id,
        report.state,
        &report.answer,
        &report.provider_id,
        now,
        report.reason
    )
    .map(|n| n == 1)
}

async fn tidy(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    let before = now - OLDEST_MESSAGES;
    let rows = sql!(tx, execute, "DELETE FROM deliveries WHERE created_at < $1", before)?;
    Ok(rows + receipts::tidy(tx, now).await?)
}

/// A message in the recipient's data export.
#[derive(Serialize, sqlx::FromRow)]
pub struct ExportedDelivery {
    #[serde(serialize_with = "id_text")]
    id: DeliveryId,
    kind: String,
    channel: String,
    sent_to: String,
    state: String,
    reason: Option<String>,
    answer: Option<String>,
    reference: Option<String>,
    #[serde(serialize_with = "moment")]
    created_at: Timestamp,
    #[serde(serialize_with = "moment")]
    updated_at: Timestamp,
}

pub async fn exported(tx: &mut Tx, user: UserId) -> Result<Vec<ExportedDelivery>> {
    sql!(tx, fetch_all ExportedDelivery,
        "SELECT id, kind, channel, sent_to, state, reason, answer, reference, created_at, \
                updated_at \
         FROM deliveries WHERE user_id = $1 ORDER BY id", user)
}

/// Deletes the messages to a person, with the jobs that send them.
pub async fn forget(tx: &mut Tx, user: UserId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM deliveries WHERE user_id = $1", user).map(drop)
}
