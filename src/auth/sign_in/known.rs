//! Known places: a browser or a network that its owner has signed in with has tries of its own.

use std::time::Duration;

use super::store;
use crate::core::change::Change;
use crate::core::cleanup::Cleanup;
use crate::core::personal_data::Forget;
use crate::platform::db::Result;
use crate::platform::ids::UserId;
use crate::platform::secrets::keys::Purpose;
use crate::web::viewer::device::Device;

/// How long a network stays known after its owner signed in from it.
const LATELY: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// The cleanup of networks that are known no more.
pub const CLEANUP: Cleanup = Cleanup {
    name: "known networks",
    run: |tx, now| Box::pin(store::forget_networks(tx, now - LATELY)),
};

/// Known networks go with the person. They are digests, which are not exported.
pub const FORGET: Forget = |change, user| Box::pin(store::forget_networks_of(change, user));

/// Where a person has signed in before, as their tries are counted by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KnownPlace {
    /// This browser, by its id.
    Device(Vec<u8>),
    /// This network, lately and at the same epoch of their credentials.
    Network(Vec<u8>),
}

impl KnownPlace {
    /// The place that a request comes from, if it is known for this person. It is the same
    /// statement whoever they are, and where there is nobody.
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

    /// By what its tries are counted.
    pub fn key(&self) -> &[u8] {
        match self {
            Self::Device(key) | Self::Network(key) => key,
        }
    }
}

/// Notes that a person has signed in from the network that a change comes from.
pub async fn remember_network(change: &mut Change, user: UserId) -> Result<()> {
    let (network, now) = (digests(change).swap_remove(0), change.now());
    store::remember_network(change, user, &network, now).await
}

/// The network that a change comes from, as each key names it, the current one first.
fn digests(change: &Change) -> Vec<Vec<u8>> {
    let network = change.origin().network.as_bytes();
    let digests = change.keys().signatures(Purpose::KnownNetwork, &[network]);
    digests.into_iter().map(Vec::from).collect()
}
