//! The SQL of resets of second factors.

use super::FactorResetOutcome;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::Lang;
use crate::platform::ids::{AccountId, EmailId, FactorResetId, UserId};
use crate::sql;

/// A pending reset.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct FactorReset {
    pub id: FactorResetId,
    /// The account whose admin requested it; `None` when an undo did.
    pub account_id: Option<AccountId>,
    pub user_id: UserId,
    /// The admin who requested it, while they have a user.
    pub asked_by: Option<UserId>,
    /// The address whose reader requested it by an undo.
    pub asked_through: Option<EmailId>,
    pub due_at: Timestamp,
    pub created_at: Timestamp,
}

pub async fn insert(tx: &mut Tx, reset: &FactorReset) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO factor_resets (id, account_id, user_id, asked_by, asked_through, due_at, \
            created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        reset.id,
        reset.account_id,
        reset.user_id,
        reset.asked_by,
        reset.asked_through,
        reset.due_at,
        reset.created_at
    )
    .map(drop)
}

pub async fn open_for(tx: &mut Tx, user: UserId) -> Result<Option<FactorReset>> {
    sql!(tx, fetch_optional FactorReset,
        "SELECT id, account_id, user_id, asked_by, asked_through, due_at, created_at \
         FROM factor_resets WHERE user_id = $1 AND ended_at IS NULL", user)
}

pub async fn open(tx: &mut Tx, id: FactorResetId) -> Result<Option<FactorReset>> {
    sql!(tx, fetch_optional FactorReset,
        "SELECT id, account_id, user_id, asked_by, asked_through, due_at, created_at \
         FROM factor_resets WHERE id = $1 AND ended_at IS NULL", id)
}

/// Ends a reset. Of concurrent calls, one returns `true`.
pub async fn end(
    tx: &mut Tx,
    id: FactorResetId,
    outcome: FactorResetOutcome,
    now: Timestamp,
) -> Result<bool> {
    sql!(
        tx,
        execute,
        "UPDATE factor_resets SET ended_at = $3, outcome = $2 WHERE id = $1 AND ended_at IS NULL",
        id,
        outcome,
        now
    )
    .map(|ended| ended == 1)
}

/// The reader of a notice about a reset, as they are when it is sent.
#[derive(sqlx::FromRow)]
pub struct FactorResetReader {
    pub address: String,
    pub blocked_at: Option<Timestamp>,
    pub name: String,
    pub language: Lang,
}

pub async fn reader(tx: &mut Tx, email: EmailId) -> Result<Option<FactorResetReader>> {
    sql!(tx, fetch_optional FactorResetReader,
        "SELECT e.address, e.blocked_at, u.name, pref.language \
         FROM emails e JOIN users u ON u.id = e.user_id \
         JOIN preferences pref ON pref.user_id = u.id \
         WHERE e.id = $1 AND e.verified_at IS NOT NULL", email)
}

/// Deletes every reset of a person's own factor.
pub async fn forget(tx: &mut Tx, user: UserId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM factor_resets WHERE user_id = $1", user).map(drop)
}

/// Counts the valid links that were made before a moment.
pub async fn open_before(tx: &mut Tx, made_before: Timestamp, now: Timestamp) -> Result<i64> {
    sql!(tx, scalar i64,
        "SELECT COUNT(*) FROM factor_resets WHERE ended_at IS NULL AND created_at < $1 AND due_at > $2", made_before, now)
}
