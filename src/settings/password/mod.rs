//! Password Settings: a new password for the one I know.

mod page;

pub use page::{SECTION, routes};

use crate::auth::password::{self, NewPassword};
use crate::clock::Timestamp;
use crate::db::Tx;
use crate::ids::UserId;
use crate::secrets::password::{Check, Password};
use crate::web::App;
use crate::web::error::Result;

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

/// Replaces the password of someone who knows the current one. Tries count with those at sign-in.
///
/// # Errors
/// When the database fails, or no core is free for hashing.
pub async fn change(
    app: &App,
    user: UserId,
    current: Password,
    new: &NewPassword,
    now: Timestamp,
) -> Result<Outcome> {
    let mut tx: Tx = app.db.begin().await?;
    let tries = password::count_try(&mut tx, &app.keys, user, now).await?;
    let stored = password::stored(&mut tx, user).await?;
    tx.commit().await?;
    if let password::Tries::TooMany { minutes } = tries {
        return Ok(Outcome::TooManyTries { minutes });
    }
    if app.passwords.check(current, stored.clone()).await? == Check::Wrong {
        return Ok(Outcome::WrongCurrent);
    }
    let hash = app.passwords.hash(new.password().clone()).await?;
    let mut tx = app.db.begin().await?;
    let replaced = password::replace(&mut tx, user, stored.as_deref(), &hash, now).await?;
    if replaced.is_some() {
        password::forget_tries(&mut tx, &app.keys, user).await?;
    }
    tx.commit().await?;
    // Someone else changed it while we were hashing: what was given is not the current one.
    Ok(replaced.map_or(Outcome::WrongCurrent, |epoch| Outcome::Changed { epoch }))
}
