//! Recovery: a mailed link that sets a new password. The second factor is still required.

mod mail;
mod page;
mod request;
mod reset;
mod store;

use mail::{ResetLink, ResetRequest};
pub use page::routes;
use store::Resettable;

use crate::core::links::{LinkPurpose, LinkToken};
use crate::messaging::JobKind;
use crate::platform::clock::Timestamp;
use crate::platform::db::{self, Tx};
use crate::platform::ids::{EmailId, UserId};
use crate::platform::secrets::keys::SecretKeys;
use crate::users::emails::{AddressAge, AddressAges};
use crate::users::verification;

pub const JOBS: &[JobKind] = &[JobKind::of::<ResetRequest>(), JobKind::of::<ResetLink>()];

/// The person whose password a link sets.
pub struct Entitled {
    pub user: UserId,
    /// The address that the link was sent to.
    pub address: String,
    pub name: String,
    address_key: Vec<u8>,
}

/// Finds the person whose password a mail to this address may reset. An address that was added
/// within the undo window and replaced an older one may not; after an undo, only an address from
/// before the window may.
async fn resettable(tx: &mut Tx, email: EmailId, now: Timestamp) -> db::Result<Option<Resettable>> {
    let Some(found) = store::resettable(tx, email).await? else { return Ok(None) };
    let least = match found.locked_at {
        Some(_) => AddressAge::Old,
        None => AddressAge::Beside,
    };
    let age = AddressAges::of(tx, found.user_id, now).await?.age(email);
    Ok((age >= least).then_some(found))
}

/// Finds the person who may set a password by this link: until it expires or is used, and while no
/// credential has changed since it was sent.
pub async fn entitled(
    tx: &mut Tx,
    keys: &SecretKeys,
    token: &LinkToken,
    now: Timestamp,
) -> db::Result<Option<Entitled>> {
    let verification = verification::find(tx, token.verification()).await?;
    let Some(email) = verification.filter(|v| v.is_open(now)).and_then(|v| v.email_id) else {
        return Ok(None);
    };
    let Some(found) = resettable(tx, email, now).await? else { return Ok(None) };
    let bound = [found.address_key.as_slice(), &found.epoch.to_be_bytes()];
    let entitled = token.is_of(keys, LinkPurpose::Reset, &bound);
    let (user, address, name) = (found.user_id, found.address, found.name);
    Ok(entitled.then_some(Entitled { user, address, name, address_key: found.address_key }))
}
