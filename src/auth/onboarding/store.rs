//! The SQL of the set-up wizard.

use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::UserId;
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
