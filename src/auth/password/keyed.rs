//! Passwords under rotation of the secret key.

use super::store;
use crate::core::rotation::{BATCH, Batch, KeyUse, Keyed};
use crate::platform::db::{Result, Tx};
use crate::platform::secrets::keys::{KeyId, SecretKeys};
use crate::platform::secrets::{decode, encode, password};

/// Password hashes are encrypted under the pepper, which is derived from the key.
pub const KEYED: Keyed = Keyed {
    name: "passwords",
    count: |tx| Box::pin(count(tx)),
    renew: |tx, keys, old, skipped| Box::pin(renew(tx, keys, old, skipped)),
};

async fn count(tx: &mut Tx) -> Result<Vec<KeyUse>> {
    let uses = store::key_uses(tx).await?.into_iter();
    let uses = uses.map(|(key, rows)| KeyUse { key: decode(&key).unwrap_or_default(), rows });
    Ok(uses.collect())
}

async fn renew(tx: &mut Tx, keys: &SecretKeys, old: KeyId, skipped: i64) -> Result<Batch> {
    let mut batch = Batch::default();
    for (user, stored) in store::under_key(tx, &encode(&old), BATCH, skipped).await? {
        match password::reseal(keys, &stored) {
            Some(anew) => batch.renewed += store::rehash(tx, user, &stored, &anew).await?,
            None => batch.damaged.push(user.to_string()),
        }
    }
    Ok(batch)
}
