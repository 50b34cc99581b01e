//! The SQL of security events.

use super::{Affair, Entry};
use crate::clock::Timestamp;
use crate::db::{Result, Tx};
use crate::i18n::{Lang, TimeFormat, TimeZone};
use crate::ids::{AuditId, EmailId, UserId};
use crate::sql;

/// Who reads a notice, as they are by the time it is sent.
#[derive(sqlx::FromRow)]
pub struct Reader {
    pub address: String,
    pub verified_at: Option<Timestamp>,
    pub blocked_at: Option<Timestamp>,
    pub name: String,
    pub language: Lang,
    pub time_zone: TimeZone,
    pub time_format: TimeFormat,
}

pub async fn reader(tx: &mut Tx, email: EmailId) -> Result<Option<Reader>> {
    sql!(tx, fetch_optional Reader,
        "SELECT e.address, e.verified_at, e.blocked_at, u.name, u.language, u.time_zone, \
                u.time_format \
         FROM emails e JOIN users u ON u.id = e.user_id WHERE e.id = $1", email)
}

pub async fn insert(
    tx: &mut Tx,
    id: AuditId,
    of: Affair<'_>,
    event: &str,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO audit (id, account_id, subject_id, actor_id, event, address, agent, \
            created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        id,
        of.account,
        of.subject,
        of.actor,
        event,
        &of.whence.address,
        &of.whence.agent,
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

pub async fn history(tx: &mut Tx, user: UserId, count: i64) -> Result<Vec<Entry>> {
    sql!(tx, fetch_all Entry,
        "SELECT id, actor_id, event, address, agent, created_at FROM audit \
         WHERE subject_id = $1 ORDER BY id DESC LIMIT $2",
        user, count)
}

pub async fn find(tx: &mut Tx, user: UserId, id: AuditId) -> Result<Option<Entry>> {
    sql!(tx, fetch_optional Entry,
        "SELECT id, actor_id, event, address, agent, created_at FROM audit \
         WHERE subject_id = $1 AND id = $2",
        user, id)
}

pub async fn tidy(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql!(tx, execute, "DELETE FROM audit WHERE created_at < $1", before)
}
