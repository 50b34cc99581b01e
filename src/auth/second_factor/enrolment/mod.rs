//! Enrolment of authenticator apps and recovery codes, and their removal.

mod naming;
mod page;

use std::str::FromStr;

pub use naming::{NamedFactor, naming_routes};
pub use page::routes;

use super::{Offer, Stood};
use crate::audit::{self, Before, Event, Part};
use crate::core::actor::{Done, NotDone};
use crate::core::change::Change;
use crate::core::text::visible_name;
use crate::platform::db::Result;
use crate::platform::i18n::Message;
use crate::platform::ids::{AuthenticatorId, UserId};
use crate::users::emails::{self, EmailAddress};
use crate::users::verification::TypedCode;

/// The most authenticator apps of one person.
const MOST: usize = 5;

/// The name that an owner gives to an authenticator app or a passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthenticatorName(String);

impl FromStr for AuthenticatorName {
    type Err = Message;
    fn from_str(text: &str) -> std::result::Result<Self, Message> {
        visible_name(text, "common-name-empty").map(Self)
    }
}

impl AsRef<str> for AuthenticatorName {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// The outcome of changing one's second factors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactorChanged {
    /// The change is made, and the epoch raised: the caller renews this session with it.
    Done { epoch: i64 },
    /// The digits are not those that the app shows.
    WrongCode,
    /// The person has the most authenticator apps that are allowed.
    Full,
}

/// Enrols an authenticator app with the digits that it shows, and notifies its owner.
pub async fn enrol(
    change: &mut Change,
    user: UserId,
    offer: &Offer,
    name: &AuthenticatorName,
    code: &TypedCode,
) -> Result<FactorChanged> {
    change.lock_user(user).await?;
    let before = super::before(change, user).await?;
    let count = before.authenticators.len();
    if count >= MOST {
        return Ok(FactorChanged::Full);
    }
    let Some(epoch) = super::enrol(change, user, offer, name.as_ref(), code).await? else {
        return Ok(FactorChanged::WrongCode);
    };
    let event = match count {
        0 => Event::TwoFactorEnabled,
        _ => Event::AuthenticatorAdded { name: name.as_ref().to_owned() },
    };
    notify(change, user, &event, before).await?;
    Ok(FactorChanged::Done { epoch })
}

/// Replaces the recovery codes by the offered ones. Returns `false` when the person has no second
/// factor.
pub async fn replace_codes(change: &mut Change, user: UserId, offer: &Offer) -> Result<bool> {
    change.lock_user(user).await?;
    if !super::is_on(change, user).await? {
        return Ok(false);
    }
    let before = super::before(change, user).await?;
    super::take_codes(change, user, offer).await?;
    notify(change, user, &Event::RecoveryCodesMade, before).await?;
    Ok(true)
}

/// Gives an authenticator app another name.
pub async fn rename(
    change: &mut Change,
    user: UserId,
    id: AuthenticatorId,
    name: &AuthenticatorName,
) -> Done<()> {
    change.lock_user(user).await?;
    match super::rename(change, user, id, name.as_ref()).await? {
        true => Ok(()),
        false => Err(NotDone::Gone),
    }
}

/// Removes one of several authenticator apps.
pub async fn remove(change: &mut Change, user: UserId, id: AuthenticatorId) -> Done<i64> {
    change.lock_user(user).await?;
    let before = super::before(change, user).await?;
    let removed = super::remove(change, user, id).await?;
    let Some((app, epoch)) = removed else { return Err(NotDone::Gone) };
    notify(change, user, &Event::AuthenticatorRemoved { name: app.name }, before).await?;
    Ok(epoch)
}

/// Turns two-factor authentication off, if it is on.
pub async fn turn_off(change: &mut Change, user: UserId) -> Done<i64> {
    change.lock_user(user).await?;
    if !super::is_on(change, user).await? {
        return Err(NotDone::Gone);
    }
    let before = super::before(change, user).await?;
    let epoch = super::turn_off(change, user).await?;
    notify(change, user, &Event::TwoFactorDisabled, before).await?;
    Ok(epoch)
}

/// The outcome of a reset on the console.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reset {
    Done,
    /// Two-factor authentication was off.
    NotOn,
    Nobody,
}

/// Turns two-factor authentication off for the user who has verified an address: for people who
/// lost every factor.
pub async fn reset_on_console(change: &mut Change, address: &EmailAddress) -> Result<Reset> {
    let Some(user) = emails::verified_by(change, address.key()).await? else {
        return Ok(Reset::Nobody);
    };
    match turn_off(change, user).await {
        Ok(_) => Ok(Reset::Done),
        Err(NotDone::Gone) => Ok(Reset::NotOn),
        Err(NotDone::Failed(error)) => Err(error),
    }
}

/// Notifies the person at every address, with an undo link.
async fn notify(change: &mut Change, user: UserId, event: &Event, before: Stood) -> Result<()> {
    let was = Before::of(Part::Factors, &before)?;
    audit::notify_with_undo(change, user, event, was).await
}
