//! Proving again who one is, before what matters: by password or by the second factor.

mod page;

pub use page::{go_on_to, routes};

use super::password::{self, PasswordTries};
use super::second_factor::{self, CodeCheck, FactorAnswer};
use crate::platform::secrets::password::{Check, Password};
use crate::web::errors::Result;
use crate::web::gate::SignedIn;

/// What came of a proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reauthentication {
    Confirmed,
    WrongPassword,
    TooManyTries {
        minutes: i64,
    },
    /// What was typed is a code, and not taken.
    Refused(CodeCheck),
}

/// Checks a code of the second factor. One that is not taken counts.
///
/// # Errors
/// When the session ended meanwhile.
pub async fn by_code(me: &SignedIn, answer: &FactorAnswer) -> Result<Reauthentication> {
    let mut change = me.change().await?;
    let checked = second_factor::check(&mut change, me.person.user_id, None, answer).await?;
    change.commit().await?;
    Ok(match checked {
        CodeCheck::Right => Reauthentication::Confirmed,
        refused => Reauthentication::Refused(refused),
    })
}

/// Checks the password. A wrong one counts.
///
/// # Errors
/// When no core is free for hashing, or the session ended meanwhile.
pub async fn by_password(me: &SignedIn, typed: Password) -> Result<Reauthentication> {
    let (place, user) = (me.app.passwords.queue()?, me.person.user_id);
    let mut change = me.change().await?;
    let tries = password::count_try(&mut change, user).await?;
    let stored = password::stored(&mut change, user).await?;
    change.commit().await?;
    if let PasswordTries::TooMany { minutes } = tries {
        return Ok(Reauthentication::TooManyTries { minutes });
    }
    if place.check(typed, stored).await? == Check::Wrong {
        return Ok(Reauthentication::WrongPassword);
    }
    let mut change = me.change().await?;
    password::forget_tries(&mut change, user).await?;
    change.commit().await?;
    Ok(Reauthentication::Confirmed)
}
