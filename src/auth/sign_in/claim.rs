//! The first step of sign-in: an address with a password, and its check.

use super::store;
use crate::auth::password::{self, PasswordTries};
use crate::auth::sign_in::known::KnownPlace;
use crate::auth::sign_in::limits::Counted;
use crate::auth::sign_in::store::Candidate;
use crate::auth::sign_in::{Entrant, enter};
use crate::core::origin::Origin;
use crate::platform::ids::UserId;
use crate::platform::secrets::password::{Check, Password};
use crate::users::emails::EmailAddress;
use crate::web::App;
use crate::web::errors::Result;
use crate::web::viewer::device::Device;

/// An address and a password, from a browser and a network.
pub struct SignInClaim<'a> {
    pub email: &'a EmailAddress,
    pub password: Password,
    pub origin: &'a Origin,
    pub device: &'a Device,
}

/// The outcome of the first step of sign-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignInOutcome {
    /// The password is correct, and no second factor is required.
    Entered { user: UserId, entrant: Entrant },
    /// The password is correct, and the second factor is to follow.
    Claimed { user: UserId, epoch: i64 },
    /// The address is unknown, has no password, or another one: the answer does not say which, and
    /// each costs the same hash and the same statements.
    Refused,
    /// The limit of attempts is reached, whether or not the address is known.
    TooManyTries { minutes: i64 },
}

/// The outcome of checking a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordCheck {
    /// The password is this person's, at this epoch.
    Right { user: UserId, epoch: i64, has_second_factor: bool },
    /// As [`SignInOutcome::Refused`].
    Refused,
    /// As [`SignInOutcome::TooManyTries`].
    TooManyTries { minutes: i64 },
}

/// Checks an address and password, and signs in a person who has no second factor.
///
/// # Errors
/// When no core is free for hashing.
pub async fn check(app: &App, claim: SignInClaim<'_>) -> Result<SignInOutcome> {
    let (origin, device) = (claim.origin.clone(), claim.device);
    Ok(match check_password(app, claim).await? {
        PasswordCheck::Refused => SignInOutcome::Refused,
        PasswordCheck::TooManyTries { minutes } => SignInOutcome::TooManyTries { minutes },
        PasswordCheck::Right { user, epoch, has_second_factor: true, .. } => {
            SignInOutcome::Claimed { user, epoch }
        }
        PasswordCheck::Right { user, epoch, .. } => {
            let mut change = app.change(origin).await?;
            change.lock_user(user).await?;
            // A change of credentials since then raised the epoch, and this password was checked
            // against the old one.
            if store::epoch(&mut change, user).await? != Some(epoch) {
                return Ok(SignInOutcome::Refused);
            }
            let entrant = enter(&mut change, user, device).await?;
            change.commit().await?;
            SignInOutcome::Entered { user, entrant }
        }
    })
}

/// Checks a password. The attempt is counted first, so that concurrent attempts are no cheaper than
/// successive ones; an attempt that is refused because every core is busy does not count.
///
/// # Errors
/// When no core is free for hashing.
pub async fn check_password(app: &App, claim: SignInClaim<'_>) -> Result<PasswordCheck> {
    let place = app.passwords.queue()?;
    let key = claim.email.key();
    let mut change = app.change(claim.origin.clone()).await?;
    let candidate = store::candidate(&mut change, key).await?;
    let owner = candidate.as_ref().map(|found| found.id);
    let known = KnownPlace::of(&mut change, claim.device, owner).await?;
    // A known place is not limited by what strangers do elsewhere.
    let counted = Counted::by(key, known.as_ref(), claim.origin);
    let tries = counted.count(&mut change, owner).await?;
    change.commit().await?;
    if let PasswordTries::TooMany { minutes } = tries {
        password::log_refusal(owner, "too_many_tries");
        return Ok(PasswordCheck::TooManyTries { minutes });
    }

    let stored = candidate.as_ref().and_then(|candidate| candidate.password.clone());
    let checked = place.check(claim.password.clone(), stored.clone()).await?;
    let (Some(candidate), Check::Right | Check::RightButStale) = (candidate, checked) else {
        password::log_refusal(owner, "wrong");
        return Ok(PasswordCheck::Refused);
    };

    let fresh = match checked {
        Check::RightButStale => rehashed(app, claim.password).await,
        _ => None,
    };
    let mut change = app.change(claim.origin.clone()).await?;
    change.lock_user(candidate.id).await?;
    if let (Some(fresh), Some(stale)) = (fresh, stored) {
        password::rehash(&mut change, candidate.id, &stale, &fresh).await?;
    }
    counted.forget(&mut change).await?;
    change.commit().await?;
    let Candidate { id: user, epoch, has_second_factor, .. } = candidate;
    Ok(PasswordCheck::Right { user, epoch, has_second_factor })
}

/// Returns a new hash for a correct password whose stored hash is outdated; `None` when every core
/// is busy, because it can wait.
async fn rehashed(app: &App, password: Password) -> Option<String> {
    match app.passwords.queue().ok()?.hash(password).await {
        Ok(hash) => Some(hash),
        Err(error) => {
            tracing::error!(event = "rehash_failed", %error, "cannot make a stale hash anew");
            None
        }
    }
}
