//! What the benches measure with: a server, a client that is signed in, and medians.

mod client;

use std::net::SocketAddr;

use axum::Router;
use callbook::cli::listener::{self, Limits};
use callbook::platform::clock::Timestamp;
use callbook::platform::db::Tx;
use callbook::platform::ids::{AccountId, SessionId, UserId};
use callbook::sql;
use callbook::web::viewer::session;
pub use client::Client;
use tower_sessions::session::Id;

pub const PASSWORD: &str = "velvet tractor mosaic dune";

pub fn median(values: &[f64]) -> f64 {
    percentile(values, 50)
}

/// Below it are so many of a hundred values.
pub fn percentile(values: &[f64], percent: usize) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values[values.len() * percent / 100]
}

pub async fn listen(router: Router) -> SocketAddr {
    let listener = listener::bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
    let address = listener.local_addr().unwrap();
    let limits = Limits::default();
    tokio::spawn(listener::serve(listener, router, limits, Vec::new(), std::future::pending()));
    address
}

/// Begins a session as a password would, without one.
pub async fn sign_in(
    tx: &mut Tx,
    id: Id,
    (user, account): (UserId, AccountId),
    now: Timestamp,
) -> String {
    sql!(
        tx,
        execute,
        "INSERT INTO sessions (id_hash, id, user_id, account_id, signed_in_by, epoch, \
            authenticated_at, agent, address, created_at, seen_at) \
         VALUES ($1, $2, $3, $4, 'password', 1, $5, '', '', $5, $5)",
        &session::hash(id)[..],
        SessionId::mint(now),
        user,
        account,
        now
    )
    .unwrap();
    format!("sid={id}")
}
