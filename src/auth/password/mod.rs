//! What a password must be, and how often one may be tried.

mod card;
mod store;
mod strength;

pub use card::SECTION;
pub use strength::{MIN_POINTS, NewPassword};

use std::time::Duration;

use crate::audit::{self, Before, Event, Part};
use crate::core::actor::Owner;
use crate::core::change;
use crate::core::limits::{Limit, Verdict};
use crate::platform::clock::Timestamp;
use crate::platform::db::{self, Tx};
use crate::platform::ids::{SessionId, UserId};
use crate::platform::secrets::keys::SecretKeys;
use crate::platform::secrets::password::{Check, Password};
use crate::users::emails;
use crate::web::App;
use crate::web::errors::{Error, Result};
use crate::web::viewer::session;

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
) -> db::Result<Tries> {
    OWN_TRIES.count(tx, keys, &[user.as_bytes()], now).await.map(Tries::from)
}

/// Forgets them: the right one was among them.
///
/// # Errors
/// When the database fails.
pub async fn forget_tries(tx: &mut Tx, keys: &SecretKeys, user: UserId) -> db::Result<()> {
    OWN_TRIES.forget(tx, keys, &[user.as_bytes()]).await
}

/// The stored hash, if the person has a password.
///
/// # Errors
/// When the database fails.
pub async fn stored(tx: &mut Tx, user: UserId) -> db::Result<Option<String>> {
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
) -> db::Result<Option<i64>> {
    change::lock_user(tx, user).await?;
    if store::stored(tx, user).await?.as_deref() != checked {
        return Ok(None);
    }
    store::replace(tx, user, hash, now).await.map(Some)
}

/// Puts the same password's new hash in the place of a stale one; nothing else changes.
///
/// # Errors
/// When the database fails.
pub async fn rehash(tx: &mut Tx, user: UserId, stale: &str, hash: &str) -> db::Result<()> {
    store::rehash(tx, user, stale, hash).await
}

/// Takes the password away: until another one is set by mail there is none.
///
/// # Errors
/// When the database fails.
pub async fn clear(tx: &mut Tx, user: UserId, now: Timestamp) -> db::Result<()> {
    store::clear(tx, user, now).await
}

/// What came of asking for a new password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
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
pub async fn change(
    app: &App,
    (me, session): (&Owner, SessionId),
    current: Password,
    new: &NewPassword,
    now: Timestamp,
) -> Result<Outcome> {
    let user = me.user;
    let (place, next_place) = (app.passwords.queue()?, app.passwords.queue()?);
    let mut tx = app.db.begin().await?;
    let tries = count_try(&mut tx, &app.keys, user, now).await?;
    let stored = stored(&mut tx, user).await?;
    tx.commit().await?;
    if let Tries::TooMany { minutes } = tries {
        return Ok(Outcome::TooManyTries { minutes });
    }
    if place.check(current, stored.clone()).await? == Check::Wrong {
        return Ok(Outcome::WrongCurrent);
    }
    let hash = next_place.hash(new.password().clone()).await?;
    let mut tx = app.db.begin().await?;
    let Some(epoch) = replace(&mut tx, user, stored.as_deref(), &hash, now).await? else {
        // Someone else changed it while we were hashing: what was given is not the current one.
        return Ok(Outcome::WrongCurrent);
    };
    if !session::take(&mut tx, session).await? {
        return Err(Error::SessionEnded);
    }
    forget_tries(&mut tx, &app.keys, user).await?;
    let told = emails::told(&mut tx, user, me.account).await?;
    let what = (&Event::PasswordChanged, &Before::of(Part::Password, &())?);
    audit::tell_undoable(&mut tx, me.affair(), &told, what, now).await?;
    tx.commit().await?;
    Ok(Outcome::Changed { epoch })
}
