//! Numbers that answered STOP: stored as a keyed digest, and encrypted, so that keys can be rotated.

mod store;

use store::StoppedNumber;

use crate::core::rotation::{BATCH, Batch, Keyed};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::secrets::keys::{KeyId, Purpose, SecretKeys};
use crate::platform::secrets::{encode, sealed};

/// Numbers are encrypted, and found by a keyed digest.
pub const KEYED: Keyed = Keyed {
    name: "numbers that said STOP",
    count: |tx| Box::pin(store::key_uses(tx)),
    renew: |tx, keys, old, skipped| Box::pin(renew(tx, keys, old, skipped)),
};

fn stopped(keys: &SecretKeys, e164: &[u8], stopped_at: Timestamp) -> StoppedNumber {
    let key = keys.sign(Purpose::StoppedNumber, &[e164]).to_vec();
    let sealed = sealed::seal(keys, Purpose::StoppedNumber, &key, e164);
    StoppedNumber { key, sealed, stopped_at }
}

fn digests(keys: &SecretKeys, e164: &str) -> Vec<[u8; 32]> {
    keys.signatures(Purpose::StoppedNumber, &[e164.as_bytes()])
}

/// Tells whether a number answered STOP.
pub async fn is_stopped(tx: &mut Tx, keys: &SecretKeys, e164: &str) -> Result<bool> {
    for digest in digests(keys, e164) {
        if store::is_stopped(tx, &digest).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Stores that a number answered STOP.
pub async fn remember(tx: &mut Tx, keys: &SecretKeys, e164: &str, now: Timestamp) -> Result<()> {
    store::insert(tx, &stopped(keys, e164.as_bytes(), now)).await
}

/// Deletes a number that answered START.
pub async fn forget(tx: &mut Tx, keys: &SecretKeys, e164: &str) -> Result<()> {
    // The oldest key first: a number that is sealed anew meanwhile is found under the current one.
    for digest in digests(keys, e164).iter().rev() {
        store::delete(tx, digest).await?;
    }
    Ok(())
}

async fn renew(tx: &mut Tx, keys: &SecretKeys, old: KeyId, skipped: i64) -> Result<Batch> {
    let mut batch = Batch::default();
    for number in store::under_key(tx, &old, BATCH, skipped).await? {
        let opened = sealed::open(keys, Purpose::StoppedNumber, &number.key, &number.sealed);
        let Some(e164) = opened else {
            batch.damaged.push(encode(&number.key));
            continue;
        };
        let anew = stopped(keys, &e164, number.stopped_at);
        // When the number answered START meanwhile, its row is gone and must not come back.
        if store::delete(tx, &number.key).await? {
            store::insert(tx, &anew).await?;
            batch.renewed += 1;
        }
    }
    Ok(batch)
}
