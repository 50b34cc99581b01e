//! The SQL of accounts and memberships.

use super::{AccountName, Roles};
use crate::clock::Timestamp;
use crate::db::{Result, Tx};
use crate::ids::{AccountId, AccountUserId, UserId};
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

/// Takes the next small number of a kind of thing, and counts the thing.
pub async fn next_tiny_id(tx: &mut Tx, account: AccountId, kind: &str) -> Result<i64> {
    sql!(tx, scalar i64,
        "INSERT INTO counters (account_id, kind, next_tiny_id, total) VALUES ($1, $2, 2, 1) \
         ON CONFLICT (account_id, kind) DO UPDATE SET \
            next_tiny_id = counters.next_tiny_id + 1, total = counters.total + 1 \
         RETURNING next_tiny_id - 1",
        account, kind)
}

pub async fn insert_member(
    tx: &mut Tx,
    id: AccountUserId,
    account: AccountId,
    user: UserId,
    (tiny_id, roles, is_owner): (i64, Roles, bool),
    now: Timestamp,
) -> Result<()> {
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
    )
    .map(drop)
}

pub async fn current_of(tx: &mut Tx, user: UserId) -> Result<Option<AccountId>> {
    sql!(tx, scalar_optional AccountId,
        "SELECT m.account_id FROM account_users m \
         LEFT JOIN sessions s ON s.user_id = m.user_id AND s.account_id = m.account_id \
         WHERE m.user_id = $1 AND m.status = 'active' \
         ORDER BY COALESCE(s.seen_at, 0) DESC, m.created_at, m.id LIMIT 1",
        user)
}
