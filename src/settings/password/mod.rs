//! Password Settings: a new password for the one I know.

mod page;

pub use page::SECTION;

use crate::auth::notice::{self, Before, Event, Part};
use crate::auth::password::{self, NewPassword};
use crate::clock::Timestamp;
use crate::ids::SessionId;
use crate::secrets::password::{Check, Password};
use crate::settings::{Owner, emails};
use crate::web::error::{Error, Result};
use crate::web::{App, session};

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
    let tries = password::count_try(&mut tx, &app.keys, user, now).await?;
    let stored = password::stored(&mut tx, user).await?;
    tx.commit().await?;
    if let password::Tries::TooMany { minutes } = tries {
        return Ok(Outcome::TooManyTries { minutes });
    }
    if place.check(current, stored.clone()).await? == Check::Wrong {
        return Ok(Outcome::WrongCurrent);
    }
    let hash = next_place.hash(new.password().clone()).await?;
    let mut tx = app.db.begin().await?;
    let Some(epoch) = password::replace(&mut tx, user, stored.as_deref(), &hash, now).await? else {
        // Someone else changed it while we were hashing: what was given is not the current one.
        return Ok(Outcome::WrongCurrent);
    };
    if !session::take(&mut tx, session).await? {
        return Err(Error::SessionEnded);
    }
    password::forget_tries(&mut tx, &app.keys, user).await?;
    let told = emails::told(&mut tx, user, me.account).await?;
    let what = (&Event::PasswordChanged, &Before::of(Part::Password, &())?);
    notice::tell_undoable(&mut tx, me.affair(), &told, what, now).await?;
    tx.commit().await?;
    Ok(Outcome::Changed { epoch })
}
