//! The SQL of undo.

use crate::core::links::LinkPurpose;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AuditId, UserId};
use crate::sql;

/// A change that was not undone yet.
#[derive(sqlx::FromRow)]
pub struct StoredUndo {
    pub user_id: UserId,
    pub event: String,
    pub created_at: Timestamp,
}

pub async fn find(tx: &mut Tx, id: AuditId, since: Timestamp) -> Result<Option<StoredUndo>> {
    sql!(tx, fetch_optional StoredUndo,
        "SELECT u.user_id, a.event, u.created_at FROM undos u JOIN audit a ON a.id = u.audit_id \
         WHERE u.audit_id = $1 AND u.created_at > $2 AND u.used_at IS NULL",
        id, since)
}

/// A change that removed an address.
#[derive(sqlx::FromRow)]
pub struct StoredRemoval {
    pub user_id: UserId,
    pub removed_key: Vec<u8>,
}

pub async fn removal(tx: &mut Tx, id: AuditId, since: Timestamp) -> Result<Option<StoredRemoval>> {
    sql!(tx, fetch_optional StoredRemoval,
        "SELECT user_id, removed_key FROM undos \
         WHERE audit_id = $1 AND removed_key IS NOT NULL AND created_at > $2",
        id, since)
}

/// Finds the latest change that removed this address, unless it was undone.
pub async fn removal_of(tx: &mut Tx, key: &[u8], since: Timestamp) -> Result<Option<AuditId>> {
    sql!(tx, scalar_optional AuditId,
        "SELECT audit_id FROM undos \
         WHERE removed_key = $1 AND created_at > $2 AND used_at IS NULL \
         ORDER BY created_at DESC LIMIT 1",
        key, since)
}

/// Marks every undo of a person as used: all changes are undone together, once.
pub async fn void_all(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE undos SET used_at = $2 WHERE user_id = $1 AND used_at IS NULL",
        user,
        now
    )
    .map(drop)
}

pub async fn lock(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<()> {
    sql!(tx, execute, "UPDATE users SET locked_at = $2 WHERE id = $1", user, now).map(drop)
}

pub async fn tidy(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql!(tx, execute, "DELETE FROM undos WHERE created_at < $1", before)
}

/// Deletes a person's undos, and the lock that one has left.
pub async fn forget(tx: &mut Tx, user: UserId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM undos WHERE user_id = $1", user)?;
    sql!(tx, execute, "UPDATE users SET locked_at = NULL WHERE id = $1", user).map(drop)
}

/// Counts the valid links that were made before a moment.
pub async fn open_before(tx: &mut Tx, made_before: Timestamp, now: Timestamp) -> Result<i64> {
    sql!(tx, scalar i64,
        "SELECT COUNT(*) FROM undos WHERE used_at IS NULL AND created_at < $1 AND created_at > $2", made_before, now - LinkPurpose::Undo.life())
}
