//! Whole lists: exactly the teams that a member is in, and exactly the people of a team.

use std::collections::HashSet;

use super::{is_last_admin, join, join_as_fits, leave, set_admin, store};
use crate::accounts::{account, teams};
use crate::core::change::Change;
use crate::platform::db::Result;
use crate::platform::ids::{AccountId, AccountUserId, TeamId};

/// What came of putting a member into these teams and no others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TeamsSet {
    Set,
    /// They are the only team admin of a team that they should leave. Nothing was changed.
    LastAdmin {
        team: String,
    },
    /// The member or one of the teams is not the account's. Nothing was changed.
    Gone,
}

/// What came of putting these people into a team and no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MembersSet {
    Set,
    /// There would be people, and no team admin. Nothing was changed.
    NoAdmin,
    /// The team or one of the people is not the account's. Nothing was changed.
    Gone,
}

/// Who is to be in a team.
#[derive(Debug, Clone, Copy)]
pub struct WantedMembers<'a> {
    /// `None`: who is in it now.
    pub members: Option<&'a [AccountUserId]>,
    /// They are in it too. `None`: who is team admin now, else the first.
    pub admins: Option<&'a [AccountUserId]>,
}

/// Joins and leaves, so that a member is in exactly these teams of their account. What an
/// invitation named may be gone by the time it is approved: leave out what [`teams::list_of`] does
/// not have.
pub async fn set_teams_of(
    change: &mut Change,
    account: AccountId,
    member: AccountUserId,
    teams: &[TeamId],
) -> Result<TeamsSet> {
    change.lock_account(account).await?;
    let Some(person) = account::member(change, account, member).await? else {
        return Ok(TeamsSet::Gone);
    };
    let were = store::of_member(change, account, member).await?;
    let mut joined = Vec::new();
    for team in teams {
        if were.iter().chain(&joined).any(|(known, _)| known == team) {
            continue;
        }
        match teams::find(change, account, *team).await? {
            Some(team) => joined.push((team.id, team.name)),
            None => return Ok(TeamsSet::Gone),
        }
    }
    let left = || were.iter().filter(|(team, _)| !teams.contains(team));
    for (team, name) in left() {
        if is_last_admin(change, *team, member).await? {
            return Ok(TeamsSet::LastAdmin { team: name.clone() });
        }
    }
    for (team, name) in left() {
        leave(change, *team, name, &person).await?;
    }
    for (team, name) in &joined {
        join_as_fits(change, *team, name, &person).await?;
    }
    Ok(TeamsSet::Set)
}

/// Joins and leaves, so that exactly these people are in a team and exactly those its team admins.
pub async fn set_members(
    change: &mut Change,
    account: AccountId,
    team: TeamId,
    wanted: WantedMembers<'_>,
) -> Result<MembersSet> {
    change.lock_account(account).await?;
    let Some(team) = teams::find(change, account, team).await? else { return Ok(MembersSet::Gone) };
    let were =
        store::members_of_all(change, &[team.id]).await?.remove(&team.id).unwrap_or_default();
    let mut are: Vec<_> = match wanted.members {
        Some(members) => members.to_vec(),
        None => were.iter().map(|person| person.id).collect(),
    };
    let mut admins: Vec<_> = match wanted.admins {
        Some(admins) => admins.to_vec(),
        None => were.iter().filter(|person| person.is_admin).map(|person| person.id).collect(),
    };
    match wanted.admins {
        Some(admins) => are.extend(admins),
        None => admins.retain(|admin| are.contains(admin)),
    }
    if admins.is_empty() && !are.is_empty() {
        match wanted.admins {
            Some(_) => return Ok(MembersSet::NoAdmin),
            None => admins.extend(are.first()),
        }
    }
    let mut seen = HashSet::new();
    are.retain(|id| seen.insert(*id));

    let mut people = Vec::with_capacity(are.len());
    for id in &are {
        let Some(person) = account::member(change, account, *id).await? else {
            return Ok(MembersSet::Gone);
        };
        people.push(person);
    }
    for gone in were.iter().filter(|person| !are.contains(&person.id)) {
        if let Some(person) = account::member(change, account, gone.id).await? {
            leave(change, team.id, &team.name, &person).await?;
        }
    }
    for person in &people {
        let is_admin = admins.contains(&person.id);
        match were.iter().find(|known| known.id == person.id).map(|known| known.is_admin) {
            None => join(change, team.id, &team.name, person, is_admin).await?,
            Some(was_admin) if was_admin != is_admin => {
                set_admin(change, &team, person, is_admin).await?;
            }
            Some(_) => {}
        }
    }
    Ok(MembersSet::Set)
}
