//! Schedules: when the members of a team are on call. Each team has one from its creation on.

mod store;

use crate::accounts::account;
use crate::core::change::Change;
use crate::platform::db::Result;
use crate::platform::ids::{AccountId, ScheduleId, TeamId};

/// The name of the counter of an account's schedules.
pub const SCHEDULES: &str = "schedule";

/// Creates the schedule of a team that is being created.
pub async fn make(change: &mut Change, account: AccountId, team: TeamId) -> Result<()> {
    let now = change.now();
    let tiny_id = account::next_tiny_id(change, account, SCHEDULES).await?;
    let schedule = store::NewSchedule {
        id: ScheduleId::mint(now),
        account_id: account,
        team_id: team,
        tiny_id,
    };
    store::insert(change, &schedule, now).await
}

/// Deletes the schedule of a team that is being deleted.
pub async fn remove(change: &mut Change, account: AccountId, team: TeamId) -> Result<()> {
    store::delete_of_team(change, team).await?;
    account::count_down(change, account, SCHEDULES).await
}
