//! Changes: a transaction with its moment, keys and actor, on which every rule works.
//!
//! A change begins by taking its locks in one order: the account, then users by id. Its maker
//! (`web::gate`, a worker, or the command line) then reads again under the locks what allows it.
//! Nothing else begins a change.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use tracing::field::display;

use super::actor::Actor;
use super::operator::OperatorSettings;
use super::origin::Origin;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Db, Error, Result, Tx};
use crate::platform::ids::{AccountId, UserId};
use crate::platform::secrets::keys::SecretKeys;
use crate::sql;

/// A transaction in progress, with everything that a rule needs. Dropped without
/// [`Change::commit`], it changes nothing.
pub struct Change {
    tx: Tx,
    now: Timestamp,
    keys: Arc<SecretKeys>,
    operator: Arc<OperatorSettings>,
    actor: Actor,
    origin: Origin,
    /// Rows that the transaction has locked: rules lock what they rely on, and may do so again.
    accounts: BTreeSet<AccountId>,
    users: BTreeSet<UserId>,
    recorded: Vec<RecordedEvent>,
}

/// A security event of a change, to be logged when the change is committed.
pub struct RecordedEvent {
    pub name: &'static str,
    pub subject: UserId,
    pub account: Option<AccountId>,
}

/// The strength of a lock on a user's row, the stronger last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UserLock {
    /// Prevents changes of the row. Others may lock it so too.
    Shared,
    /// Prevents every other lock, because the row is about to change.
    Whole,
}

impl Change {
    /// Begins a change. On SQLite it waits for the one writer.
    pub async fn begin(
        db: &Db,
        keys: Arc<SecretKeys>,
        operator: Arc<OperatorSettings>,
        now: Timestamp,
        actor: Actor,
        origin: Origin,
    ) -> Result<Self> {
        let tx = db.begin().await?;
        let (accounts, users) = (BTreeSet::new(), BTreeSet::new());
        let recorded = Vec::new();
        Ok(Self { tx, now, keys, operator, actor, origin, accounts, users, recorded })
    }

    /// Returns the moment at which everything in this change happens.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Returns the keys that codes, links and counters are derived from.
    pub fn keys(&self) -> Arc<SecretKeys> {
        self.keys.clone()
    }

    /// Returns the operator's settings that rules rely on.
    pub fn operator(&self) -> &OperatorSettings {
        &self.operator
    }

    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Returns the person who makes the change.
    ///
    /// # Errors
    /// When the actor is no person: the rule then needs to be told whom it is about.
    pub fn actor_id(&self) -> Result<UserId> {
        let nobody = || Error::InvalidArgument("nobody makes this change".to_owned());
        self.actor.user.ok_or_else(nobody)
    }

    /// Returns the account in which the change is made.
    pub fn account(&self) -> Option<AccountId> {
        self.actor.account
    }

    /// Returns the address and the browser that the change comes from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Sets the actor, once it has been read under the locks.
    pub fn act_as(&mut self, actor: Actor) {
        self.actor = actor;
    }

    /// Sets the origin, for a job: the origin of the change that queued it.
    pub fn come_from(&mut self, origin: Origin) {
        self.origin = origin;
    }

    /// Takes locks in the one order of all changes: accounts by id, then users by id. A user who is
    /// named twice gets the stronger lock. Rows that are gone are skipped.
    pub async fn lock(
        &mut self,
        accounts: impl IntoIterator<Item = AccountId>,
        users: impl IntoIterator<Item = (UserId, UserLock)>,
    ) -> Result<()> {
        for account in accounts.into_iter().collect::<BTreeSet<_>>() {
            self.lock_account(account).await?;
        }
        let mut locks = BTreeMap::new();
        for (user, lock) in users {
            locks.entry(user).and_modify(|known| *known = lock.max(*known)).or_insert(lock);
        }
        for (user, lock) in locks {
            match lock {
                UserLock::Shared => self.tx.hold_user(user).await?,
                UserLock::Whole => drop(self.lock_user(user).await?),
            }
        }
        Ok(())
    }

    /// Locks an account and increments its version, unless this change has locked it already.
    /// Returns `false` when it is gone.
    pub async fn lock_account(&mut self, account: AccountId) -> Result<bool> {
        if self.accounts.contains(&account) {
            return Ok(true);
        }
        let counted = sql!(
            &mut self.tx,
            execute,
            "UPDATE accounts SET version = version + 1 WHERE id = $1",
            account
        )?;
        Ok(counted == 1 && self.accounts.insert(account))
    }

    /// Locks a user and increments their version, unless this change has locked them already.
    /// Returns `false` when they are gone or deleted.
    pub async fn lock_user(&mut self, user: UserId) -> Result<bool> {
        if self.users.contains(&user) {
            return Ok(true);
        }
        let counted = sql!(
            &mut self.tx,
            execute,
            "UPDATE users SET version = version + 1 WHERE id = $1 AND deleted_at IS NULL",
            user
        )?;
        Ok(counted == 1 && self.users.insert(user))
    }

    /// Locks a user whose visible data is about to change, contacts included.
    pub async fn touch_user(&mut self, user: UserId) -> Result<()> {
        self.lock_user(user).await?;
        sql!(
            &mut self.tx,
            execute,
            "UPDATE users SET updated_at = $2 WHERE id = $1 AND deleted_at IS NULL",
            user,
            self.now
        )
        .map(drop)
    }

    /// Raises a user's epoch, which ends every session of an earlier one, and returns it.
    pub async fn revoke_all_sessions(&mut self, user: UserId) -> Result<i64> {
        sql!(&mut self.tx, scalar i64,
            "UPDATE users SET epoch = epoch + 1 WHERE id = $1 RETURNING epoch", user)
    }

    /// Logs a security event when the change is committed.
    pub fn log_at_commit(&mut self, event: RecordedEvent) {
        self.recorded.push(event);
    }

    /// Commits the change. After it returns, no crash loses it.
    pub async fn commit(self) -> Result<()> {
        self.tx.commit().await?;
        let (actor, via): (_, &str) = (self.actor.user.map(display), self.actor.via.as_ref());
        for RecordedEvent { name, subject, account } in self.recorded {
            let account = account.map(display);
            tracing::info!(
                target: "security",
                event = name,
                %subject,
                actor,
                account,
                via,
                "recorded"
            );
        }
        Ok(())
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
