//! The SQL of email addresses.

use std::collections::HashMap;

use super::export::ExportedEmail;
use super::{Email, EmailAddress, EmailBlockReason};
use crate::platform::clock::Timestamp;
use crate::platform::db::conflict::Unique;
use crate::platform::db::list::{Direction, List, SqlValue};
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::Lang;
use crate::platform::ids::{EmailId, UserId};
use crate::sql;

pub async fn insert_first(
    tx: &mut Tx,
    id: EmailId,
    user: UserId,
    address: &EmailAddress,
    verified_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<bool> {
    sql!(
        tx,
        execute,
        "INSERT INTO emails (id, user_id, address, address_key, is_primary, verified_at, \
            created_at, updated_at) \
         VALUES ($1, $2, $3, $4, TRUE, $5, $6, $6)",
        id,
        user,
        address.as_ref(),
        address.key(),
        verified_at,
        now
    )
    .unless_taken()
    .map(|inserted| inserted.is_some())
}

pub async fn insert(
    tx: &mut Tx,
    id: EmailId,
    user: UserId,
    address: &EmailAddress,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO emails (id, user_id, address, address_key, is_primary, created_at, \
            updated_at) \
         VALUES ($1, $2, $3, $4, FALSE, $5, $5)",
        id,
        user,
        address.as_ref(),
        address.key(),
        now
    )
    .map(drop)
}

/// Stores an address that was removed again, unverified.
pub async fn put_back(tx: &mut Tx, user: UserId, email: &Email, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO emails (id, user_id, address, address_key, is_primary, created_at, \
            updated_at) \
         VALUES ($1, $2, $3, $4, FALSE, $5, $5)",
        email.id,
        user,
        &email.address,
        &email.address_key,
        now
    )
    .map(drop)
}

pub async fn list(tx: &mut Tx, user: UserId) -> Result<Vec<Email>> {
    sql!(tx, fetch_all Email,
        "SELECT id, address, address_key, is_primary, verified_at, blocked_at, blocked_why \
         FROM emails WHERE user_id = $1 ORDER BY is_primary DESC, id",
        user)
}

#[derive(sqlx::FromRow)]
struct Owned {
    user_id: UserId,
    #[sqlx(flatten)]
    email: Email,
}

/// Lists the addresses of several people, each person's in the order of [`super::list`].
pub async fn of_all(tx: &mut Tx, users: &[UserId]) -> Result<HashMap<UserId, Vec<Email>>> {
    let mut all: HashMap<_, Vec<_>> = HashMap::new();
    if users.is_empty() {
        return Ok(all);
    }
    let mut list = List::new(
        "SELECT user_id, id, address, address_key, is_primary, verified_at, blocked_at, \
                blocked_why FROM emails WHERE TRUE",
        [],
    );
    list.and_one_of("user_id", users.iter().map(|user| SqlValue::Id((*user).into())));
    list.order(&["is_primary DESC, id"], Direction::Asc);
    for Owned { user_id, email } in list.fetch_all(tx).await? {
        all.entry(user_id).or_default().push(email);
    }
    Ok(all)
}

pub async fn verified_by(tx: &mut Tx, key: &[u8]) -> Result<Option<UserId>> {
    sql!(tx, scalar_optional UserId,
        "SELECT user_id FROM emails WHERE address_key = $1 AND verified_at IS NOT NULL", key)
}

/// Marks an address as verified and lifts its block; keeps the time of an earlier verification.
/// Returns `false` when another user has verified it.
pub async fn verify(tx: &mut Tx, user: UserId, email: EmailId, now: Timestamp) -> Result<bool> {
    sql!(
        tx,
        execute,
        "UPDATE emails SET verified_at = COALESCE(verified_at, $3), blocked_at = NULL, \
            blocked_why = NULL, updated_at = $3 \
         WHERE id = $2 AND user_id = $1",
        user,
        email,
        now
    )
    .unless_taken()
    .map(|updated| updated.is_some())
}

