//! The SQL of what the demo's people would have done themselves.

use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::UserId;
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

/// Sets when a person was last active.
pub async fn was_here(tx: &mut Tx, user: UserId, at: Timestamp) -> Result<()> {
    sql!(tx, execute, "UPDATE users SET last_sign_in_at = $2 WHERE id = $1", user, at).map(drop)
}
