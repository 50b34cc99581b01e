//! The SQL of ownership.

use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, AccountUserId, UserId};
use crate::sql;

/// An account's owner.
#[derive(sqlx::FromRow)]
pub struct Owner {
    pub id: AccountUserId,
    pub user_id: UserId,
}

pub async fn owner(tx: &mut Tx, account: AccountId) -> Result<Option<Owner>> {
    sql!(tx, fetch_optional Owner,
        "SELECT id, user_id FROM account_users WHERE account_id = $1 AND is_owner", account)
}

pub async fn set_owner(
    tx: &mut Tx,
    account: AccountId,
    id: AccountUserId,
    is_owner: bool,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE account_users SET is_owner = $3, updated_at = $4 WHERE account_id = $1 AND id = $2",
        account,
        id,
        is_owner,
        now
    )
    .map(drop)
}
