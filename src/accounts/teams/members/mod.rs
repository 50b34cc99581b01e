//! Who is in a team, and who manages it: a team that has members keeps a team admin.

use std::collections::HashSet;

use super::{api, store};
use crate::accounts::account::{self, AccountMember};
use crate::audit::{self, Event};
use crate::core::change::Change;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, AccountUserId, TeamId};

/// What came of a change of a team's people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MemberChange {
    /// It is so now, or was already; of the person with this name.
    Done(String),
    /// A team always has a team admin: someone else must become it first.
    LastAdmin,
    /// The team is not the account's, or the person not in it.
    Gone,
}

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

/// A team and a member of its account.
type Place = (AccountId, TeamId, AccountUserId);

/// Adds a member of the account to a team. The first one in it becomes its team admin.
pub async fn add_member(
    change: &mut Change,
    (account, team, member): Place,
) -> Result<MemberChange> {
    change.lock_account(account).await?;
    let Some(team) = store::team(change, account, team).await? else {
        return Ok(MemberChange::Gone);
    };
    let Some(person) = account::member(change, account, member).await? else {
        return Ok(MemberChange::Gone);
    };
    if store::is_admin(change, team.id, member).await?.is_some() {
        return Ok(MemberChange::Done(person.name));
    }
    join_as_fits(change, team.id, &team.name, &person).await?;
    Ok(MemberChange::Done(person.name))
}

/// Takes a member out of a team, unless they are its only team admin.
pub async fn remove_member(change: &mut Change, place: Place) -> Result<MemberChange> {
    let Some((team, person, _)) = locked(change, place).await? else {
        return Ok(MemberChange::Gone);
    };
    if is_last_admin(change, (team.id, person.id)).await? {
        return Ok(MemberChange::LastAdmin);
    }
    leave(change, team.id, &team.name, &person).await?;
    Ok(MemberChange::Done(person.name))
}

/// Makes a member of a team its team admin.
pub async fn make_admin(change: &mut Change, place: Place) -> Result<MemberChange> {
    let now = change.now();
    let Some((team, person, is_admin)) = locked(change, place).await? else {
        return Ok(MemberChange::Gone);
    };
    if is_admin {
        return Ok(MemberChange::Done(person.name));
    }
    store::set_admin(change, team.id, person.id, true, now).await?;
    let event = Event::TeamAdminMade { name: team.name };
    audit::record(change, person.user_id, &event).await?;
    Ok(MemberChange::Done(person.name))
}

/// Makes a team admin a mere member of their team, unless they are its only one.
pub async fn unmake_admin(change: &mut Change, place: Place) -> Result<MemberChange> {
    let now = change.now();
    let Some((team, person, is_admin)) = locked(change, place).await? else {
        return Ok(MemberChange::Gone);
    };
    if !is_admin {
        return Ok(MemberChange::Done(person.name));
    }
    if is_last_admin(change, (team.id, person.id)).await? {
        return Ok(MemberChange::LastAdmin);
    }
    store::set_admin(change, team.id, person.id, false, now).await?;
    let event = Event::TeamAdminUnmade { name: team.name };
    audit::record(change, person.user_id, &event).await?;
    Ok(MemberChange::Done(person.name))
}

/// Whether a member is the only team admin of a team.
pub async fn is_last_admin(tx: &mut Tx, (team, member): (TeamId, AccountUserId)) -> Result<bool> {
    let is_admin = store::is_admin(tx, team, member).await?.unwrap_or_default();
    Ok(is_admin && store::admins(tx, team).await? == 1)
}

/// The teams that a member is in, by name.
pub async fn of_member(
    tx: &mut Tx,
    account: AccountId,
    member: AccountUserId,
) -> Result<Vec<(TeamId, String)>> {
    store::of_member(tx, account, member).await
}

/// Joins and leaves, so that a member is in exactly these teams of their account. What an
/// invitation named may be gone by the time it is approved: leave out what [`super::list_of`] does
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
        match store::team(change, account, *team).await? {
            Some(team) => joined.push((team.id, team.name)),
            None => return Ok(TeamsSet::Gone),
        }
    }
    let left = || were.iter().filter(|(team, _)| !teams.contains(team));
    for (team, name) in left() {
        if is_last_admin(change, (*team, member)).await? {
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
    let now = change.now();
    change.lock_account(account).await?;
    let Some(team) = store::team(change, account, team).await? else { return Ok(MembersSet::Gone) };
    let were = api::members_of_all(change, &[team.id]).await?.remove(&team.id).unwrap_or_default();
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
                store::set_admin(change, team.id, person.id, is_admin, now).await?;
                let name = team.name.clone();
                let event = match is_admin {
                    true => Event::TeamAdminMade { name },
                    false => Event::TeamAdminUnmade { name },
                };
                audit::record(change, person.user_id, &event).await?;
            }
            Some(_) => {}
        }
    }
    Ok(MembersSet::Set)
}

/// A team and someone in it, with whether they are its team admin; the account stays locked.
async fn locked(
    change: &mut Change,
    (account, team, member): Place,
) -> Result<Option<(super::Team, AccountMember, bool)>> {
    change.lock_account(account).await?;
    let Some(team) = store::team(change, account, team).await? else { return Ok(None) };
    let Some(person) = account::member(change, account, member).await? else { return Ok(None) };
    let is_admin = store::is_admin(change, team.id, member).await?;
    Ok(is_admin.map(|is_admin| (team, person, is_admin)))
}

async fn join_as_fits(
    change: &mut Change,
    team: TeamId,
    name: &str,
    person: &AccountMember,
) -> Result<()> {
    let is_first = store::size(change, team).await? == 0;
    join(change, team, name, person, is_first).await
}

/// Puts someone into a team that they are not in, and writes it down.
pub(super) async fn join(
    change: &mut Change,
    team: TeamId,
    name: &str,
    person: &AccountMember,
    is_admin: bool,
) -> Result<()> {
    let now = change.now();
    store::insert_member(change, team, person.id, is_admin, now).await?;
    let joined = Event::TeamJoined { name: name.to_owned() };
    audit::record(change, person.user_id, &joined).await?;
    if is_admin {
        let made = Event::TeamAdminMade { name: name.to_owned() };
        audit::record(change, person.user_id, &made).await?;
    }
    Ok(())
}

async fn leave(
    change: &mut Change,
    team: TeamId,
    name: &str,
    person: &AccountMember,
) -> Result<()> {
    let now = change.now();
    store::delete_member(change, team, person.id, now).await?;
    let event = Event::TeamLeft { name: name.to_owned() };
    audit::record(change, person.user_id, &event).await.map(drop)
}
