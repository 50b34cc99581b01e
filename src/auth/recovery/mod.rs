//! Getting back in: a mailed link that sets a new password. A second factor still stands.

mod mail;
mod page;
mod store;

use mail::{ResetLink, ResetRequest};
pub use page::routes;

use crate::core::links::{LinkPurpose, LinkToken};
use crate::messaging::JobKind;
use crate::platform::clock::Timestamp;
use crate::platform::db::Tx;
use crate::platform::ids::UserId;
use crate::platform::secrets::keys::SecretKeys;
use crate::users::verification;

/// The kinds of jobs of this noun.
pub const JOBS: &[JobKind] = &[JobKind::of::<ResetRequest>(), JobKind::of::<ResetLink>()];

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
    keys: &SecretKeys,
    token: &LinkToken,
    now: Timestamp,
) -> crate::platform::db::Result<Option<Entitled>> {
    let verification = verification::find(tx, token.verification()).await?;
    let Some(email) = verification.filter(|v| v.is_open(now)).and_then(|v| v.email_id) else {
        return Ok(None);
    };
    let Some(found) = store::resettable(tx, email).await? else { return Ok(None) };
    let bound = [found.address_key.as_slice(), &found.epoch.to_be_bytes()];
    let entitled = token.is_of(keys, LinkPurpose::Reset, &bound);
    let (user, address, name) = (found.user_id, found.address, found.name);
    Ok(entitled.then_some(Entitled { user, address, name, address_key: found.address_key }))
}
