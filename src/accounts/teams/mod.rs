//! Teams: members of an account who are on call together, and the team admins who manage them.

pub mod api;
mod candidates;
mod gate;
mod members;
mod page;
mod store;
pub mod team;
mod wording;

pub use api::routes as api_routes;
pub use candidates::{Candidates, found};
pub use gate::{TeamManager, find_of, manages};
pub use members::{
    InTeam, MemberChange, MembersSet, TeamMember, TeamsSet, WantedMembers, add_member, has_admin,
    is_admin, is_in, make_admin, members_of, members_of_all, of_member, put_in, remove_member,
    set_members, set_teams_of, size, unmake_admin,
};
pub use page::routes;
pub use store::{Team, TeamRow, find, having, list, list_of};
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

/// Exports the teams that a person is in. They leave them with the account, so there is no
/// `FORGET`.
pub const EXPORT: ExportPart = ExportPart {
    name: "teams",
    read: |tx, user| personal_data::document(store::exported(tx, user)),
};

/// The name of the counter of an account's teams.
pub const TEAMS: &str = "team";

/// A step in the change that creates or removes a team.
type LifeStep = for<'a> fn(&'a mut Change, AccountId, TeamId) -> DbFuture<'a, ()>;

/// Hooks of areas further left for a team's creation and removal, filled in by `app`.
pub struct OnTeamLife {
    /// Runs once the team exists, before it has members.
    pub made: LifeStep,
    /// Runs before the team is deleted.
    pub removed: LifeStep,
}

/// See [`OnTeamLife`].
pub static ON_TEAM_LIFE: Filled<OnTeamLife> = Filled::empty();

/// A query of an account's teams: search and order.
pub struct TeamQuery {
    pub sought: Sought,
    pub sort: Sort,
    pub direction: Direction,
}

/// The outcome of creating a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TeamMade {
    Made(TeamId),
    /// Another team has this name, ignoring case and accents.
    NameTaken,
    /// A chosen team admin is not in the account.
    Gone,
}

/// The outcome of changing a team's name and notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TeamChanged {
    Saved,
    /// The team changed since the form was shown; this is its stamp.
    Stale(Stamp),
    NameTaken,
    Gone,
}

impl Team {
    /// Returns the stamp of a team's name and notes, which the form carries.
    pub fn stamp(&self) -> Stamp {
        Stamp::of(&(&self.name, &self.notes))
    }
}

/// Stores a team's custom metadata.
pub async fn set_meta(
    change: &mut Change,
    account: AccountId,
    id: TeamId,
    meta: &str,
) -> Result<()> {
    let now = change.now();
    store::set_meta(change, account, id, meta, now).await
}

/// Creates a team with its schedule, and these members of the account as its team admins.
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

/// Changes a team's name and notes, unless they changed since the form was shown.
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

/// Changes a team's name and notes, whatever they were.
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

/// Removes a team with its schedule; its members stay in the account. Returns its name, or `None`
/// when the team is gone already.
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
