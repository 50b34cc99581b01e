//! The SQL of email addresses.

use super::EmailAddress;
use crate::clock::Timestamp;
use crate::db::conflict::Unique;
use crate::db::{Result, Tx};
use crate::ids::{EmailId, UserId};
use crate::sql;

pub async fn insert_first(
    tx: &mut Tx,
    id: EmailId,
    user: UserId,
    address: &EmailAddress,
    now: Timestamp,
) -> Result<bool> {
    sql!(
        tx,
        execute,
        "INSERT INTO emails (id, user_id, address, address_key, is_primary, verified_at, \
            created_at, updated_at) \
         VALUES ($1, $2, $3, $4, TRUE, $5, $5, $5)",
        id,
        user,
        address.as_ref(),
        address.key(),
        now
    )
    .unless_taken()
    .map(|inserted| inserted.is_some())
}

pub async fn owner_of(tx: &mut Tx, key: &[u8]) -> Result<Option<UserId>> {
    sql!(tx, scalar_optional UserId,
        "SELECT user_id FROM emails WHERE address_key = $1 AND verified_at IS NOT NULL", key)
}

pub async fn addresses(tx: &mut Tx, user: UserId) -> Result<Vec<String>> {
    sql!(tx, scalars String,
        "SELECT address FROM emails WHERE user_id = $1 ORDER BY is_primary DESC, id", user)
}
