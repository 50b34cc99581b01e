//! The SQL of sign-in.

use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::Lang;
use crate::platform::ids::UserId;
use crate::sql;

/// The user who has verified an address.
#[derive(sqlx::FromRow)]
pub struct Candidate {
    pub id: UserId,
    pub epoch: i64,
    pub password: Option<String>,
    pub has_second_factor: bool,
}

pub async fn candidate(tx: &mut Tx, email_key: &[u8]) -> Result<Option<Candidate>> {
    sql!(tx, fetch_optional Candidate,
        "SELECT u.id, u.epoch, u.password, \
                EXISTS (SELECT 1 FROM authenticators f WHERE f.user_id = u.id) AS has_second_factor \
         FROM emails e JOIN users u ON u.id = e.user_id \
         WHERE e.address_key = $1 AND e.verified_at IS NOT NULL",
        email_key)
}

pub async fn signed_in(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<(i64, Lang)> {
    sql!(
        tx,
        fetch_one(i64, Lang),
        "UPDATE users SET last_sign_in_at = $2 WHERE id = $1 \
         RETURNING epoch, (SELECT language FROM preferences WHERE user_id = users.id)",
        user,
        now
    )
}

/// Returns the epoch of a user; `None` when it is deleted.
pub async fn epoch(tx: &mut Tx, user: UserId) -> Result<Option<i64>> {
    sql!(tx, scalar_optional i64,
        "SELECT epoch FROM users WHERE id = $1 AND deleted_at IS NULL", user)
}

/// Tells whether a person has signed in from a network since a moment, at their present epoch.
pub async fn is_network_known(
    tx: &mut Tx,
    user: Option<UserId>,
    network: &[u8],
    since: Timestamp,
) -> Result<bool> {
    sql!(tx, scalar bool,
        "SELECT EXISTS (SELECT 1 FROM known_networks n JOIN users u ON u.id = n.user_id \
            WHERE n.user_id = $1 AND n.network = $2 AND n.seen_at > $3 AND n.epoch = u.epoch)",
        user, network, since)
}

pub async fn remember_network(
    tx: &mut Tx,
    user: UserId,
    network: &[u8],
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO known_networks (user_id, network, epoch, seen_at) \
         SELECT id, $2, epoch, $3 FROM users WHERE id = $1 \
         ON CONFLICT (user_id, network) DO UPDATE SET \
            epoch = excluded.epoch, seen_at = excluded.seen_at",
        user,
        network,
        now
    )
    .map(drop)
}

pub async fn forget_networks(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql!(tx, execute, "DELETE FROM known_networks WHERE seen_at <= $1", before)
}

pub async fn forget_networks_of(tx: &mut Tx, user: UserId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM known_networks WHERE user_id = $1", user).map(drop)
}
