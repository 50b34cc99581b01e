//! The SQL of taking changes back.

use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AuditId, UserId};
use crate::sql;

/// A change that was not taken back yet.
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

/// Uses it up, and gives how things were. `None` when someone else has.
pub async fn consume(tx: &mut Tx, id: AuditId, now: Timestamp) -> Result<Option<String>> {
    sql!(tx, scalar_optional String,
        "UPDATE undos SET used_at = $2 WHERE audit_id = $1 AND used_at IS NULL RETURNING before",
        id, now)
}

pub async fn lock(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<()> {
    sql!(tx, execute, "UPDATE users SET locked_at = $2 WHERE id = $1", user, now).map(drop)
}

pub async fn tidy(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql!(tx, execute, "DELETE FROM undos WHERE created_at < $1", before)
}

/// Deletes how things were before changes of a person's, and the lock that an undo has left.
pub async fn forget(tx: &mut Tx, user: UserId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM undos WHERE user_id = $1", user)?;
    sql!(tx, execute, "UPDATE users SET locked_at = NULL WHERE id = $1", user).map(drop)
}
