//! The SQL of passwords.

use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::UserId;
use crate::sql;

pub async fn stored(tx: &mut Tx, user: UserId) -> Result<Option<String>> {
    sql!(tx, scalar Option<String>, "SELECT password FROM users WHERE id = $1", user)
}

pub async fn replace(tx: &mut Tx, user: UserId, hash: &str, now: Timestamp) -> Result<i64> {
    sql!(tx, scalar i64,
        "UPDATE users SET password = $2, epoch = epoch + 1, locked_at = NULL, updated_at = $3 \
         WHERE id = $1 RETURNING epoch",
        user, hash, now)
}

pub async fn rehash(tx: &mut Tx, user: UserId, stale: &str, hash: &str) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE users SET password = $3 WHERE id = $1 AND password = $2",
        user,
        stale,
        hash
    )
    .map(drop)
}

pub async fn clear(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<()> {
    sql!(tx, execute, "UPDATE users SET password = NULL, updated_at = $2 WHERE id = $1", user, now)
        .map(drop)
}
