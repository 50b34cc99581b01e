//! Escalation: the layers of a team, in which its members are paged about an alert.

mod store;

use std::time::Duration;

use crate::platform::db::{Result, Tx};
use crate::platform::ids::{TeamId, UserId};

/// The time that a layer has to answer.
const TIME_OUT: Duration = Duration::from_secs(5 * 60);

/// A layer of a team as it is at a moment: the people who are on call on it.
pub struct Layer {
    pub on_call: Vec<UserId>,
    pub time_out: Duration,
    /// How often the layer is paged again before the next one begins.
    pub repeats: i64,
}

/// Returns the layers of a team. A team whose schedule has never had a shift is paged as a whole:
/// its members first, then its admins.
pub async fn layers(tx: &mut Tx, team: TeamId) -> Result<Vec<Layer>> {
    let members = store::members(tx, team).await?;
    let admins = members.iter().filter(|member| member.is_admin).map(|member| member.user_id);
    let admins: Vec<_> = admins.collect();
    let everyone = members.iter().map(|member| member.user_id).collect();
    let layer = |on_call| Layer { on_call, time_out: TIME_OUT, repeats: 0 };
    Ok(vec![layer(everyone), layer(admins)])
}
