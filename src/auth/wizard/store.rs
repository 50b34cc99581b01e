//! The SQL of the set-up wizard.

use crate::clock::Timestamp;
use crate::db::{Result, Tx};
use crate::ids::UserId;
use crate::sql;

pub async fn welcome(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE users SET welcomed_at = $2, updated_at = $2 WHERE id = $1 AND welcomed_at IS NULL",
        user,
        now
    )
    .map(drop)
}
