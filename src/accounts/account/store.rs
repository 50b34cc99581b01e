//! The SQL of accounts and memberships.

use super::export::ExportedMembership;
use super::{AccountMember, AccountName, OwnMembership, Roles};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, AccountUserId, UserId};
use crate::sql;

pub async fn insert(tx: &mut Tx, id: AccountId, name: &AccountName, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO accounts (id, version, name, created_at, updated_at) \
         VALUES ($1, 1, $2, $3, $3)",
        id,
        name.as_ref(),
        now
    )
    .map(drop)
}

pub async fn insert_member(
    tx: &mut Tx,
    account: AccountId,
    user: UserId,
    tiny_id: i64,
    roles: Roles,
    is_owner: bool,
    now: Timestamp,
) -> Result<AccountUserId> {
    let id = AccountUserId::mint(now);
    sql!(
        tx,
        execute,
        "INSERT INTO account_users (id, account_id, user_id, tiny_id, status, is_owner, is_admin, \
            is_billing, is_broadcaster, is_communicator, on_call_enabled, on_call_lead_times, \
            on_call_layers, off_call_enabled, off_call_lead_times, off_call_layers, created_at, \
            updated_at) \
         VALUES ($1, $2, $3, $4, 'active', $5, $6, $7, $8, $9, FALSE, '[]', '[]', FALSE, '[]', \
            '[]', $10, $10)",
        id,
        account,
        user,
        tiny_id,
        is_owner,
        roles.admin,
        roles.billing,
        roles.broadcaster,
        roles.communicator,
        now
    )?;
    Ok(id)
}

/// Finds the account that a person's session starts in: the last one they used, else their first.
pub async fn current_of(tx: &mut Tx, user: UserId) -> Result<Option<AccountId>> {
    sql!(tx, scalar_optional AccountId,
        "SELECT m.account_id FROM account_users m \
         LEFT JOIN sessions s ON s.user_id = m.user_id AND s.account_id = m.account_id \
         WHERE m.user_id = $1 AND m.status = 'active' \
         ORDER BY COALESCE(s.seen_at, 0) DESC, m.created_at, m.id LIMIT 1",
        user)
}

pub async fn user_limit(tx: &mut Tx, account: AccountId) -> Result<Option<i64>> {
    sql!(tx, scalar Option<i64>, "SELECT user_limit FROM accounts WHERE id = $1", account)
}

/// Tells whether a person is a member of an account.
pub async fn is_member(tx: &mut Tx, account: AccountId, user: UserId) -> Result<bool> {
    sql!(tx, scalar bool,
        "SELECT EXISTS (SELECT 1 FROM account_users WHERE account_id = $1 AND user_id = $2)",
        account, user)
}

/// Tells whether a person is in another account too: this account's admins may then not change what
/// is personal.
pub async fn is_shared(tx: &mut Tx, account: AccountId, user: UserId) -> Result<bool> {
    sql!(tx, scalar bool,
        "SELECT EXISTS (SELECT 1 FROM account_users WHERE account_id <> $1 AND user_id = $2)",
        account, user)
}

/// Finds a member of an account.
pub async fn member(
    tx: &mut Tx,
    account: AccountId,
    id: AccountUserId,
) -> Result<Option<AccountMember>> {
    sql!(tx, fetch_optional AccountMember,
        "SELECT m.id, m.user_id, m.tiny_id, u.name, m.is_owner, m.is_admin, m.is_billing, \
                m.is_broadcaster, m.is_communicator \
         FROM account_users m JOIN users u ON u.id = m.user_id \
         WHERE m.account_id = $1 AND m.id = $2",
        account, id)
}

pub async fn set_roles(
    tx: &mut Tx,
    account: AccountId,
    id: AccountUserId,
    roles: Roles,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE account_users SET is_admin = $3, is_billing = $4, is_broadcaster = $5, \
            is_communicator = $6, updated_at = $7 WHERE account_id = $1 AND id = $2",
        account,
        id,
        roles.admin,
        roles.billing,
        roles.broadcaster,
        roles.communicator,
        now
    )
    .map(drop)
}

