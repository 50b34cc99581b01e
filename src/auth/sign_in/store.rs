//! The SQL of signing in.

use crate::clock::Timestamp;
use crate::db::{Result, Tx};
use crate::i18n::Lang;
use crate::ids::UserId;
use crate::sql;

/// Whoever has verified the address.
#[derive(sqlx::FromRow)]
pub struct Candidate {
    pub id: UserId,
    pub epoch: i64,
    pub language: Lang,
    pub password: Option<String>,
}

pub async fn candidate(tx: &mut Tx, email_key: &[u8]) -> Result<Option<Candidate>> {
    sql!(tx, fetch_optional Candidate,
        "SELECT u.id, u.epoch, u.language, u.password FROM emails e JOIN users u ON u.id = e.user_id \
         WHERE e.address_key = $1 AND e.verified_at IS NOT NULL",
        email_key)
}

pub async fn signed_in(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<()> {
    sql!(tx, execute, "UPDATE users SET last_sign_in_at = $2 WHERE id = $1", user, now).map(drop)
}
