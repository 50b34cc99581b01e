//! The SQL of second factors.

use serde::{Deserialize, Serialize};

use super::Authenticator;
use crate::core::personal_data::{id_text, moment, optional_moment};
use crate::core::rotation::KeyUse;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AuthenticatorId, RecoveryCodeId, UserId};
use crate::sql;

pub async fn tries(tx: &mut Tx, user: UserId) -> Result<FactorTries> {
    sql!(tx, fetch_one FactorTries,
        "SELECT factor_tries AS count, factor_tried_at AS last_at FROM users WHERE id = $1", user)
}

pub async fn count_try(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE users SET factor_tries = factor_tries + 1, factor_tried_at = $2 WHERE id = $1",
        user,
        now
    )
    .map(drop)
}

pub async fn forget_tries(tx: &mut Tx, user: UserId) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE users SET factor_tries = 0, factor_tried_at = NULL WHERE id = $1",
        user
    )
    .map(drop)
}

pub async fn authenticators(tx: &mut Tx, user: UserId) -> Result<Vec<Authenticator>> {
    sql!(tx, fetch_all Authenticator,
        "SELECT id, name, secret, last_step, used_at, created_at FROM authenticators \
         WHERE user_id = $1 ORDER BY created_at, id",
        user)
}

pub async fn insert(tx: &mut Tx, user: UserId, app: &Authenticator) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO authenticators (id, user_id, name, secret, last_step, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        app.id,
        user,
        &app.name,
        &app.secret,
        app.last_step,
        app.created_at
    )
    .map(drop)
}

/// Uses the code of a time step, which works once. Returns `false` when it was used before.
pub async fn use_step(
    tx: &mut Tx,
    user: UserId,
    id: AuthenticatorId,
    step: i64,
    now: Timestamp,
) -> Result<bool> {
    sql!(
        tx,
        execute,
        "UPDATE authenticators SET last_step = $3, used_at = $4 \
         WHERE user_id = $1 AND id = $2 AND last_step < $3",
        user,
        id,
        step,
        now
    )
    .map(|used| used == 1)
}

pub async fn seal_anew(
    tx: &mut Tx,
    user: UserId,
    id: AuthenticatorId,
    secret: &[u8],
) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE authenticators SET secret = $3 WHERE user_id = $1 AND id = $2",
        user,
        id,
        secret
    )
    .map(drop)
}

/// Renames an authenticator app. Returns `false` when the person has no such app.
pub async fn rename(tx: &mut Tx, user: UserId, id: AuthenticatorId, name: &str) -> Result<bool> {
    sql!(
        tx,
        execute,
        "UPDATE authenticators SET name = $1 WHERE user_id = $2 AND id = $3",
        name,
        user,
        id
    )
    .map(|renamed| renamed == 1)
}

pub async fn remove(tx: &mut Tx, user: UserId, id: AuthenticatorId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM authenticators WHERE user_id = $1 AND id = $2", user, id)
        .map(drop)
}

pub async fn remove_all(tx: &mut Tx, user: UserId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM authenticators WHERE user_id = $1", user).map(drop)
}

pub async fn remove_added_since(tx: &mut Tx, user: UserId, since: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "DELETE FROM authenticators WHERE user_id = $1 AND created_at > $2",
        user,
        since
    )
    .map(drop)
}

/// Returns when the present recovery codes were made.
pub async fn codes_made_at(tx: &mut Tx, user: UserId) -> Result<Option<Timestamp>> {
    sql!(tx, scalar Option<Timestamp>,
        "SELECT MAX(created_at) FROM recovery_codes WHERE user_id = $1", user)
}

pub async fn codes_left(tx: &mut Tx, user: UserId) -> Result<i64> {
    sql!(tx, scalar i64,
        "SELECT COUNT(*) FROM recovery_codes WHERE user_id = $1 AND used_at IS NULL", user)
}

pub async fn remove_codes(tx: &mut Tx, user: UserId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM recovery_codes WHERE user_id = $1", user).map(drop)
}

pub async fn insert_code(
    tx: &mut Tx,
    id: RecoveryCodeId,
    user: UserId,
    digest: &[u8],
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO recovery_codes (id, user_id, digest, created_at) VALUES ($1, $2, $3, $4)",
        id,
        user,
        digest,
        now
    )
    .map(drop)
}

/// Uses a recovery code. Returns `false` when there is no such unused code.
pub async fn use_code(tx: &mut Tx, user: UserId, digest: &[u8], now: Timestamp) -> Result<bool> {
    sql!(
        tx,
        execute,
        "UPDATE recovery_codes SET used_at = $3 \
         WHERE user_id = $1 AND digest = $2 AND used_at IS NULL",
        user,
        digest,
        now
    )
    .map(|used| used == 1)
}

/// An unused recovery code, as a digest.
#[derive(Serialize, Deserialize, sqlx::FromRow)]
pub struct StoredCode {
    pub id: RecoveryCodeId,
    pub digest: Vec<u8>,
    pub created_at: Timestamp,
}

pub async fn codes(tx: &mut Tx, user: UserId) -> Result<Vec<StoredCode>> {
    sql!(tx, fetch_all StoredCode,
        "SELECT id, digest, created_at FROM recovery_codes \
         WHERE user_id = $1 AND used_at IS NULL ORDER BY id",
        user)
}

/// Wrong answers in a row.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
pub struct FactorTries {
    pub count: i64,
    pub last_at: Option<Timestamp>,
}

/// An authenticator app in its owner's data export.
#[derive(Serialize, sqlx::FromRow)]
pub struct ExportedAuthenticator {
    #[serde(serialize_with = "id_text")]
    id: AuthenticatorId,
    name: String,
    #[serde(serialize_with = "optional_moment")]
    used_at: Option<Timestamp>,
    #[serde(serialize_with = "moment")]
    created_at: Timestamp,
}

pub async fn exported(tx: &mut Tx, user: UserId) -> Result<Vec<ExportedAuthenticator>> {
    sql!(tx, fetch_all ExportedAuthenticator,
        "SELECT id, name, used_at, created_at FROM authenticators WHERE user_id = $1 ORDER BY id",
        user)
}

/// Counts the authenticator apps under each key, which the first six bytes identify.
pub async fn key_uses(tx: &mut Tx) -> Result<Vec<KeyUse>> {
    sql!(tx, fetch_all KeyUse,
        "SELECT SUBSTR(secret, 1, 6) AS key, COUNT(*) AS uses FROM authenticators GROUP BY 1")
}

pub async fn under_key(
    tx: &mut Tx,
    key: &[u8],
    most: i64,
    skipped: i64,
) -> Result<Vec<(UserId, AuthenticatorId, Vec<u8>)>> {
    sql!(
        tx,
        fetch_all(UserId, AuthenticatorId, Vec<u8>),
        "SELECT user_id, id, secret FROM authenticators WHERE SUBSTR(secret, 1, 6) = $1 \
         ORDER BY id LIMIT $2 OFFSET $3",
        key,
        most,
        skipped
    )
}
