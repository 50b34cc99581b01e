//! Receipts of webhooks, so that each is processed once.

use std::time::Duration;

use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::sql;

/// How long a webhook is remembered.
const OLDEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// Records a webhook by its digest. Returns `false` when it was recorded before.
pub async fn take(tx: &mut Tx, key: &[u8; 32], now: Timestamp) -> Result<bool> {
    sql!(
        tx,
        execute,
        "INSERT INTO receipts (key, received_at) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING",
        &key[..],
        now
    )
    .map(|n| n == 1)
}

/// Deletes old receipts, and returns how many.
pub async fn tidy(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    sql!(tx, execute, "DELETE FROM receipts WHERE received_at < $1", now - OLDEST)
}
