//! What a password must be, and how often one may be tried.

mod card;
mod store;
mod strength;

pub use card::SECTION;
pub use strength::{MIN_POINTS, NewPassword};

use std::time::Duration;

use crate::audit::{self, Before, Event, Part};
use crate::core::change;
use crate::core::change::Change;
use crate::core::limits::{Limit, Verdict};
use crate::platform::db::{self, Tx};
use crate::platform::ids::UserId;
use crate::platform::secrets::password::{Check, Password};
use crate::web::errors::{Error, Result};
use crate::web::gate::SignedIn;
use crate::web::viewer::session;

/// Tries at someone's password within a session of theirs.
const OWN_TRIES: Limit =
    Limit { name: "password", tries: 10, window: Duration::from_secs(15 * 60) };

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
pub async fn count_try(change: &mut Change, user: UserId) -> db::Result<PasswordTries> {
    let _keys = &change.keys();
    let _now = change.now();
    OWN_TRIES.count(change, &[user.as_bytes()]).await.map(PasswordTries::from)
}

/// Forgets them: the right one was among them.
pub async fn forget_tries(change: &mut Change, user: UserId) -> db::Result<()> {
    let _keys = &change.keys();
    OWN_TRIES.forget(change, &[user.as_bytes()]).await
}

/// The stored hash, if the person has a password.
pub async fn stored(tx: &mut Tx, user: UserId) -> db::Result<Option<String>> {
    store::stored(tx, user).await
}

/// Puts a new hash in the place of the one that was checked and gives the new epoch, by which
/// every session so far is dead; what was locked is open again. `None` when another one is stored by now.
pub async fn replace(
    change: &mut Change,
    user: UserId,
    checked: Option<&str>,
    hash: &str,
) -> db::Result<Option<i64>> {
    let now = change.now();
    change::lock_user(change, user).await?;
    if store::stored(change, user).await?.as_deref() != checked {
        return Ok(None);
    }
    store::replace(change, user, hash, now).await.map(Some)
}

/// Puts the same password's new hash in the place of a stale one; nothing else changes.
pub async fn rehash(tx: &mut Tx, user: UserId, stale: &str, hash: &str) -> db::Result<()> {
    store::rehash(tx, user, stale, hash).await
}

/// Takes the password away: until another one is set by mail there is none.
pub async fn clear(change: &mut Change, user: UserId) -> db::Result<()> {
    let now = change.now();
    store::clear(change, user, now).await
}

/// What came of asking for a new password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PasswordChange {
    /// It is the new one. Every credential of an earlier epoch is dead.
    Changed { epoch: i64 },
    /// The current one was not given; that counts as a try.
    WrongCurrent,
    /// Too many tries: even the right one is not looked at.
    TooManyTries { minutes: i64 },
}

/// Replaces the password of someone who knows the current one, takes their session out of the
/// table, to be renewed, and tells their addresses.
///
/// # Errors
/// When the database fails, no core is free for hashing, or the session ended meanwhile.
pub async fn change(me: &SignedIn, current: Password, new: &NewPassword) -> Result<PasswordChange> {
    let (passwords, user) = (&me.app.passwords, me.person.user_id);
    let (place, next_place) = (passwords.queue()?, passwords.queue()?);
    let mut change = me.change().await?;
    let tries = count_try(&mut change, user).await?;
    let stored = stored(&mut change, user).await?;
    change.commit().await?;
    if let PasswordTries::TooMany { minutes } = tries {
        return Ok(PasswordChange::TooManyTries { minutes });
    }
    if place.check(current, stored.clone()).await? == Check::Wrong {
        return Ok(PasswordChange::WrongCurrent);
    }
    let hash = next_place.hash(new.password().clone()).await?;
    let mut change = me.change().await?;
    let Some(epoch) = replace(&mut change, user, stored.as_deref(), &hash).await? else {
        // Someone else changed it while we were hashing: what was given is not the current one.
        return Ok(PasswordChange::WrongCurrent);
    };
    if !session::take(&mut change, me.person.session_id).await? {
        return Err(Error::SessionEnded);
    }
    forget_tries(&mut change, user).await?;
    let undo = Before::of(Part::Password, &())?;
    audit::notify_with_undo(&mut change, user, &Event::PasswordChanged, &undo).await?;
    change.commit().await?;
    Ok(PasswordChange::Changed { epoch })
}
