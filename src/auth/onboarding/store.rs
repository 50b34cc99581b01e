//! The SQL of onboarding.

use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::UserId;
use crate::sql;

pub async fn mark_onboarded(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE users SET onboarded_at = $2, updated_at = $2 WHERE id = $1 AND onboarded_at IS NULL",
        user,
        now
    )
    .map(drop)
}
