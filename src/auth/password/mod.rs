//! What a password must be, and how often one may be tried.

mod card;
mod current;
mod keyed;
mod listed;
mod own;
mod store;
mod strength;

use std::time::Duration;

pub use card::SECTION;
pub use current::{CurrentPassword, check_current};
pub use keyed::KEYED;
pub use own::{OwnWords, WordOwner};
pub use strength::NewPassword;

use crate::core::change::Change;
use crate::core::limits::{Limit, Verdict};
use crate::core::personal_data::Forget;
use crate::platform::db::{self, Tx};
use crate::platform::ids::{SessionId, UserId};

/// Tries at someone's password within a session of theirs, each session apart: an intruder in one does
/// not make the owner wait in another.
const OWN_TRIES: Limit =
    Limit { name: "password", tries: 10, window: Duration::from_secs(15 * 60) };

/// The hash goes with the person. It is a secret, which is not exported.
pub const FORGET: Forget = |change, user| Box::pin(clear(change, user));

/// Whether a password may be looked at.
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
    /// Too many, until so long has passed.
    pub fn after(wait: Duration) -> Self {
        let minutes = wait.as_secs().div_ceil(60).max(1);
        Self::TooMany { minutes: i64::try_from(minutes).unwrap_or(i64::MAX) }
    }
}

/// Counts a try of someone who is signed in.
async fn count_try(
    change: &mut Change,
    user: UserId,
    session: SessionId,
) -> db::Result<PasswordTries> {
    let who: [&[u8]; 2] = [user.as_bytes(), session.as_bytes()];
    OWN_TRIES.count(change, &who).await.map(PasswordTries::from)
}

/// Forgets them: the right one was among them.
pub async fn forget_tries(change: &mut Change, user: UserId, session: SessionId) -> db::Result<()> {
    OWN_TRIES.forget(change, &[user.as_bytes(), session.as_bytes()]).await
}

/// Says in the log that a password was refused, and whose it would have been. The address is not said: people type
/// their passwords there.
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

/// The stored hash, if the person has a password.
pub async fn stored(tx: &mut Tx, user: UserId) -> db::Result<Option<String>> {
    store::stored(tx, user).await
}

/// Puts a new hash in the place of the one that was checked and gives the new epoch, by which every
/// session so far is dead; what was locked is open again. `None` when another one is stored by now.
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

/// Puts the same password's new hash in the place of a stale one; nothing else changes.
pub async fn rehash(tx: &mut Tx, user: UserId, stale: &str, hash: &str) -> db::Result<()> {
    store::rehash(tx, user, stale, hash).await.map(drop)
}

/// Takes the password away: until another one is set by mail there is none.
pub async fn clear(change: &mut Change, user: UserId) -> db::Result<()> {
    let now = change.now();
    store::clear(change, user, now).await
}
