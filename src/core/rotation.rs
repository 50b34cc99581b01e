//! Rotation of the secret key: what hangs on which key, and making it anew under the current one.
//!
//! What is kept for long (passwords, authenticator apps, numbers that said STOP) is encrypted under a
//! key and names it, so that it is made anew without anyone's help. Mailed links do not name theirs:
//! those that were made before the current key came hang on the old one until they are over.

use std::collections::BTreeMap;

use crate::platform::clock::Timestamp;
use crate::platform::db::{Db, DbFuture, Result, Tx, instance};
use crate::platform::secrets::keys::{KeyId, SecretKeys};

/// A kind of rows that hang on the secret key, of one noun.
pub struct Keyed {
    /// The name of the rows, as `callbook key status` has it.
    pub name: &'static str,
    /// The number of rows that hang on each key.
    pub count: for<'a> fn(&'a mut Tx) -> DbFuture<'a, Vec<KeyUse>>,
    /// Makes up to a few hundred rows anew that hang on this key, and gives their number.
    pub renew: for<'a> fn(&'a mut Tx, &'a SecretKeys, KeyId) -> DbFuture<'a, u64>,
}

/// Rows that are made anew in one transaction.
pub const BATCH: i64 = 200;

/// A key, as rows name it, and their number.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct KeyUse {
    pub key: Vec<u8>,
    #[sqlx(rename = "uses")]
    pub rows: i64,
}

/// A kind of mailed links that are good still: how many were made before a moment, and are not over
/// at another.
pub type OpenLinks = for<'a> fn(&'a mut Tx, Timestamp, Timestamp) -> DbFuture<'a, i64>;

/// The inventory of what hangs on the secret key, of all nouns.
#[derive(Clone, Copy)]
pub struct Inventory {
    pub keyed: &'static [Keyed],
    pub links: &'static [OpenLinks],
}

/// A count of what hangs on each key at a moment.
#[derive(Debug, Default)]
pub struct KeyStatus {
    /// When a start had an old key beside the current one, the last time.
    pub since: Option<Timestamp>,
    /// Rows by their name, for each key that any row names and each that is configured.
    pub rows: BTreeMap<KeyId, BTreeMap<&'static str, i64>>,
    /// Links that are good and may have been made under an earlier key.
    pub earlier_links: i64,
}

impl Inventory {
    /// Counts what hangs on each key now.
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
                // What names no key is damaged: it hangs on none.
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

    /// Makes anew what hangs on an old key that is still configured; a few hundred rows at a time, so
    /// that others can write meanwhile. Gives the number of rows.
    pub async fn renew(&self, db: &Db, keys: &SecretKeys) -> Result<u64> {
        let mut total = 0;
        for old in keys.ids().into_iter().skip(1) {
            for kind in self.keyed {
                loop {
                    let mut tx = db.begin().await?;
                    let renewed = (kind.renew)(&mut tx, keys, old).await?;
                    tx.commit().await?;
                    total += renewed;
                    if renewed == 0 {
                        break;
                    }
                }
            }
        }
        Ok(total)
    }

    /// Makes sure that nothing hangs on a key that is not configured any more.
    ///
    /// # Errors
    /// When something does, naming it and what to do.
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
            "an old secret key is not configured any more, and these hang on it: {}. Put it back \
             (NEW,OLD) until `callbook key status` says that it may go, or lose them with \
             CALLBOOK_FORGET_OLD_KEY=true",
            lost.join(", ")
        );
        Ok(())
    }
}

impl KeyStatus {
    /// The rows and links that hang on keys that are not configured: "3 passwords".
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
