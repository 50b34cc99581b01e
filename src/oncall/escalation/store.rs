//! The SQL of escalation.

use crate::platform::db::{Result, Tx};
use crate::platform::ids::{TeamId, UserId};
use crate::sql;

/// A member of a team, who can be paged.
#[derive(sqlx::FromRow)]
pub struct Pageable {
    pub user_id: UserId,
    pub is_admin: bool,
}

/// Lists the members of a team, in the order in which they joined the account.
pub async fn members(tx: &mut Tx, team: TeamId) -> Result<Vec<Pageable>> {
    sql!(tx, fetch_all Pageable,
        "SELECT m.user_id, p.is_admin FROM team_members p \
         JOIN account_users m ON m.id = p.account_user_id WHERE p.team_id = $1 ORDER BY m.tiny_id",
        team)
}
