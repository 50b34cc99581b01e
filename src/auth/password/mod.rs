//! Passwords: what one must be, and how often one may be attempted.

mod card;
mod current;
mod inputs;
mod keyed;
mod listed;
mod own;
mod store;
mod strength;

use std::time::Duration;

pub use card::SECTION;
pub use current::{CurrentPassword, check_current};
pub use inputs::typed_twice;
pub use keyed::KEYED;
pub use own::{OwnWords, WordOwner};
pub use strength::NewPassword;

use crate::core::change::Change;
use crate::core::limits::{Limit, Verdict};
use crate::core::personal_data::Forget;
use crate::platform::db::{self, Tx};
use crate::platform::ids::{SessionId, UserId};

/// Attempts at a person's password within one of their sessions, counted per session: an intruder
/// in one does not lock the owner out of another.
const OWN_TRIES: Limit =
    Limit { name: "password", tries: 10, window: Duration::from_secs(15 * 60) };

/// Deletes the password of a person with their user. It is a secret, and not exported.
pub const FORGET: Forget = |change, user| Box::pin(clear(change, user));

/// Whether a password may be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordTries {
    Left,
    TooMany { minutes: i64 },
}

impl From<Verdict> for PasswordTries {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Within => Self::Left,
            Verdict::Past { retry_after, .. } => Self::after(retry_after),
        }
    }
}

impl PasswordTries {
    /// Returns that the limit of attempts is reached for this long.
    pub fn after(wait: Duration) -> Self {
        let minutes = wait.as_secs().div_ceil(60).max(1);
        Self::TooMany { minutes: i64::try_from(minutes).unwrap_or(i64::MAX) }
    }
}

/// Counts an attempt of a signed-in person.
async fn count_try(
    change: &mut Change,
    user: UserId,
    session: SessionId,
) -> db::Result<PasswordTries> {
    let who: [&[u8]; 2] = [user.as_bytes(), session.as_bytes()];
    OWN_TRIES.count(change, &who).await.map(PasswordTries::from)
}

/// Resets the attempts, after a correct one.
pub async fn forget_tries(change: &mut Change, user: UserId, session: SessionId) -> db::Result<()> {
    OWN_TRIES.forget(change, &[user.as_bytes(), session.as_bytes()]).await
}

/// Logs that a password was refused, and whose it would have been. The typed address is left out:
/// people type their passwords there.
pub fn log_refusal(owner: Option<UserId>, why: &'static str) {
    let user = owner.map(tracing::field::display);
    tracing::warn!(
        target: "security",
        event = "password_refused",
        user,
        why,
        "a password was refused"
    );
}

/// Returns the stored hash, if the person has a password.
pub async fn stored(tx: &mut Tx, user: UserId) -> db::Result<Option<String>> {
    store::stored(tx, user).await
}

/// Replaces the password's hash and raises the epoch, which ends every session of an earlier one;
/// also lifts the lock of an undo. Returns the new epoch; `None` when the stored hash is no longer
/// the one that was checked.
pub async fn replace(
    change: &mut Change,
    user: UserId,
    checked: Option<&str>,
    hash: &str,
) -> db::Result<Option<i64>> {
    let now = change.now();
    change.lock_user(user).await?;
    if store::stored(change, user).await?.as_deref() != checked {
        return Ok(None);
    }
    store::replace(change, user, hash, now).await.map(Some)
}

/// Replaces an outdated hash by a new hash of the same password; nothing else changes.
pub async fn rehash(tx: &mut Tx, user: UserId, stale: &str, hash: &str) -> db::Result<()> {
    store::rehash(tx, user, stale, hash).await.map(drop)
}

/// Deletes the password: there is none until another is set by mail.
pub async fn clear(change: &mut Change, user: UserId) -> db::Result<()> {
    let now = change.now();
    store::clear(change, user, now).await
}
