//! The SQL of phone numbers.

use std::collections::HashMap;

use super::export::ExportedPhone;
use super::{Method, Phone, PhoneBlockReason, PhoneNumber};
use crate::platform::clock::Timestamp;
use crate::platform::db::list::{Direction, List, SqlValue};
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::Lang;
use crate::platform::ids::{PhoneId, UserId};
use crate::sql;

pub async fn insert(
    tx: &mut Tx,
    id: PhoneId,
    user: UserId,
    number: &PhoneNumber,
    method: Method,
    stopped_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO phones (id, user_id, e164, country, kind, confirmation_method, is_primary, \
            blocked_at, blocked_why, failures, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, FALSE, $7, $8, 0, $9, $9)",
        id,
        user,
        number.e164(),
        number.country().code(),
        number.kind(),
        method,
        stopped_at,
        stopped_at.map(|_| PhoneBlockReason::Stopped),
        now
    )
    .map(drop)
}

pub async fn list(tx: &mut Tx, user: UserId) -> Result<Vec<Phone>> {
    sql!(tx, fetch_all Phone,
        "SELECT id, e164, country, kind, confirmation_method, is_primary, verified_at, \
                blocked_at, blocked_why \
         FROM phones WHERE user_id = $1 ORDER BY is_primary DESC, id",
        user)
}

#[derive(sqlx::FromRow)]
struct Owned {
    user_id: UserId,
    #[sqlx(flatten)]
    phone: Phone,
}

/// Lists the phones of several people, each person's in the order of [`super::list`].
pub async fn of_all(tx: &mut Tx, users: &[UserId]) -> Result<HashMap<UserId, Vec<Phone>>> {
    let mut all: HashMap<_, Vec<_>> = HashMap::new();
    if users.is_empty() {
        return Ok(all);
    }
    let mut list = List::new(
        "SELECT user_id, id, e164, country, kind, confirmation_method, is_primary, verified_at, \
                blocked_at, blocked_why FROM phones WHERE TRUE",
        [],
    );
    list.and_one_of("user_id", users.iter().map(|user| SqlValue::Id((*user).into())));
    list.order(&["is_primary DESC, id"], Direction::Asc);
    for Owned { user_id, phone } in list.fetch_all(tx).await? {
        all.entry(user_id).or_default().push(phone);
    }
    Ok(all)
}

pub async fn find(tx: &mut Tx, user: UserId, id: PhoneId) -> Result<Option<Phone>> {
    sql!(tx, fetch_optional Phone,
        "SELECT id, e164, country, kind, confirmation_method, is_primary, verified_at, \
                blocked_at, blocked_why \
         FROM phones WHERE user_id = $1 AND id = $2",
        user, id)
}

pub async fn set_method(tx: &mut Tx, user: UserId, id: PhoneId, method: Method) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE phones SET confirmation_method = $3 WHERE user_id = $1 AND id = $2",
        user,
        id,
        method
    )
    .map(drop)
}

/// Marks a phone as verified, and lifts the block of its carrier.
pub async fn verify(tx: &mut Tx, user: UserId, id: PhoneId, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE phones SET verified_at = $3, blocked_at = NULL, blocked_why = NULL, failures = 0, \
            updated_at = $3 \
         WHERE user_id = $1 AND id = $2",
        user,
        id,
        now
    )
    .map(drop)
}

pub async fn clear_primary(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE phones SET is_primary = FALSE, updated_at = $2 WHERE user_id = $1 AND is_primary",
        user,
        now
    )
    .map(drop)
}

pub async fn set_primary(tx: &mut Tx, user: UserId, id: PhoneId, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE phones SET is_primary = TRUE, updated_at = $3 WHERE user_id = $1 AND id = $2",
        user,
        id,
        now
    )
    .map(drop)
}

pub async fn delete(tx: &mut Tx, user: UserId, id: PhoneId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM phones WHERE user_id = $1 AND id = $2", user, id).map(drop)
}

/// Lists every row with this number and its user: several people may have it.
pub async fn with_number(tx: &mut Tx, e164: &str) -> Result<Vec<(PhoneId, UserId)>> {
    sql!(
        tx,
        fetch_all(PhoneId, UserId),
        "SELECT id, user_id FROM phones WHERE e164 = $1 ORDER BY user_id",
        e164
    )
}

pub async fn with_id(tx: &mut Tx, id: PhoneId) -> Result<Option<(String, UserId)>> {
    sql!(tx, fetch_optional(String, UserId), "SELECT e164, user_id FROM phones WHERE id = $1", id)
}

/// Finds the language of a person.
pub async fn language_of_owner(tx: &mut Tx, user: UserId) -> Result<Option<Lang>> {
    sql!(tx, scalar_optional Lang, "SELECT language FROM preferences WHERE user_id = $1", user)
}

pub async fn language_of(tx: &mut Tx, e164: &str) -> Result<Option<Lang>> {
    sql!(tx, scalar_optional Lang,
        "SELECT pref.language FROM phones p \
         JOIN preferences pref ON pref.user_id = p.user_id \
         WHERE p.e164 = $1 ORDER BY p.id LIMIT 1", e164)
}

/// Blocks a phone. A STOP of its owner stays: it outweighs the carrier's failures.
pub async fn block(tx: &mut Tx, id: PhoneId, why: PhoneBlockReason, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE phones SET blocked_at = $3, blocked_why = $2, updated_at = $3 \
         WHERE id = $1 AND (blocked_why IS NULL OR blocked_why <> 'stopped')",
        id,
        why,
        now
    )
    .map(drop)
}

pub async fn unblock(
    tx: &mut Tx,
    id: PhoneId,
    why: PhoneBlockReason,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE phones SET blocked_at = NULL, blocked_why = NULL, failures = 0, updated_at = $3 \
         WHERE id = $1 AND blocked_why = $2",
        id,
        why,
        now
    )
    .map(drop)
}

pub async fn count_failure(tx: &mut Tx, id: PhoneId) -> Result<i64> {
    sql!(tx, scalar i64,
        "UPDATE phones SET failures = failures + 1 WHERE id = $1 RETURNING failures", id)
}

pub async fn forget_failures(tx: &mut Tx, id: PhoneId) -> Result<()> {
    sql!(tx, execute, "UPDATE phones SET failures = 0 WHERE id = $1 AND failures > 0", id).map(drop)
}

/// A phone and its reader, as a message needs them.
#[derive(sqlx::FromRow)]
pub struct CodeAddressee {
    pub e164: String,
    pub blocked_why: Option<PhoneBlockReason>,
    pub language: Lang,
}

pub async fn addressee(tx: &mut Tx, id: PhoneId) -> Result<Option<CodeAddressee>> {
    sql!(tx, fetch_optional CodeAddressee,
        "SELECT p.e164, p.blocked_why, pref.language FROM phones p \
         JOIN preferences pref ON pref.user_id = p.user_id \
         WHERE p.id = $1", id)
}

pub async fn exported(tx: &mut Tx, user: UserId) -> Result<Vec<ExportedPhone>> {
    sql!(tx, fetch_all ExportedPhone,
        "SELECT id, e164, country, kind, confirmation_method, is_primary, verified_at, blocked_at, \
                blocked_why, created_at \
         FROM phones WHERE user_id = $1 ORDER BY id", user)
}

/// Deletes every phone of a person.
pub async fn forget(tx: &mut Tx, user: UserId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM phones WHERE user_id = $1", user).map(drop)
}
