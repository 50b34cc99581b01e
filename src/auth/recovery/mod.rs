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
use crate::core::actor::Actor;
use crate::core::change;
use crate::core::limits::{Limit, Verdict};
use crate::core::links::{LinkPurpose, LinkToken};
use crate::core::origin::Origin;
use crate::messaging::{self, Channel};
use crate::platform::clock::Timestamp;
use crate::platform::db::Tx;
use crate::platform::ids::UserId;
use crate::users::emails::EmailAddress;
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
pub enum ResetRequested {
    /// If someone has verified the address, a link goes there.
    Accepted,
    /// Too many from this network, whatever the addresses.
    TooMany { until: Timestamp },
}

/// Takes a request. For every address it is the same statements: whether anyone has it is looked
/// up, but all that hangs on the answer is left to the outbox.
pub async fn ask(app: &App, address: &EmailAddress, origin: Origin) -> Result<ResetRequested> {
    let network = origin.network.clone();
    let mut change = app.change(origin).await?;
    let now = change.now();
    let by_network = BY_NETWORK.count(&mut change, &[network.as_bytes()]).await?;
    if let Verdict::Past { retry_after, .. } = by_network {
        // Before the address counts: who asks too often must not use up what others may ask for.
        change.commit().await?;
        return Ok(ResetRequested::TooMany { until: now + retry_after });
    }
    let to_address = TO_ADDRESS.count(&mut change, &[address.key()]).await?;
    let email = store::verified(&mut change, address.key()).await?;
    let request = ResetRequest { email: email.filter(|_| to_address == Verdict::Within) };
    messaging::later(&mut change, Channel::Email, &request).await?;
    change.commit().await?;
    Ok(ResetRequested::Accepted)
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
pub async fn entitled(
    tx: &mut Tx,
    app: &App,
    token: &LinkToken,
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
/// When no core is free for hashing.
pub async fn reset(
    app: &App,
    token: &LinkToken,
    new: &NewPassword,
    origin: Origin,
) -> Result<bool> {
    let hash = app.passwords.queue()?.hash(new.password().clone()).await?;
    let mut change = app.change(origin).await?;
    let now = change.now();
    // The owner's row first: a change of password under way must end before the link is looked at.
    let Some(verification) = verification::find(&mut change, token.verification()).await? else {
        return Ok(false);
    };
    change::lock_user(&mut change, verification.user_id).await?;
    let Some(found) = entitled(&mut change, app, token, now).await? else { return Ok(false) };
    if !verification::consume(&mut change, token.verification()).await? {
        return Ok(false);
    }
    let stored = password::stored(&mut change, found.user).await?;
    password::replace(&mut change, found.user, stored.as_deref(), &hash).await?;
    password::forget_tries(&mut change, found.user).await?;
    sign_in::forget_tries(&mut change, &found.address_key).await?;
    let account = account::current_of(&mut change, found.user).await?;
    // Whoever reads the mail of an address is its user, as far as anyone can tell.
    change.act_as(Actor::on_page(found.user, account));
    let undo = Before::of(Part::Password, &())?;
    let event = Event::PasswordReset;
    audit::notify_with_undo(&mut change, found.user, &event, &undo).await?;
    change.commit().await?;
    Ok(true)
}
