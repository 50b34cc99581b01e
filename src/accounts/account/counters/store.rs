//! The SQL of counters.

use crate::platform::db::{Result, Tx};
use crate::platform::ids::AccountId;
use crate::sql;

/// Takes the next sequential number of a kind of thing in an account, and adds one to its total.
pub async fn next_tiny_id(tx: &mut Tx, account: AccountId, kind: &str) -> Result<i64> {
    sql!(tx, scalar i64,
        "INSERT INTO counters (account_id, kind, next_tiny_id, total) VALUES ($1, $2, 2, 1) \
         ON CONFLICT (account_id, kind) DO UPDATE SET \
            next_tiny_id = counters.next_tiny_id + 1, total = counters.total + 1 \
         RETURNING next_tiny_id - 1",
        account, kind)
}

/// Subtracts one from the total of a kind of thing.
pub async fn count_down(tx: &mut Tx, account: AccountId, kind: &str) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE counters SET total = total - 1 WHERE account_id = $1 AND kind = $2",
        account,
        kind
    )
    .map(drop)
}

/// Returns how many things of a kind an account has.
pub async fn total(tx: &mut Tx, account: AccountId, kind: &str) -> Result<i64> {
    let total = sql!(tx, scalar_optional i64,
        "SELECT total FROM counters WHERE account_id = $1 AND kind = $2", account, kind)?;
    Ok(total.unwrap_or_default())
}
