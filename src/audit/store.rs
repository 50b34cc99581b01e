//! The SQL of security events.

use serde::Serialize;

use super::{Event, HistoryEntry};
use crate::core::change::Change;
use crate::core::origin::Origin;
use crate::core::personal_data::{id_text, json, moment};
use crate::platform::clock::Timestamp;
use crate::platform::db::{self, Result, Tx};
use crate::platform::i18n::{Lang, TimeFormat, TimeZone};
use crate::platform::ids::{AccountId, AuditId, EmailId, UserId};
use crate::sql;

/// Who reads a notice, as they are by the time it is sent; without an address where it is gone.
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
    pub time_format: TimeFormat,
}

pub async fn reader(tx: &mut Tx, email: EmailId) -> Result<Option<SecurityMailReader>> {
    sql!(tx, fetch_optional SecurityMailReader,
        "SELECT e.address, e.verified_at, e.blocked_at, u.name, pref.language, pref.time_zone, \
                pref.time_format \
         FROM emails e JOIN users u ON u.id = e.user_id \
         JOIN preferences pref ON pref.user_id = u.id WHERE e.id = $1", email)
}

/// Whom an entry is about.
pub async fn subject(tx: &mut Tx, id: AuditId) -> Result<Option<SecurityMailReader>> {
    sql!(tx, fetch_optional SecurityMailReader,
        "SELECT u.name, pref.language, pref.time_zone, pref.time_format \
         FROM audit a JOIN users u ON u.id = a.subject_id \
         JOIN preferences pref ON pref.user_id = u.id WHERE a.id = $1", id)
}

/// How things were before each change of theirs that can still be taken back, the latest first.
pub async fn befores(tx: &mut Tx, id: AuditId, since: Timestamp) -> Result<Vec<String>> {
    sql!(tx, scalars String,
        "SELECT u.before FROM undos u JOIN audit a ON a.subject_id = u.user_id \
         WHERE a.id = $1 AND u.created_at > $2 ORDER BY u.created_at DESC, u.audit_id DESC",
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

/// Keeps how things were before what an entry is of.
pub async fn keep(
    tx: &mut Tx,
    (id, user): (AuditId, UserId),
    before: &str,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO undos (audit_id, user_id, before, created_at) VALUES ($1, $2, $3, $4)",
        id,
        user,
        before,
        now
    )
    .map(drop)
}

pub async fn history(tx: &mut Tx, user: UserId, count: i64) -> Result<Vec<HistoryEntry>> {
    sql!(tx, fetch_all HistoryEntry,
        "SELECT id, actor_id, event, address, agent, created_at FROM audit \
         WHERE subject_id = $1 AND scope = 'user' ORDER BY id DESC LIMIT $2",
        user, count)
}

pub async fn find(tx: &mut Tx, user: UserId, id: AuditId) -> Result<Option<HistoryEntry>> {
    sql!(tx, fetch_optional HistoryEntry,
        "SELECT id, actor_id, event, address, agent, created_at FROM audit \
         WHERE subject_id = $1 AND id = $2 AND scope = 'user'",
        user, id)
}

pub async fn tidy(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql!(tx, execute, "DELETE FROM audit WHERE created_at < $1", before)
}

/// An event of a person's user, as their copy has it.
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
        "SELECT id, event, via, address, agent, created_at FROM audit \
         WHERE subject_id = $1 AND scope = 'user' ORDER BY id", user)
}

/// Deletes the entries about a person that stand in no account's log. Nobody else could read them.
pub async fn forget(tx: &mut Tx, user: UserId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM audit WHERE subject_id = $1 AND account_id IS NULL", user)
        .map(drop)
}
