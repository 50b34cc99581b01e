//! Rosters set as a whole: the teams of a member, and the members of a team.

use std::collections::HashSet;

use super::{join, leave, set_admin, store};
use crate::accounts::{account, teams};
use crate::core::change::Change;
use crate::platform::db::Result;
use crate::platform::ids::{AccountId, AccountUserId, TeamId};

/// The outcome of setting a member's teams.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TeamsSet {
    Set,
    /// The member or one of the teams is not the account's. Nothing was changed.
    Gone,
}

/// The outcome of setting a team's members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MembersSet {
    Set,
    /// The team or one of the people is not the account's. Nothing was changed.
    Gone,
}

/// The wanted members and admins of a team.
#[derive(Debug, Clone, Copy)]
pub struct WantedMembers<'a> {
    /// `None` keeps the members that are in the team now.
    pub members: Option<&'a [AccountUserId]>,
    /// Admins, who are members too. `None` keeps those who are still members.
    pub admins: Option<&'a [AccountUserId]>,
}

/// Makes a member join and leave teams of their account until they are in exactly these. Teams that
/// an invitation names may be gone by the time it is approved: leave out those that
/// [`teams::list_of`] does not have.
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
    for (team, name) in were.iter().filter(|(team, _)| !teams.contains(team)) {
        leave(change, *team, name, &person).await?;
    }
    for (team, name) in &joined {
        join(change, *team, name, &person, false).await?;
    }
    Ok(TeamsSet::Set)
}

/// Makes people join and leave a team until exactly these are in it and exactly those are its team
/// admins. The team may be left without an admin: nobody is made one who was not named.
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
