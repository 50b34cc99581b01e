//! The kit of the benches: a server, a client with a session or a token, and medians.

mod client;
pub mod turns;

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use callbook::cli::listener::{self, Limits};
use callbook::platform::clock::Timestamp;
use callbook::platform::db::Tx;
use callbook::platform::ids::{AccountId, AccountUserId, ApiTokenId, SessionId, UserId};
use callbook::platform::secrets::token::ApiToken;
use callbook::sql;
use callbook::web::viewer::session;
pub use client::Client;
use tower_sessions::session::Id;

pub const PASSWORD: &str = "velvet tractor mosaic dune";

/// How far a bench's clock is moved on before each request of one browser, which then stays within its
/// limit.
pub const PACE: Duration = Duration::from_millis(50);
/// How far before each call with one token.
pub const CALL_PACE: Duration = Duration::from_millis(200);

pub fn median(values: &[f64]) -> f64 {
    percentile(values, 50)
}

/// Returns the value below which this percentage of the values lies.
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

/// Begins a session without a password.
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

/// Makes a token of someone.
pub async fn token(tx: &mut Tx, (user, account): (UserId, AccountId), now: Timestamp) -> String {
    let member = sql!(tx, scalar AccountUserId,
        "SELECT id FROM account_users WHERE user_id = $1 AND account_id = $2", user, account)
    .unwrap();
    let token = ApiToken::generate();
    sql!(
        tx,
        execute,
        "INSERT INTO api_tokens (id, account_id, account_user_id, user_id, name, digest, tail, \
            created_at, updated_at) VALUES ($1, $2, $3, $4, 'Bench', $5, $6, $7, $7)",
        ApiTokenId::mint(now),
        account,
        member,
        user,
        &token.digest()[..],
        token.tail(),
        now
    )
    .unwrap();
    token.reveal().to_owned()
}