pub async fn delete_member(tx: &mut Tx, account: AccountId, id: AccountUserId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM account_users WHERE account_id = $1 AND id = $2", account, id)
        .map(drop)
}

/// Lists the accounts that a person is an active member of, in the order in which they joined them.
pub async fn places(tx: &mut Tx, user: UserId) -> Result<Vec<OwnMembership>> {
    sql!(tx, fetch_all OwnMembership,
        "SELECT a.id AS account_id, a.name AS account_name, m.id AS member_id, m.is_owner, \
                m.is_admin, m.is_billing, m.is_broadcaster, m.is_communicator \
         FROM account_users m JOIN accounts a ON a.id = m.account_id \
         WHERE m.user_id = $1 AND m.status = 'active' ORDER BY m.created_at, m.id",
        user)
}

/// Moves the sessions whose current account this is to another one, by the rule of [`current_of`]:
/// the sessions of one person, or of all.
pub async fn move_sessions(tx: &mut Tx, account: AccountId, user: Option<UserId>) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE sessions SET account_id = \
            (SELECT m.account_id FROM account_users m \
             LEFT JOIN sessions s ON s.user_id = m.user_id AND s.account_id = m.account_id \
             WHERE m.user_id = sessions.user_id AND m.account_id <> $1 AND m.status = 'active' \
             ORDER BY COALESCE(s.seen_at, 0) DESC, m.created_at, m.id LIMIT 1) \
         WHERE account_id = $1 AND (user_id = $2 OR $2 IS NULL)",
        account,
        user
    )
    .map(drop)
}

/// Ends the sessions in an account, of one person or of all, and keeps earlier sessions of theirs
/// from switching to it.
pub async fn end_sessions(
    tx: &mut Tx,
    account: AccountId,
    user: Option<UserId>,
    now: Timestamp,
) -> Result<()> {
    // The order in which a request of a session locks them.
    sql!(
        tx,
        execute,
        "UPDATE account_users SET sessions_from = $3 \
         WHERE account_id = $1 AND (user_id = $2 OR $2 IS NULL)",
        account,
        user,
        now
    )?;
    sql!(
        tx,
        execute,
        "DELETE FROM sessions WHERE account_id = $1 AND (user_id = $2 OR $2 IS NULL)",
        account,
        user
    )
    .map(drop)
}

/// Returns the name of an account; `None` when the account is gone.
pub async fn name(tx: &mut Tx, account: AccountId) -> Result<Option<String>> {
    sql!(tx, scalar_optional String, "SELECT name FROM accounts WHERE id = $1", account)
}

pub async fn delete(tx: &mut Tx, account: AccountId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM accounts WHERE id = $1", account).map(drop)
}

/// Ends the unanswered requests of an admin: invitations, and resets of lost factors.
pub async fn end_what_they_asked(
    tx: &mut Tx,
    account: AccountId,
    admin: UserId,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE invitations SET answered_at = $3, answer = 'withdrawn' \
         WHERE account_id = $1 AND invited_by = $2 AND answered_at IS NULL",
        account,
        admin,
        now
    )?;
    sql!(
        tx,
        execute,
        "UPDATE factor_resets SET ended_at = $3, outcome = 'withdrawn' \
         WHERE account_id = $1 AND asked_by = $2 AND ended_at IS NULL",
        account,
        admin,
        now
    )
    .map(drop)
}

pub async fn exported(tx: &mut Tx, user: UserId) -> Result<Vec<ExportedMembership>> {
    sql!(tx, fetch_all ExportedMembership,
        "SELECT a.id, a.name, m.id AS account_user_id, m.tiny_id, m.status, m.is_owner, \
                m.is_admin, m.is_billing, m.is_broadcaster, m.is_communicator, m.on_call_enabled, \
                m.on_call_lead_times, m.on_call_layers, m.off_call_enabled, \
                m.off_call_lead_times, m.off_call_layers, m.meta, m.created_at \
         FROM account_users m JOIN accounts a ON a.id = m.account_id \
         WHERE m.user_id = $1 ORDER BY m.created_at, m.id", user)
}
