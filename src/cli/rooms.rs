//! Limits of connections: in all, and from one network.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};

use ipnet::IpNet;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::web::viewer::address;

/// The counters of open connections.
pub struct Rooms {
    all: Arc<Semaphore>,
    /// The most connections from one network.
    most: usize,
    /// Networks of proxies, which have no limit of their own.
    trusted: Vec<IpNet>,
    taken: Arc<Mutex<HashMap<String, usize>>>,
}

/// A counted connection, released when dropped.
pub struct Room {
    network: Option<String>,
    taken: Arc<Mutex<HashMap<String, usize>>>,
    _place: OwnedSemaphorePermit,
}

impl Rooms {
    /// Makes the counters of at most `all` connections, and `most` from one network that is no
    /// proxy's.
    pub fn new(all: usize, most: usize, trusted: Vec<IpNet>) -> Self {
        Self { all: Arc::new(Semaphore::new(all)), most, trusted, taken: Arc::default() }
    }

    /// Waits until another connection is allowed.
    pub async fn place(&self) -> Option<OwnedSemaphorePermit> {
        self.all.clone().acquire_owned().await.ok()
    }

    /// Counts a connection from an address. `None` when its network has reached its limit, which is
    /// logged when the last allowed one is taken.
    pub fn take(&self, peer: IpAddr, place: OwnedSemaphorePermit) -> Option<Room> {
        let peer = peer.to_canonical();
        if self.trusted.iter().any(|net| net.contains(&peer)) {
            return Some(Room { network: None, taken: self.taken.clone(), _place: place });
        }
        let network = address::network(&peer.to_string());
        {
            let mut taken = self.taken.lock().ok()?;
            let count = taken.entry(network.clone()).or_default();
            if *count >= self.most {
                return None;
            }
            *count += 1;
            if *count == self.most {
                tracing::warn!(
                    target: "security",
                    event = "connections_full",
                    network,
                    "a network has as many connections as one may have"
                );
            }
        }
        Some(Room { network: Some(network), taken: self.taken.clone(), _place: place })
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let Some(network) = &self.network else { return };
        let Ok(mut taken) = self.taken.lock() else { return };
        if let Some(count) = taken.get_mut(network) {
            *count -= 1;
            if *count == 0 {
                taken.remove(network);
            }
        }
    }
}
