//! The SQL of names.

use crate::clock::Timestamp;
use crate::db::{Result, Tx};
use crate::directory::users::PersonName;
use crate::ids::UserId;
use crate::sql;

pub async fn name(tx: &mut Tx, user: UserId) -> Result<String> {
    sql!(tx, scalar String, "SELECT name FROM users WHERE id = $1", user)
}

pub async fn rename(tx: &mut Tx, user: UserId, name: &PersonName, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE users SET name = $2, name_key = $3, updated_at = $4 WHERE id = $1",
        user,
        name.as_ref(),
        name.sort_key(),
        now
    )
    .map(drop)
}
