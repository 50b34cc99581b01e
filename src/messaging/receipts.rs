//! Receipts: the webhooks that came, each of which is taken once.

use std::time::Duration;

use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::sql;

/// The time for which a webhook is known again.
const OLDEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// Takes a webhook that is known by this digest. `false` when the webhook was taken before.
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

/// Deletes the receipts that are too old, and gives how many those were.
pub async fn tidy(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    sql!(tx, execute, "DELETE FROM receipts WHERE received_at < $1", now - OLDEST)
}
