//! The SQL of signing in.

use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::Lang;
use crate::platform::ids::UserId;
use crate::sql;

/// Whoever has verified the address.
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

/// The epoch of someone's credentials, unless they deleted their user.
pub async fn epoch(tx: &mut Tx, user: UserId) -> Result<Option<i64>> {
    sql!(tx, scalar_optional i64,
        "SELECT epoch FROM users WHERE id = $1 AND deleted_at IS NULL", user)
}
