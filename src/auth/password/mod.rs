//! What a password must be, and how often one may be tried.

mod store;
mod strength;

pub use strength::{MIN_POINTS, NewPassword};

use std::time::Duration;

use crate::clock::Timestamp;
use crate::db::{Result, Tx, owner};
use crate::ids::UserId;
use crate::secrets::keys::SecretKeys;
use crate::web::limit::{Limit, Verdict};

/// Tries at someone's password within a session of theirs.
const OWN_TRIES: Limit =
    Limit { name: "password", tries: 10, window: Duration::from_secs(15 * 60) };

/// Whether a password may be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tries {
    Left,
    TooMany { minutes: i64 },
}

impl From<Verdict> for Tries {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Within => Self::Left,
            Verdict::Past { retry_after, .. } => Self::after(retry_after),
        }
    }
}

impl Tries {
    /// Too many, until so long has passed.
    pub fn after(wait: Duration) -> Self {
        let minutes = wait.as_secs().div_ceil(60).max(1);
        Self::TooMany { minutes: i64::try_from(minutes).unwrap_or(i64::MAX) }
    }
}

/// Counts a try of someone who is signed in.
///
/// # Errors
/// When the database fails.
pub async fn count_try(
    tx: &mut Tx,
    keys: &SecretKeys,
    user: UserId,
    now: Timestamp,
) -> Result<Tries> {
    OWN_TRIES.count(tx, keys, &[user.as_bytes()], now).await.map(Tries::from)
}

/// Forgets them: the right one was among them.
///
/// # Errors
/// When the database fails.
pub async fn forget_tries(tx: &mut Tx, keys: &SecretKeys, user: UserId) -> Result<()> {
    OWN_TRIES.forget(tx, keys, &[user.as_bytes()]).await
}

/// The stored hash, if the person has a password.
///
/// # Errors
/// When the database fails.
pub async fn stored(tx: &mut Tx, user: UserId) -> Result<Option<String>> {
    store::stored(tx, user).await
}

/// Puts a new hash in the place of the one that was checked and gives the new epoch, by which
/// every session so far is dead; what was locked is open again. `None` when another one is stored by now.
///
/// # Errors
/// When the database fails.
pub async fn replace(
    tx: &mut Tx,
    user: UserId,
    checked: Option<&str>,
    hash: &str,
    now: Timestamp,
) -> Result<Option<i64>> {
    owner::touch_user(tx, user).await?;
    if store::stored(tx, user).await?.as_deref() != checked {
        return Ok(None);
    }
    store::replace(tx, user, hash, now).await.map(Some)
}

/// Puts the same password's new hash in the place of a stale one; nothing else changes.
///
/// # Errors
/// When the database fails.
pub async fn rehash(tx: &mut Tx, user: UserId, stale: &str, hash: &str) -> Result<()> {
    store::rehash(tx, user, stale, hash).await
}

/// Takes the password away: until another one is set by mail there is none.
///
/// # Errors
/// When the database fails.
pub async fn clear(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<()> {
    store::clear(tx, user, now).await
}
