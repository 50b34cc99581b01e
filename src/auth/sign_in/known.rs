//! Known places: a browser or network in which a person has signed in has attempts of its own.

use std::time::Duration;

use super::store;
use crate::core::change::Change;
use crate::core::cleanup::Cleanup;
use crate::core::personal_data::Forget;
use crate::platform::db::Result;
use crate::platform::ids::UserId;
use crate::platform::secrets::keys::Purpose;
use crate::web::viewer::device::Device;

/// How long a network stays known after a sign-in from it.
const LATELY: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Deletes networks that are no longer known.
pub const CLEANUP: Cleanup = Cleanup {
    name: "known networks",
    run: |tx, now| Box::pin(store::forget_networks(tx, now - LATELY)),
};

/// Deletes the known networks of a person with their user. They are digests, and not exported.
pub const FORGET: Forget = |change, user| Box::pin(store::forget_networks_of(change, user));

/// A place in which a person has signed in, by which their attempts are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KnownPlace {
    /// The browser, by its id.
    Device(Vec<u8>),
    /// The network, within [`LATELY`] and at the present epoch.
    Network(Vec<u8>),
}

impl KnownPlace {
    /// Finds the place that a request comes from, if it is known for this person. The statement is
    /// the same for known and unknown people.
    pub async fn of(
        change: &mut Change,
        device: &Device,
        user: Option<UserId>,
    ) -> Result<Option<Self>> {
        let (digests, since) = (digests(change), change.now() - LATELY);
        let mut network = None;
        for digest in digests {
            if store::is_network_known(change, user, &digest, since).await? {
                network = Some(digest);
            }
        }
        let known = device.known_for(change, user).await?;
        let known = known.map(|device| Self::Device(device.as_bytes().to_vec()));
        Ok(known.or(network.map(Self::Network)))
    }

    /// Returns the key by which its attempts are counted.
    pub fn key(&self) -> &[u8] {
        match self {
            Self::Device(key) | Self::Network(key) => key,
        }
    }
}

/// Records that a person has signed in from the network of this change.
pub async fn remember_network(change: &mut Change, user: UserId) -> Result<()> {
    let (network, now) = (digests(change).swap_remove(0), change.now());
    store::remember_network(change, user, &network, now).await
}

/// Returns the digest of the change's network under each key, the current key first.
fn digests(change: &Change) -> Vec<Vec<u8>> {
    let network = change.origin().network.as_bytes();
    let digests = change.keys().signatures(Purpose::KnownNetwork, &[network]);
    digests.into_iter().map(Vec::from).collect()
}
