//! Getting back in: a mailed link that sets a new password. A second factor still stands.

mod mail;
mod page;
mod store;

pub use mail::{ResetLink, ResetRequest};
pub use page::routes;

use std::time::Duration;

use super::password::{self, NewPassword};
use super::sign_in;
use crate::accounts::account;
use crate::audit::{self, Before, Event, Part};
use crate::core::actor::Affair;
use crate::core::change;
use crate::core::limits::{Limit, Verdict};
use crate::core::links::{LinkPurpose, Token};
use crate::core::origin::Origin;
use crate::messaging::{self, Channel};
use crate::platform::clock::Timestamp;
use crate::platform::db::Tx;
use crate::platform::ids::UserId;
use crate::users::emails::{self, EmailAddress};
use crate::users::verification;
use crate::web::App;
use crate::web::errors::Result;

const HOUR: Duration = Duration::from_secs(60 * 60);
/// Links to one address. What is asked for beyond is answered the same, and sends nothing: who
/// owns the address has these.
const TO_ADDRESS: Limit = Limit { name: "reset address", tries: 5, window: HOUR };
/// Requests from one network.
const BY_NETWORK: Limit = Limit { name: "reset network", tries: 50, window: HOUR };

/// What came of asking for a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// If someone has verified the address, a link goes there.
    Noted,
    /// Too many from this network, whatever the addresses.
    TooMany { until: Timestamp },
}

/// Takes a request. For every address it is the same statements: whether anyone has it is looked
/// up, but all that hangs on the answer is left to the outbox.
///
/// # Errors
/// When the database fails.
pub async fn ask(
    app: &App,
    address: &EmailAddress,
    network: &str,
    now: Timestamp,
) -> Result<Asked> {
    let mut tx = app.db.begin().await?;
    let by_network = BY_NETWORK.count(&mut tx, &app.keys, &[network.as_bytes()], now).await?;
    if let Verdict::Past { retry_after, .. } = by_network {
        // Before the address counts: who asks too often must not use up what others may ask for.
        tx.commit().await?;
        return Ok(Asked::TooMany { until: now + retry_after });
    }
    let to_address = TO_ADDRESS.count(&mut tx, &app.keys, &[address.key()], now).await?;
    let email = store::verified(&mut tx, address.key()).await?;
    let request = ResetRequest { email: email.filter(|_| to_address == Verdict::Within) };
    messaging::later(&mut tx, Channel::Email, &request, now).await?;
    tx.commit().await?;
    Ok(Asked::Noted)
}

/// Whose password a link sets.
pub struct Entitled {
    pub user: UserId,
    /// The address it was sent to.
    pub address: String,
    pub name: String,
    address_key: Vec<u8>,
}

/// Who may set a password by this link: while it is good, unused, and no password or other
/// credential has changed since it was sent.
///
/// # Errors
/// When the database fails.
pub async fn entitled(
    tx: &mut Tx,
    app: &App,
    token: &Token,
    now: Timestamp,
) -> crate::platform::db::Result<Option<Entitled>> {
    let verification = verification::find(tx, token.verification()).await?;
    let Some(email) = verification.filter(|v| v.is_open(now)).and_then(|v| v.email_id) else {
        return Ok(None);
    };
    let Some(found) = store::resettable(tx, email).await? else { return Ok(None) };
    let bound = [found.address_key.as_slice(), &found.epoch.to_be_bytes()];
    let entitled = token.is_of(&app.keys, LinkPurpose::Reset, &bound);
    let (user, address, name) = (found.user_id, found.address, found.name);
    Ok(entitled.then_some(Entitled { user, address, name, address_key: found.address_key }))
}

/// Sets a new password by a link, which is used up. Every session of the person ends, and every
/// verified address is told. `false` when the link is not good, or not any more.
///
/// # Errors
/// When the database fails, or no core is free for hashing.
pub async fn reset(
    app: &App,
    token: &Token,
    new: &NewPassword,
    whence: &Origin,
    now: Timestamp,
) -> Result<bool> {
    let hash = app.passwords.queue()?.hash(new.password().clone()).await?;
    let mut tx = app.db.begin().await?;
    // The owner's row first: a change of password under way must end before the link is looked at.
    let Some(verification) = verification::find(&mut tx, token.verification()).await? else {
        return Ok(false);
    };
    change::lock_user(&mut tx, verification.user_id).await?;
    let Some(found) = entitled(&mut tx, app, token, now).await? else { return Ok(false) };
    if !verification::use_up(&mut tx, token.verification(), now).await? {
        return Ok(false);
    }
    let stored = password::stored(&mut tx, found.user).await?;
    password::replace(&mut tx, found.user, stored.as_deref(), &hash, now).await?;
    password::forget_tries(&mut tx, &app.keys, found.user).await?;
    sign_in::forget_tries(&mut tx, &app.keys, &found.address_key).await?;
    let account = account::current_of(&mut tx, found.user).await?;
    let told = emails::told(&mut tx, found.user, account).await?;
    // Whoever reads the mail of an address is its user, as far as anyone can tell.
    let affair = Affair::own(found.user, account, whence);
    let what = (&Event::PasswordReset, &Before::of(Part::Password, &())?);
    audit::tell_undoable(&mut tx, affair, &told, what, now).await?;
    tx.commit().await?;
    Ok(true)
}
