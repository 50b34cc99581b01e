//! The SQL of security events.

use serde::Serialize;

use super::{Event, HistoryEntry, Part};
use crate::core::change::Change;
use crate::core::origin::Origin;
use crate::core::personal_data::{id_text, json, moment};
use crate::platform::clock::Timestamp;
use crate::platform::db::{self, Result, Tx};
use crate::platform::i18n::{Formats, Lang, TimeZone};
use crate::platform::ids::{AccountId, AuditId, EmailId, UserId};
use crate::sql;

/// The reader of a notice, as they are when it is sent; without an address when that is gone.
#[derive(sqlx::FromRow)]
pub struct SecurityMailReader {
    #[sqlx(default)]
    pub address: String,
    #[sqlx(default)]
    pub verified_at: Option<Timestamp>,
    #[sqlx(default)]
    pub blocked_at: Option<Timestamp>,
    pub name: String,
    pub language: Lang,
    pub time_zone: TimeZone,
    #[sqlx(flatten)]
    pub formats: Formats,
}

pub async fn reader(tx: &mut Tx, email: EmailId) -> Result<Option<SecurityMailReader>> {
    sql!(tx, fetch_optional SecurityMailReader,
        "SELECT e.address, e.verified_at, e.blocked_at, u.name, pref.language, pref.time_zone, \
                pref.date_format, pref.time_format \
         FROM emails e JOIN users u ON u.id = e.user_id \
         JOIN preferences pref ON pref.user_id = u.id WHERE e.id = $1", email)
}

/// Finds the person whom an event is about.
pub async fn subject(tx: &mut Tx, id: AuditId) -> Result<Option<SecurityMailReader>> {
    sql!(tx, fetch_optional SecurityMailReader,
        "SELECT u.name, pref.language, pref.time_zone, pref.date_format, pref.time_format \
         FROM audit a JOIN users u ON u.id = a.subject_id \
         JOIN preferences pref ON pref.user_id = u.id WHERE a.id = $1", id)
}

/// The state of a part of a user before a change.
#[derive(sqlx::FromRow)]
pub struct Kept {
    #[sqlx(rename = "audit_id")]
    pub id: AuditId,
    pub part: Part,
    pub(super) before: String,
    /// When the change was undone, with others or by itself.
    pub used_at: Option<Timestamp>,
}

pub async fn kept(tx: &mut Tx, user: UserId, since: Timestamp) -> Result<Vec<Kept>> {
    sql!(tx, fetch_all Kept,
        "SELECT audit_id, part, before, used_at FROM undos \
         WHERE user_id = $1 AND created_at > $2 ORDER BY nth",
        user, since)
}

/// Lists what [`kept`] does, for the person whom an event is about.
pub async fn kept_beside(tx: &mut Tx, id: AuditId, since: Timestamp) -> Result<Vec<Kept>> {
    sql!(tx, fetch_all Kept,
        "SELECT u.audit_id, u.part, u.before, u.used_at FROM undos u \
         JOIN audit a ON a.subject_id = u.user_id \
         WHERE a.id = $1 AND u.created_at > $2 ORDER BY u.nth",
        id, since)
}

pub async fn insert(
    change: &mut Change,
    id: AuditId,
    account: Option<AccountId>,
    subject: UserId,
    event: &Event,
) -> Result<()> {
    let text = serde_json::to_string(event).map_err(|error| db::Error::Encode(error.into()))?;
    let (actor, via, now) = (change.actor().user, change.actor().via, change.now());
    let Origin { address, agent, .. } = change.origin().clone();
    sql!(
        change,
        execute,
        "INSERT INTO audit (id, account_id, subject_id, actor_id, event, scope, topic, via, \
            address, agent, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        id,
        account,
        subject,
        actor,
        text,
        event.scope(),
        event.topic(),
        via,
        address,
        agent,
        now
    )
    .map(drop)
}

/// Stores the state before the change of an event.
pub async fn keep(
    tx: &mut Tx,
    user: UserId,
    kept: &Kept,
    removed_key: Option<Vec<u8>>,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO undos (audit_id, user_id, nth, part, before, removed_key, created_at) \
         SELECT $1, $2, COALESCE(MAX(nth), 0) + 1, $3, $4, $5, $6 FROM undos WHERE user_id = $2",
        kept.id,
        user,
        kept.part,
        &kept.before,
        removed_key,
        now
    )
    .map(drop)
}

pub async fn history(tx: &mut Tx, user: UserId, count: i64) -> Result<Vec<HistoryEntry>> {
    sql!(tx, fetch_all HistoryEntry,
        "SELECT id, COALESCE(actor_id <> $1, FALSE) AS by_other, event, address, agent, created_at \
         FROM audit WHERE subject_id = $1 AND scope = 'user' ORDER BY id DESC LIMIT $2",
        user, count)
}

pub async fn find(tx: &mut Tx, user: UserId, id: AuditId) -> Result<Option<HistoryEntry>> {
    sql!(tx, fetch_optional HistoryEntry,
        "SELECT id, COALESCE(actor_id <> $1, FALSE) AS by_other, event, address, agent, created_at \
         FROM audit WHERE subject_id = $1 AND id = $2 AND scope = 'user'",
        user, id)
}

pub async fn tidy(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql!(tx, execute, "DELETE FROM audit WHERE created_at < $1", before)
}

/// An event of a person's user in their data export, without the address and the browser of another
/// person.
#[derive(Serialize, sqlx::FromRow)]
pub struct ExportedEvent {
    #[serde(serialize_with = "id_text")]
    id: AuditId,
    #[serde(serialize_with = "json")]
    event: String,
    via: String,
    address: String,
    agent: String,
    #[serde(serialize_with = "moment")]
    created_at: Timestamp,
}

pub async fn exported(tx: &mut Tx, user: UserId) -> Result<Vec<ExportedEvent>> {
    sql!(tx, fetch_all ExportedEvent,
        "SELECT id, event, via, CASE WHEN actor_id <> $1 THEN '' ELSE address END AS address, \
                CASE WHEN actor_id <> $1 THEN '' ELSE agent END AS agent, created_at FROM audit \
         WHERE subject_id = $1 AND scope = 'user' ORDER BY id", user)
}

/// Deletes the events about a person that stand in no account's log. Nobody else could read them.
pub async fn forget(tx: &mut Tx, user: UserId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM audit WHERE subject_id = $1 AND account_id IS NULL", user)
        .map(drop)
}
