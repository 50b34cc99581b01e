//! Signing in with email and password, and signing out.

mod device;
mod page;
mod store;

pub use page::routes;

use std::time::Duration;

use crate::auth::password::{self, Tries};
use crate::clock::Timestamp;
use crate::db::owner;
use crate::directory::accounts;
use crate::ids::{AccountId, UserId};
use crate::secrets::password::{Check, Password};
use crate::settings::emails;
use crate::web::App;
use crate::web::error::Result;
use crate::web::limit::{Limit, Verdict};

/// Tries for one address from browsers that its owner never used.
const STRANGE_TRIES: Limit =
    Limit { name: "sign-in", tries: 10, window: Duration::from_secs(15 * 60) };
/// Tries from one that they did: counted apart, so that no stranger can lock the owner out.
const KNOWN_TRIES: Limit =
    Limit { name: "sign-in known", tries: 10, window: Duration::from_secs(15 * 60) };
/// Tries from one network address, whoever they are for.
const ADDRESS_TRIES: Limit =
    Limit { name: "sign-in address", tries: 100, window: Duration::from_secs(15 * 60) };

/// What someone claims.
pub struct Claim<'a> {
    /// The key of what was typed as an address.
    pub email_key: &'a [u8],
    pub password: Password,
    /// Where from.
    pub address: &'a str,
    /// The known-device cookie, if there is one.
    pub device: Option<&'a str>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is them.
    Welcome { user: UserId, epoch: i64, account: Option<AccountId> },
    /// Unknown, without a password, or another password: the answer does not say which, and
    /// each costs the same hash and the same statements.
    Refused,
    /// Too many tries, known or not.
    TooManyTries { minutes: i64 },
}

/// Checks a claim. A try counts before it is looked at, so that many at once are no more than
/// many after one another.
///
/// # Errors
/// When the database fails, or no core is free for hashing.
pub async fn check(app: &App, claim: Claim<'_>, now: Timestamp) -> Result<Outcome> {
    let mut tx = app.db.begin().await?;
    let known = claim.device.filter(|device| device::is_known(&app.keys, device, claim.email_key));
    let (limit, who) = match known {
        Some(device) => (KNOWN_TRIES, vec![claim.email_key, device.as_bytes()]),
        None => (STRANGE_TRIES, vec![claim.email_key]),
    };
    let mine = limit.count(&mut tx, &app.keys, &who, now).await?;
    let everyones =
        ADDRESS_TRIES.count(&mut tx, &app.keys, &[claim.address.as_bytes()], now).await?;
    let candidate = store::candidate(&mut tx, claim.email_key).await?;
    tx.commit().await?;
    for verdict in [mine, everyones] {
        if let (Verdict::Past { .. }, Tries::TooMany { minutes }) = (verdict, verdict.into()) {
            return Ok(Outcome::TooManyTries { minutes });
        }
    }

    let stored = candidate.as_ref().and_then(|candidate| candidate.password.clone());
    let checked = app.passwords.check(claim.password.clone(), stored.clone()).await?;
    let (Some(candidate), Check::Right | Check::RightButStale) = (candidate, checked) else {
        return Ok(Outcome::Refused);
    };

    let fresh = match checked {
        Check::RightButStale => Some(app.passwords.hash(claim.password).await?),
        _ => None,
    };
    let mut tx = app.db.begin().await?;
    owner::touch_user(&mut tx, candidate.id).await?;
    if let (Some(fresh), Some(stale)) = (fresh, stored) {
        password::rehash(&mut tx, candidate.id, &stale, &fresh).await?;
    }
    store::signed_in(&mut tx, candidate.id, now).await?;
    limit.forget(&mut tx, &app.keys, &who).await?;
    let account = accounts::current_of(&mut tx, candidate.id).await?;
    tx.commit().await?;
    Ok(Outcome::Welcome { user: candidate.id, epoch: candidate.epoch, account })
}

/// The value of the cookie by which this browser is known for this address from now on.
pub fn known_device(app: &App, email: &str) -> String {
    device::issue(&app.keys, &emails::key_of_anything(email))
}
