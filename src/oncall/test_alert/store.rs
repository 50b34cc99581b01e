//! The SQL of test alerts.

use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, AlertId, UserId};
use crate::sql;

/// Finds the latest test alert of a person in an account.
pub async fn latest(tx: &mut Tx, account: AccountId, user: UserId) -> Result<Option<AlertId>> {
    sql!(tx, scalar_optional AlertId,
        "SELECT id FROM alerts WHERE maker_id = $1 AND account_id = $2 AND is_test \
         ORDER BY created_at DESC, id DESC LIMIT 1",
        user, account)
}
