//! Getting back in: a mailed link that sets a new password. A second factor still stands.

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

/// The kinds of jobs of this noun.
pub const JOBS: &[JobKind] = &[JobKind::of::<ResetRequest>(), JobKind::of::<ResetLink>()];

/// The person whose password a link sets.
pub struct Entitled {
    pub user: UserId,
    /// The address that the link was sent to.
    pub address: String,
    pub name: String,
    address_key: Vec<u8>,
}

/// The person whose password a mail to this address may set. An address that drove something older
/// out sets none, and when a change was taken back, only one that is old does.
async fn resettable(tx: &mut Tx, email: EmailId, now: Timestamp) -> db::Result<Option<Resettable>> {
    let Some(found) = store::resettable(tx, email).await? else { return Ok(None) };
    let least = match found.locked_at {
        Some(_) => AddressAge::Old,
        None => AddressAge::Beside,
    };
    let age = AddressAges::of(tx, found.user_id, now).await?.age(email);
    Ok((age >= least).then_some(found))
}

/// The person who may set a password by this link: while it is good, unused, and no password or other
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
