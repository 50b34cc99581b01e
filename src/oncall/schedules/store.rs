//! The SQL of schedules.

use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, ScheduleId, TeamId};
use crate::sql;

/// A schedule that is about to be stored.
pub struct NewSchedule {
    pub id: ScheduleId,
    pub account_id: AccountId,
    pub team_id: TeamId,
    /// Its sequential number in the account.
    pub tiny_id: i64,
}

pub async fn insert(tx: &mut Tx, new: &NewSchedule, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO schedules (id, account_id, team_id, tiny_id, version, created_at, \
            updated_at) VALUES ($1, $2, $3, $4, 1, $5, $5)",
        new.id,
        new.account_id,
        new.team_id,
        new.tiny_id,
        now
    )
    .map(drop)
}

pub async fn delete_of_team(tx: &mut Tx, team: TeamId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM schedules WHERE team_id = $1", team).map(drop)
}
