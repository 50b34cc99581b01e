//! The check of a signed-in person's current password.

use super::{PasswordTries, count_try, log_refusal, stored};
use crate::platform::secrets::password::{Check, Password};
use crate::web::errors::Result;
use crate::web::gate::SignedIn;

/// The outcome of an attempt at the current password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CurrentPassword {
    /// The password is correct; this is the hash that it was checked against.
    Right { hash: Option<String> },
    /// The password is wrong. The attempt counts.
    Wrong,
    /// The limit of attempts is reached: even the correct password is not checked.
    TooManyTries { minutes: i64 },
}

/// Checks the current password of a signed-in person. Each check counts as an attempt, until
/// [`forget_tries`](super::forget_tries).
///
/// # Errors
/// When no core is free for hashing, or the session ended meanwhile.
pub async fn check_current(me: &SignedIn, typed: Password) -> Result<CurrentPassword> {
    let (place, user) = (me.app.passwords.queue()?, me.person.user_id);
    let mut change = me.change().await?;
    let tries = count_try(&mut change, user, me.person.session_id).await?;
    let hash = stored(&mut change, user).await?;
    change.commit().await?;
    if let PasswordTries::TooMany { minutes } = tries {
        log_refusal(Some(user), "too_many_tries");
        return Ok(CurrentPassword::TooManyTries { minutes });
    }
    match place.check(typed, hash.clone()).await? {
        Check::Wrong => {
            log_refusal(Some(user), "wrong");
            Ok(CurrentPassword::Wrong)
        }
        Check::Right | Check::RightButStale => Ok(CurrentPassword::Right { hash }),
    }
}
