//! A change: a transaction with its moment, its keys and who makes it; what every rule takes.
//!
//! A change begins by taking its locks, in one order: the account, then people by their ids. What
//! allows it is read again under them, by whoever makes the change: `web::gate`, the workers, and
//! the command line. Nothing else makes one.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use super::actor::Actor;
use super::origin::Origin;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Db, Error, Result, Tx};
use crate::platform::ids::{AccountId, UserId};
use crate::platform::secrets::keys::SecretKeys;
use crate::sql;

/// A transaction under way, and all that a rule may ask of it. Dropped without
/// [`Change::commit`], nothing has changed.
pub struct Change {
    tx: Tx,
    now: Timestamp,
    keys: Arc<SecretKeys>,
    actor: Actor,
    origin: Origin,
}

impl Change {
    /// Begins a change. On SQLite it waits for the one writer.
    pub async fn begin(
        db: &Db,
        keys: Arc<SecretKeys>,
        now: Timestamp,
        actor: Actor,
        origin: Origin,
    ) -> Result<Self> {
        Ok(Self { tx: db.begin().await?, now, keys, actor, origin })
    }

    /// The moment at which everything in this change happens.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The keys that codes, links and counters are derived with.
    pub fn keys(&self) -> Arc<SecretKeys> {
        self.keys.clone()
    }

    /// Who makes the change, and through what.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The person who makes the change.
    ///
    /// # Errors
    /// When it is nobody: such a change says whom it is about.
    pub fn actor_id(&self) -> Result<UserId> {
        let nobody = || Error::InvalidArgument("nobody makes this change".to_owned());
        self.actor.user.ok_or_else(nobody)
    }

    /// The account in which the change is made.
    pub fn account(&self) -> Option<AccountId> {
        self.actor.account
    }

    /// The address and the device that the change comes from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Names the actor, once it has been read under the locks.
    pub fn act_as(&mut self, actor: Actor) {
        self.actor = actor;
    }

    /// Names where it came from, when that was before the change: what a job was queued by.
    pub fn come_from(&mut self, origin: Origin) {
        self.origin = origin;
    }

    /// Makes the change last. After it returns, no crash loses it.
    pub async fn commit(self) -> Result<()> {
        self.tx.commit().await
    }
}

impl Deref for Change {
    type Target = Tx;
    fn deref(&self) -> &Tx {
        &self.tx
    }
}

impl DerefMut for Change {
    fn deref_mut(&mut self) -> &mut Tx {
        &mut self.tx
    }
}

/// Locks a person for this transaction and counts their version up. `false` when there is none, or
/// they deleted their user.
pub async fn lock_user(tx: &mut Tx, user: UserId) -> Result<bool> {
    sql!(
        tx,
        execute,
        "UPDATE users SET version = version + 1 WHERE id = $1 AND deleted_at IS NULL",
        user
    )
    .map(|n| n == 1)
}

/// Locks a person of whom what others see is about to change: their contacts are part of them.
pub async fn touch_user(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<bool> {
    sql!(
        tx,
        execute,
        "UPDATE users SET version = version + 1, updated_at = $2 \
         WHERE id = $1 AND deleted_at IS NULL",
        user,
        now
    )
    .map(|n| n == 1)
}

/// Ends every session of a person: the next ones are of the epoch that this gives.
pub async fn revoke_all_sessions(tx: &mut Tx, user: UserId) -> Result<i64> {
    sql!(tx, scalar i64,
        "UPDATE users SET epoch = epoch + 1 WHERE id = $1 RETURNING epoch", user)
}

/// Locks an account for this transaction and counts its version up. `false` when there is none.
pub async fn lock_account(tx: &mut Tx, account: AccountId) -> Result<bool> {
    sql!(tx, execute, "UPDATE accounts SET version = version + 1 WHERE id = $1", account)
        .map(|n| n == 1)
}
