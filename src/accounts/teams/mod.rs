//! Teams: some people of an account who are on call together, and who of them manage the team.

pub mod api;
mod candidates;
mod gate;
mod members;
mod page;
mod store;
pub mod team;
mod wording;

pub use api::{Docs, routes as api_routes};
pub use candidates::found;
pub use gate::{TeamManager, find_of, manages};
pub use members::{
    InTeam, MemberChange, MembersSet, TeamMember, TeamsSet, WantedMembers, add_member, is_admin,
    is_in, make_admin, members_of, members_of_all, of_member, put_in, remove_member, set_members,
    set_teams_of, size, unmake_admin,
};
pub use page::routes;
pub use store::{Team, TeamRow, find, list, list_of};
pub use wording::{Notes, TeamName};

use super::account;
use crate::audit::{self, Event};
use crate::core::change::Change;
use crate::core::filled::Filled;
use crate::core::personal_data::{self, ExportPart};
use crate::core::stamp::Stamp;
use crate::platform::db::list::Direction;
use crate::platform::db::{DbFuture, Result};
use crate::platform::ids::{AccountId, AccountUserId, TeamId};
use crate::users::search::{Sort, Sought};

/// The export of the teams that a person is in, which they leave with the account.
pub const EXPORT: ExportPart = ExportPart {
    name: "teams",
    read: |tx, user| personal_data::document(store::exported(tx, user)),
};

/// The name of the counter of an account's teams.
pub const TEAMS: &str = "team";

/// A step in the life of a team, in the change that makes or removes it.
type LifeStep = for<'a> fn(&'a mut Change, AccountId, TeamId) -> DbFuture<'a, ()>;

/// Duties of areas further left when a team is made or removed: `app` says them.
pub struct OnTeamLife {
    /// Done once the team is there, before anyone is in it.
    pub made: LifeStep,
    /// Done while the team is still there.
    pub removed: LifeStep,
}

/// See [`OnTeamLife`].
pub static ON_TEAM_LIFE: Filled<OnTeamLife> = Filled::empty();

/// Which teams of an account are listed, and in what order.
pub struct TeamQuery {
    pub sought: Sought,
    pub sort: Sort,
    pub direction: Direction,
}

/// The outcome of making a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TeamMade {
    Made(TeamId),
    /// Another team is called so, but for case and accents.
    NameTaken,
    /// Someone who should be team admin is not in the account.
    Gone,
}

/// The outcome of changing a team's name and notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TeamChanged {
    Saved,
    /// Something else is stored by now than what the form was about; the stamp is that of it.
    Stale(Stamp),
    NameTaken,
    Gone,
}

impl Team {
    /// By which a form of its name and notes is known to be of what is stored.
    pub fn stamp(&self) -> Stamp {
        Stamp::of(&(&self.name, &self.notes))
    }
}

/// Stores what a program keeps of a team.
pub async fn set_meta(
    change: &mut Change,
    account: AccountId,
    id: TeamId,
    meta: &str,
) -> Result<()> {
    let now = change.now();
    store::set_meta(change, account, id, meta, now).await
}

/// Makes a team with its schedule, and these members of the account as its team admins.
pub async fn make(
    change: &mut Change,
    account: AccountId,
    name: &TeamName,
    notes: &Notes,
    admins: &[AccountUserId],
) -> Result<TeamMade> {
    let now = change.now();
    change.lock_account(account).await?;
    let id = TeamId::mint(now);
    if store::is_called(change, account, id, name).await? {
        return Ok(TeamMade::NameTaken);
    }
    let mut joining = Vec::with_capacity(admins.len());
    for admin in admins {
        let Some(person) = account::member(change, account, *admin).await? else {
            return Ok(TeamMade::Gone);
        };
        joining.push(person);
    }
    let tiny_id = account::next_tiny_id(change, account, TEAMS).await?;
    store::insert(change, account, id, tiny_id, name, notes, now).await?;
    (ON_TEAM_LIFE.required()?.made)(change, account, id).await?;
    let event = Event::TeamMade { name: name.as_ref().to_owned() };
    let actor = change.actor_id()?;
    audit::record(change, actor, &event).await?;
    for person in &joining {
        members::join(change, id, name.as_ref(), person, true).await?;
    }
    Ok(TeamMade::Made(id))
}

/// Gives a team another name and other notes, unless they are no longer those that the form was
/// about.
pub async fn change(
    change: &mut Change,
    account: AccountId,
    id: TeamId,
    shown: &Stamp,
    name: &TeamName,
    notes: &Notes,
) -> Result<TeamChanged> {
    change.lock_account(account).await?;
    let Some(team) = store::find(change, account, id).await? else { return Ok(TeamChanged::Gone) };
    if team.stamp() != *shown {
        return Ok(TeamChanged::Stale(team.stamp()));
    }
    set(change, account, id, name, notes).await
}

/// Gives a team another name and other notes, whatever they were.
pub async fn set(
    change: &mut Change,
    account: AccountId,
    id: TeamId,
    name: &TeamName,
    notes: &Notes,
) -> Result<TeamChanged> {
    let now = change.now();
    change.lock_account(account).await?;
    let Some(team) = store::find(change, account, id).await? else { return Ok(TeamChanged::Gone) };
    if team.name == name.as_ref() && team.notes == notes.as_ref() {
        return Ok(TeamChanged::Saved);
    }
    if store::is_called(change, account, id, name).await? {
        return Ok(TeamChanged::NameTaken);
    }
    store::update(change, account, id, name, notes, now).await?;
    let event = Event::TeamChanged { name: name.as_ref().to_owned() };
    let actor = change.actor_id()?;
    audit::record(change, actor, &event).await?;
    Ok(TeamChanged::Saved)
}

/// Removes a team with its schedule; its people stay in the account. Gives its name, unless it is
/// gone already.
pub async fn remove(change: &mut Change, account: AccountId, id: TeamId) -> Result<Option<String>> {
    change.lock_account(account).await?;
    let Some(team) = store::find(change, account, id).await? else { return Ok(None) };
    (ON_TEAM_LIFE.required()?.removed)(change, account, id).await?;
    store::delete(change, account, id).await?;
    account::count_down(change, account, TEAMS).await?;
    let event = Event::TeamRemoved { name: team.name.clone() };
    let actor = change.actor_id()?;
    audit::record(change, actor, &event).await?;
    Ok(Some(team.name))
}