/// Sets when an address was verified, or that it was not. No other user may have verified it.
pub async fn set_verified_at(
    tx: &mut Tx,
    user: UserId,
    email: EmailId,
    verified_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE emails SET verified_at = $3, updated_at = $4 WHERE id = $2 AND user_id = $1",
        user,
        email,
        verified_at,
        now
    )
    .map(drop)
}

/// Replaces an address that nobody has verified.
pub async fn correct(
    tx: &mut Tx,
    user: UserId,
    email: EmailId,
    address: &EmailAddress,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE emails SET address = $3, address_key = $4, blocked_at = NULL, blocked_why = NULL, \
            updated_at = $5 \
         WHERE id = $2 AND user_id = $1 AND verified_at IS NULL",
        user,
        email,
        address.as_ref(),
        address.key(),
        now
    )
    .map(drop)
}

pub async fn clear_primary(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE emails SET is_primary = FALSE, updated_at = $2 WHERE user_id = $1 AND is_primary",
        user,
        now
    )
    .map(drop)
}

pub async fn set_primary(tx: &mut Tx, user: UserId, email: EmailId, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE emails SET is_primary = TRUE, updated_at = $3 WHERE id = $2 AND user_id = $1",
        user,
        email,
        now
    )
    .map(drop)
}

pub async fn delete(tx: &mut Tx, user: UserId, email: EmailId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM emails WHERE id = $2 AND user_id = $1", user, email).map(drop)
}

pub async fn block(
    tx: &mut Tx,
    email: EmailId,
    why: EmailBlockReason,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE emails SET blocked_at = $3, blocked_why = $2, updated_at = $3 \
         WHERE id = $1 AND blocked_at IS NULL",
        email,
        why,
        now
    )
    .map(drop)
}

/// Lists every row with this address and its user: several people may have added it.
pub async fn with_key(tx: &mut Tx, key: &[u8]) -> Result<Vec<(EmailId, UserId)>> {
    sql!(
        tx,
        fetch_all(EmailId, UserId),
        "SELECT id, user_id FROM emails WHERE address_key = $1 ORDER BY user_id",
        key
    )
}

pub async fn user_of(tx: &mut Tx, email: EmailId) -> Result<Option<UserId>> {
    sql!(tx, scalar_optional UserId, "SELECT user_id FROM emails WHERE id = $1", email)
}

/// An address and its reader, as a mail needs them.
#[derive(sqlx::FromRow)]
pub struct LinkAddressee {
    pub address: String,
    pub address_key: Vec<u8>,
    pub user_id: UserId,
    pub blocked_at: Option<Timestamp>,
    pub name: String,
    pub language: Lang,
}

pub async fn addressee(tx: &mut Tx, email: EmailId) -> Result<Option<LinkAddressee>> {
    sql!(tx, fetch_optional LinkAddressee,
        "SELECT e.address, e.address_key, e.user_id, e.blocked_at, u.name, pref.language \
         FROM emails e JOIN users u ON u.id = e.user_id \
         JOIN preferences pref ON pref.user_id = u.id WHERE e.id = $1", email)
}

/// Finds the user who has verified an address, as a mail to it needs them.
pub async fn former_addressee(tx: &mut Tx, key: &[u8]) -> Result<Option<LinkAddressee>> {
    sql!(tx, fetch_optional LinkAddressee,
        "SELECT e.address, e.address_key, e.user_id, e.blocked_at, u.name, pref.language \
         FROM emails e JOIN users u ON u.id = e.user_id \
         JOIN preferences pref ON pref.user_id = u.id \
         WHERE e.address_key = $1 AND e.verified_at IS NOT NULL", key)
}

pub async fn exported(tx: &mut Tx, user: UserId) -> Result<Vec<ExportedEmail>> {
    sql!(tx, fetch_all ExportedEmail,
        "SELECT id, address, is_primary, verified_at, blocked_at, blocked_why, created_at \
         FROM emails WHERE user_id = $1 ORDER BY id", user)
}

/// Deletes every address of a person.
pub async fn forget(tx: &mut Tx, user: UserId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM emails WHERE user_id = $1", user).map(drop)
}
