//! The SQL of what the demo's people would have done themselves.

use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, AccountUserId, UserId};
use crate::sql;

/// Marks a person's phones as verified and primary: nobody in the demo has more than one.
pub async fn verify_phones(tx: &mut Tx, user: UserId, at: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE phones SET verified_at = $2, is_primary = TRUE WHERE user_id = $1",
        user,
        at
    )
    .map(drop)
}

/// A member of the demo's account.
#[derive(sqlx::FromRow)]
pub struct DemoMember {
    pub id: AccountUserId,
    pub user_id: UserId,
}

/// Finds the member with an address.
pub async fn member(tx: &mut Tx, account: AccountId, address: &str) -> Result<DemoMember> {
    sql!(tx, fetch_one DemoMember,
        "SELECT m.id, m.user_id FROM account_users m JOIN emails e ON e.user_id = m.user_id \
         WHERE m.account_id = $1 AND e.address = $2", account, address)
}

/// Sets when a person was last active.
pub async fn was_here(tx: &mut Tx, user: UserId, at: Timestamp) -> Result<()> {
    sql!(tx, execute, "UPDATE users SET last_sign_in_at = $2 WHERE id = $1", user, at).map(drop)
}
