//! Authenticator apps under rotation of the secret key.

use super::store;
use crate::core::rotation::{BATCH, Keyed};
use crate::platform::db::{Result, Tx};
use crate::platform::secrets::keys::{KeyId, Purpose, SecretKeys};
use crate::platform::secrets::sealed;

/// Secrets of apps are encrypted, each for its own row.
pub const KEYED: Keyed = Keyed {
    name: "authenticator apps",
    count: |tx| Box::pin(store::key_uses(tx)),
    renew: |tx, keys, old| Box::pin(renew(tx, keys, old)),
};

async fn renew(tx: &mut Tx, keys: &SecretKeys, old: KeyId) -> Result<u64> {
    let mut renewed = 0;
    for (user, id, secret) in store::under_key(tx, &old, BATCH).await? {
        let Some(anew) = sealed::reseal(keys, Purpose::Authenticator, id.as_bytes(), &secret)
        else {
            super::log_unreadable(id);
            continue;
        };
        store::seal_anew(tx, user, id, &anew).await?;
        renewed += 1;
    }
    Ok(renewed)
}
