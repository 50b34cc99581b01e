//! A change: a transaction with its moment, its keys and who makes it; what every rule takes.
//!
//! A change begins by taking its locks, in one order: the account, then people by their ids. What
//! allows it is read again under them, by whoever makes the change: `web::gate`, the workers, and
//! the command line. Nothing else makes one.

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

/// A transaction under way, and all that a rule may ask of it. Dropped without
/// [`Change::commit`], nothing has changed.
pub struct Change {
    tx: Tx,
    now: Timestamp,
    keys: Arc<SecretKeys>,
    operator: Arc<OperatorSettings>,
    actor: Actor,
    origin: Origin,
    /// Rows that the transaction has locked whole: rules lock what they rely on, and may do so again.
    accounts: BTreeSet<AccountId>,
    users: BTreeSet<UserId>,
    recorded: Vec<RecordedEvent>,
}

/// A security event of a change, for the log once the change lasts.
pub struct RecordedEvent {
    pub name: &'static str,
    pub subject: UserId,
    pub account: Option<AccountId>,
}

/// How the row of a person is locked; the stronger comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UserLock {
    /// The row only must not change. Others may lock it so too.
    Shared,
    /// The row is about to change.
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

    /// The moment at which everything in this change happens.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The keys that codes, links and counters are derived with.
    pub fn keys(&self) -> Arc<SecretKeys> {
        self.keys.clone()
    }

    /// The operator's settings that rules rely on.
    pub fn operator(&self) -> &OperatorSettings {
        &self.operator
    }

    /// The actor: who makes the change, and by what way.
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

    /// Takes locks in the one order of all changes: accounts by their ids, then people by theirs.
    /// Whoever is named twice is locked by the stronger lock. Rows that are gone are passed over.
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

    /// Locks an account and counts its version up, unless this change has locked it already.
    /// `false` when there is none.
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

    /// Locks a person and counts their version up, unless this change has locked them already.
    /// `false` when there is none, or they deleted their user.
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

    /// Locks a person of whom what others see is about to change: contacts are part of a person.
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

    /// Ends every session of a person: the next ones are of the epoch that this gives.
    pub async fn revoke_all_sessions(&mut self, user: UserId) -> Result<i64> {
        sql!(&mut self.tx, scalar i64,
            "UPDATE users SET epoch = epoch + 1 WHERE id = $1 RETURNING epoch", user)
    }

    /// Has the log say that a security event was recorded, once the change lasts.
    pub fn log_at_commit(&mut self, event: RecordedEvent) {
        self.recorded.push(event);
    }

    /// Makes the change last. After it returns, no crash loses it.
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
