//! Authenticator apps under rotation of the secret key.

use super::store;
use crate::core::rotation::{BATCH, Batch, Keyed};
use crate::platform::db::{Result, Tx};
use crate::platform::secrets::keys::{KeyId, Purpose, SecretKeys};
use crate::platform::secrets::sealed;

/// Secrets of apps are encrypted, each for its own row.
pub const KEYED: Keyed = Keyed {
    name: "authenticator apps",
    count: |tx| Box::pin(store::key_uses(tx)),
    renew: |tx, keys, old, skipped| Box::pin(renew(tx, keys, old, skipped)),
};

async fn renew(tx: &mut Tx, keys: &SecretKeys, old: KeyId, skipped: i64) -> Result<Batch> {
    let mut batch = Batch::default();
    for (user, id, secret) in store::under_key(tx, &old, BATCH, skipped).await? {
        let Some(anew) = sealed::reseal(keys, Purpose::Authenticator, id.as_bytes(), &secret)
        else {
            batch.damaged.push(id.to_string());
            continue;
        };
        store::seal_anew(tx, user, id, &anew).await?;
        batch.renewed += 1;
    }
    Ok(batch)
}
