//! Rotation of the secret key: rows under each key, and renewing them under the current one.
//!
//! Long-lived data (passwords, authenticator apps, numbers that answered STOP) is encrypted under a
//! key that it names, so that it can be renewed without its owner. Mailed links do not name their
//! key: links from before the current key depend on the old one until they expire.

use std::collections::BTreeMap;

use crate::platform::clock::Timestamp;
use crate::platform::db::{Db, DbFuture, Result, Tx, instance};
use crate::platform::secrets::keys::{KeyId, SecretKeys};

/// The rows of one noun that depend on the secret key.
pub struct Keyed {
    /// The name of the rows in `callbook key status`.
    pub name: &'static str,
    /// Counts the rows under each key.
    pub count: for<'a> fn(&'a mut Tx) -> DbFuture<'a, Vec<KeyUse>>,
    /// Renews up to [`BATCH`] rows that depend on this key, after skipping so many in their order.
    pub renew: for<'a> fn(&'a mut Tx, &'a SecretKeys, KeyId, i64) -> DbFuture<'a, Batch>,
}

/// The outcome for the rows of a batch.
#[derive(Default)]
pub struct Batch {
    pub renewed: u64,
    /// The ids of rows that could not be decrypted. They stay, and are skipped in the next batch.
    pub damaged: Vec<String>,
}

/// The most rows that are renewed in one transaction.
pub const BATCH: i64 = 200;

/// The most damaged rows that a log line names.
const NAMED: usize = 10;

/// A key as rows name it, and the number of its rows.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct KeyUse {
    pub key: Vec<u8>,
    #[sqlx(rename = "uses")]
    pub rows: i64,
}

/// Counts the valid mailed links of one kind: those that were made before the first moment and
/// expire after the second.
pub type OpenLinks = for<'a> fn(&'a mut Tx, Timestamp, Timestamp) -> DbFuture<'a, i64>;

/// Everything of all nouns that depends on the secret key.
#[derive(Clone, Copy)]
pub struct Inventory {
    pub keyed: &'static [Keyed],
    pub links: &'static [OpenLinks],
}

/// The data that depends on each key at a moment.
#[derive(Debug, Default)]
pub struct KeyStatus {
    /// When the program last started with an old key beside the current one.
    pub since: Option<Timestamp>,
    /// The numbers of rows by name, for each key that rows name or that is configured.
    pub rows: BTreeMap<KeyId, BTreeMap<&'static str, i64>>,
    /// The number of valid links that an earlier key may have signed.
    pub earlier_links: i64,
}

impl Inventory {
    /// Counts what depends on each key now.
    pub async fn status(
        &self,
        tx: &mut Tx,
        keys: &SecretKeys,
        now: Timestamp,
    ) -> Result<KeyStatus> {
        let mut status =
            KeyStatus { since: instance::key_since(tx).await?, ..KeyStatus::default() };
        for id in keys.ids() {
            status.rows.insert(id, BTreeMap::new());
        }
        for kind in self.keyed {
            for used in (kind.count)(tx).await? {
                // A row that names no key is damaged, and depends on none.
                let Ok(id) = KeyId::try_from(used.key.as_slice()) else { continue };
                *status.rows.entry(id).or_default().entry(kind.name).or_default() += used.rows;
            }
        }
        if let Some(since) = status.since {
            for links in self.links {
                status.earlier_links += links(tx, since, now).await?;
            }
        }
        Ok(status)
    }

    /// Renews the rows that depend on an old key that is still configured, in batches, so that
    /// others can write meanwhile. Returns the number of rows. Rows that cannot be decrypted are
    /// logged once for each kind.
    pub async fn renew(&self, db: &Db, keys: &SecretKeys) -> Result<u64> {
        let mut total = 0;
        for old in keys.ids().into_iter().skip(1) {
            for kind in self.keyed {
                let mut damaged = Vec::new();
                loop {
                    let skipped = i64::try_from(damaged.len()).unwrap_or(i64::MAX);
                    let mut tx = db.begin().await?;
                    let batch = (kind.renew)(&mut tx, keys, old, skipped).await?;
                    tx.commit().await?;
                    if batch.renewed == 0 && batch.damaged.is_empty() {
                        break;
                    }
                    total += batch.renewed;
                    damaged.extend(batch.damaged);
                }
                if !damaged.is_empty() {
                    let first = damaged[..damaged.len().min(NAMED)].join(" ");
                    tracing::error!(
                        event = "rows_unreadable",
                        kind = kind.name,
                        rows = damaged.len(),
                        first,
                        "rows cannot be decrypted and stay under the old key"
                    );
                }
            }
        }
        Ok(total)
    }

    /// Checks that nothing depends on a key that is no longer configured.
    ///
    /// # Errors
    /// When something does, with what to do.
    pub async fn ensure_nothing_is_lost(
        &self,
        db: &Db,
        keys: &SecretKeys,
        now: Timestamp,
    ) -> anyhow::Result<()> {
        let status = self.status(&mut db.read().await?, keys, now).await?;
        let lost = status.lost(keys);
        anyhow::ensure!(
            lost.is_empty(),
            "an old secret key is no longer configured, and this depends on it: {}. Configure it \
             again (NEW,OLD) until `callbook key status` says to remove it, or lose what depends \
             on it with CALLBOOK_FORGET_OLD_KEY=true",
            lost.join(", ")
        );
        Ok(())
    }
}

impl KeyStatus {
    /// Lists the rows and links that depend on missing keys, as in "3 passwords".
    pub fn lost(&self, keys: &SecretKeys) -> Vec<String> {
        let known = keys.ids();
        let mut lost = BTreeMap::<&str, i64>::new();
        for (_, rows) in self.rows.iter().filter(|(id, _)| !known.contains(id)) {
            for (name, number) in rows {
                *lost.entry(name).or_default() += number;
            }
        }
        if known.len() == 1 && self.earlier_links > 0 {
            lost.insert("mailed links", self.earlier_links);
        }
        lost.into_iter().map(|(name, number)| format!("{number} {name}")).collect()
    }
}
