//! The SQL of numbers that answered STOP.

use crate::core::rotation::KeyUse;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::sql;

/// A number that answered STOP, as it is stored.
#[derive(sqlx::FromRow)]
pub struct StoppedNumber {
    /// The keyed digest by which the number is found.
    pub key: Vec<u8>,
    /// The number, encrypted.
    pub sealed: Vec<u8>,
    pub stopped_at: Timestamp,
}

pub async fn is_stopped(tx: &mut Tx, key: &[u8; 32]) -> Result<bool> {
    sql!(tx, scalar_optional Timestamp, "SELECT stopped_at FROM stopped_numbers WHERE key = $1",
        &key[..])
    .map(|at| at.is_some())
}

pub async fn insert(tx: &mut Tx, number: &StoppedNumber) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO stopped_numbers (key, sealed, stopped_at) VALUES ($1, $2, $3) \
         ON CONFLICT (key) DO NOTHING",
        &number.key,
        &number.sealed,
        number.stopped_at
    )
    .map(drop)
}

/// Counts the stopped numbers under each key, which the first six bytes identify.
pub async fn key_uses(tx: &mut Tx) -> Result<Vec<KeyUse>> {
    sql!(tx, fetch_all KeyUse,
        "SELECT SUBSTR(sealed, 1, 6) AS key, COUNT(*) AS uses FROM stopped_numbers GROUP BY 1")
}

pub async fn under_key(
    tx: &mut Tx,
    key: &[u8],
    most: i64,
    skipped: i64,
) -> Result<Vec<StoppedNumber>> {
    sql!(tx, fetch_all StoppedNumber,
        "SELECT key, sealed, stopped_at FROM stopped_numbers WHERE SUBSTR(sealed, 1, 6) = $1 \
         ORDER BY key LIMIT $2 OFFSET $3",
        key, most, skipped)
}

/// Deletes the number of this digest. Returns `false` when there was none.
pub async fn delete(tx: &mut Tx, key: &[u8]) -> Result<bool> {
    sql!(tx, execute, "DELETE FROM stopped_numbers WHERE key = $1", key).map(|gone| gone == 1)
}
