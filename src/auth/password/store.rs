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

pub async fn rehash(tx: &mut Tx, user: UserId, stale: &str, hash: &str) -> Result<u64> {
    sql!(
        tx,
        execute,
        "UPDATE users SET password = $3 WHERE id = $1 AND password = $2",
        user,
        stale,
        hash
    )
}

pub async fn clear(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<()> {
    sql!(tx, execute, "UPDATE users SET password = NULL, updated_at = $2 WHERE id = $1", user, now)
        .map(drop)
}

/// Counts the passwords under each key, which their first eight characters identify.
pub async fn key_uses(tx: &mut Tx) -> Result<Vec<(String, i64)>> {
    sql!(
        tx,
        fetch_all(String, i64),
        "SELECT SUBSTR(password, 1, 8), COUNT(*) FROM users WHERE password IS NOT NULL GROUP BY 1"
    )
}

pub async fn under_key(
    tx: &mut Tx,
    prefix: &str,
    most: i64,
    skipped: i64,
) -> Result<Vec<(UserId, String)>> {
    sql!(
        tx,
        fetch_all(UserId, String),
        "SELECT id, password FROM users WHERE SUBSTR(password, 1, 8) = $1 \
         ORDER BY id LIMIT $2 OFFSET $3",
        prefix,
        most,
        skipped
    )
}
