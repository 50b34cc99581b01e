//! The installation's own row: the fingerprint of its key, and whether first run is done.

use std::time::Duration;

use super::{Db, Error, Result, Tx};
use crate::platform::clock::Timestamp;
use crate::platform::secrets::keys::SecretKeys;
use crate::sql;

/// Checks that these are the keys of the database. Stores the fingerprint at the first start, and
/// replaces it when a key is rotated.
///
/// # Errors
/// When the database was used with another key: nothing signed or hashed with it could be checked.
pub async fn recognise(db: &Db, keys: &SecretKeys, now: Timestamp) -> anyhow::Result<()> {
    let prints = keys.fingerprints();
    let mut tx = db.begin().await?;
    sql!(
        &mut tx,
        execute,
        "INSERT INTO instance (name, value) VALUES ('key', $1) ON CONFLICT (name) DO NOTHING",
        &prints[0]
    )?;
    let stored = sql!(&mut tx, scalar String, "SELECT value FROM instance WHERE name = 'key'")?;
    anyhow::ensure!(
        prints.contains(&stored),
        "this is not the secret key that the database was created with; to rotate the key, set it \
         to NEW,OLD"
    );
    if stored != prints[0] {
        sql!(&mut tx, execute, "UPDATE instance SET value = $1 WHERE name = 'key'", &prints[0])?;
    }
    // While several instances are restarted with a new key one after another, the last of them
    // decides: until then the others make links under the old key.
    if prints.len() > 1 {
        sql!(
            &mut tx,
            execute,
            "INSERT INTO instance (name, value) VALUES ('key-since', $1) \
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            now.millis().to_string()
        )?;
    }
    tx.commit().await?;
    Ok(())
}

/// Returns when the program last started with an old key beside the current one.
pub async fn key_since(tx: &mut Tx) -> Result<Option<Timestamp>> {
    let since =
        sql!(tx, scalar_optional String, "SELECT value FROM instance WHERE name = 'key-since'")?;
    let since = since.map(|text| text.parse::<i64>()).transpose();
    let since = since.map_err(|error| Error::Decode(error.into()))?;
    Ok(since.map(Timestamp::from_millis))
}

/// Writes a row, to probe whether the database can write.
pub(super) async fn count_a_look(tx: &mut Tx) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO instance (name, value) VALUES ('looks', '1') \
         ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(instance.value AS BIGINT) + 1 AS TEXT)"
    )
    .map(drop)
}

/// Returns the difference between our clock and the database's. SQLite uses the machine's.
///
/// # Errors
/// When the database fails, or returns its time in an unknown format.
pub async fn clock_difference(db: &Db, now: Timestamp) -> Result<Duration> {
    let mut tx = db.read().await?;
    let text = sql!(&mut tx, scalar String, "SELECT CAST(CURRENT_TIMESTAMP AS TEXT)")?;
    // PostgreSQL adds its zone's offset; SQLite's time is UTC, without one.
    let text = if text.len() == "2026-01-01 00:00:00".len() { text + "Z" } else { text };
    let theirs = text.parse::<jiff::Timestamp>().map_err(|error| Error::Decode(error.into()))?;
    let theirs = Timestamp::from_millis(theirs.as_millisecond());
    Ok(now.since(theirs).max(theirs.since(now)))
}

/// Tells whether first run is done.
pub async fn is_first_run_over(tx: &mut Tx) -> Result<bool> {
    sql!(tx, scalar_optional String, "SELECT value FROM instance WHERE name = 'set-up'")
        .map(|at| at.is_some())
}

/// Closes first run for ever. Returns `false` when it was closed already; of concurrent calls one
/// returns `true`.
pub async fn close_first_run(tx: &mut Tx, now: Timestamp) -> Result<bool> {
    sql!(
        tx,
        execute,
        "INSERT INTO instance (name, value) VALUES ('set-up', $1) ON CONFLICT (name) DO NOTHING",
        now.millis().to_string()
    )
    .map(|n| n == 1)
}
