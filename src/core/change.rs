//! A write begins by touching its owner: that row is the lock, and its version the cache key.

use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, UserId};
use crate::sql;

/// Locks a person for this transaction and counts their version up. `false` when there is none, or
/// they deleted their user.
///
/// # Errors
/// When the database fails.
pub async fn touch_user(tx: &mut Tx, user: UserId) -> Result<bool> {
    sql!(
        tx,
        execute,
        "UPDATE users SET version = version + 1 WHERE id = $1 AND deleted_at IS NULL",
        user
    )
    .map(|n| n == 1)
}

/// Touches a person of whom what others see is about to change: their contacts are part of them.
///
/// # Errors
/// When the database fails.
pub async fn change_user(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<bool> {
    sql!(
        tx,
        execute,
        "UPDATE users SET version = version + 1, updated_at = $2 \
         WHERE id = $1 AND deleted_at IS NULL",
        user,
        now
    )
    .map(|n| n == 1)
}

/// Ends every session of a person: the next ones are of the epoch that this gives.
///
/// # Errors
/// When the database fails.
pub async fn raise_epoch(tx: &mut Tx, user: UserId) -> Result<i64> {
    sql!(tx, scalar i64,
        "UPDATE users SET epoch = epoch + 1 WHERE id = $1 RETURNING epoch", user)
}

/// Locks an account for this transaction and counts its version up. `false` when there is none.
///
/// # Errors
/// When the database fails.
pub async fn touch_account(tx: &mut Tx, account: AccountId) -> Result<bool> {
    sql!(tx, execute, "UPDATE accounts SET version = version + 1 WHERE id = $1", account)
        .map(|n| n == 1)
}
