//! A flood of strangers who attempt passwords, more of them than may wait for a hash, without a
//! pause.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::task::JoinSet;

use super::measure::Client;

/// On two cores 66 are hashed or wait; the others get 503, and come back at once.
const STRANGERS: usize = 128;

pub struct Flood {
    stop: Arc<AtomicBool>,
    tasks: JoinSet<()>,
}

impl Flood {
    /// Each attempt is for another address and from another network: only hashing limits it.
    pub fn begin(address: SocketAddr) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let mut tasks = JoinSet::new();
        for stranger in 0..STRANGERS {
            let stop = stop.clone();
            tasks.spawn(async move {
                let mut client = Client::connect(address).await;
                let mut tries = 0_usize;
                while !stop.load(Ordering::Relaxed) {
                    let email = format!("stranger{stranger}.{tries}@bench.example");
                    let from = format!("172.{stranger}.{}.{}", tries / 250 % 250, tries % 250);
                    let form = [("email", email.as_str()), ("password", "not the password")];
                    let (status, _) = client.post("/login", "", &form, &from).await;
                    assert!([422, 503].contains(&status), "{status}");
                    tries += 1;
                }
            });
        }
        Self { stop, tasks }
    }

    pub async fn end(self) {
        self.stop.store(true, Ordering::Relaxed);
        self.tasks.join_all().await;
    }
}
