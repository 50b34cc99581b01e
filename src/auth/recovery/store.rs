//! The SQL of recovery.

use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::Lang;
use crate::platform::ids::{EmailId, UserId};
use crate::sql;

/// The user who has verified an address.
#[derive(sqlx::FromRow)]
pub struct VerifiedAddress {
    pub id: EmailId,
    pub user_id: UserId,
}

pub async fn verified(tx: &mut Tx, key: &[u8]) -> Result<Option<VerifiedAddress>> {
    sql!(tx, fetch_optional VerifiedAddress,
        "SELECT id, user_id FROM emails WHERE address_key = $1 AND verified_at IS NOT NULL", key)
}

/// A person whose password a mail to this address may reset.
#[derive(sqlx::FromRow)]
pub struct Resettable {
    pub user_id: UserId,
    pub address: String,
    pub address_key: Vec<u8>,
    pub blocked_at: Option<Timestamp>,
    pub name: String,
    pub language: Lang,
    pub epoch: i64,
    pub locked_at: Option<Timestamp>,
}

pub async fn resettable(tx: &mut Tx, email: EmailId) -> Result<Option<Resettable>> {
    sql!(tx, fetch_optional Resettable,
        "SELECT e.user_id, e.address, e.address_key, e.blocked_at, u.name, pref.language, u.epoch, \
                u.locked_at \
         FROM emails e JOIN users u ON u.id = e.user_id \
         JOIN preferences pref ON pref.user_id = u.id \
         WHERE e.id = $1 AND e.verified_at IS NOT NULL", email)
}
