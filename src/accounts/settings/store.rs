//! The SQL of account settings.

use super::AccountSettings;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::AccountId;
use crate::sql;

pub async fn find(tx: &mut Tx, account: AccountId) -> Result<Option<AccountSettings>> {
    sql!(tx, fetch_optional AccountSettings,
        "SELECT name, user_limit, v1_api, v1_deprecated_at, if_match_required, \
                hipaa_notifications, second_factor_from, session_idle, session_absolute \
         FROM accounts WHERE id = $1", account)
}

pub async fn times(tx: &mut Tx, account: AccountId) -> Result<Option<(Timestamp, Timestamp)>> {
    sql!(
        tx,
        fetch_optional(Timestamp, Timestamp),
        "SELECT created_at, updated_at FROM accounts WHERE id = $1",
        account
    )
}

/// Counts the members who have neither an authenticator app nor a passkey.
pub async fn without_factor(tx: &mut Tx, account: AccountId) -> Result<i64> {
    sql!(tx, scalar i64,
        "SELECT COUNT(*) FROM account_users m WHERE m.account_id = $1 \
            AND NOT EXISTS (SELECT 1 FROM authenticators f WHERE f.user_id = m.user_id) \
            AND NOT EXISTS (SELECT 1 FROM passkeys k WHERE k.user_id = m.user_id)",
        account)
}

pub async fn update(
    tx: &mut Tx,
    account: AccountId,
    to: &AccountSettings,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE accounts SET name = $2, user_limit = $3, v1_api = $4, hipaa_notifications = $5, \
            second_factor_from = $6, session_idle = $7, session_absolute = $8, updated_at = $9, \
            v1_deprecated_at = $10, if_match_required = $11 \
         WHERE id = $1",
        account,
        &to.basics.name,
        to.basics.user_limit,
        to.interfaces.v1_api,
        to.interfaces.hipaa_notifications,
        to.second_factor.second_factor_from,
        to.lengths.session_idle,
        to.lengths.session_absolute,
        now,
        to.interfaces.v1_deprecated_at,
        to.interfaces.if_match_required
    )
    .map(drop)
}
