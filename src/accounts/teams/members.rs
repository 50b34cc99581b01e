//! Who is in a team, and who manages it: a team that has members keeps a team admin.

use std::collections::HashSet;

use super::api::object;
use super::store;
use crate::accounts::account::{self, Member};
use crate::audit::{self, Event};
use crate::core::actor::Affair;
use crate::core::change;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, AccountUserId, TeamId};

/// What came of a change of a team's people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
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
pub enum PeopleSet {
    Set,
    /// There would be people, and no team admin. Nothing was changed.
    NoAdmin,
    /// The team or one of the people is not the account's. Nothing was changed.
    Gone,
}

/// Who is to be in a team.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// `None`: who is in it now.
    pub members: Option<&'a [AccountUserId]>,
    /// They are in it too. `None`: who is team admin now, else the first.
    pub admins: Option<&'a [AccountUserId]>,
}

/// A team and a member of its account.
type Place = (AccountId, TeamId, AccountUserId);

/// Adds a member of the account to a team. The first one in it becomes its team admin.
///
/// # Errors
/// When the database fails.
pub async fn add_member(
    tx: &mut Tx,
    affair: Affair<'_>,
    (account, team, member): Place,
    now: Timestamp,
) -> Result<Change> {
    change::lock_account(tx, account).await?;
    let Some(team) = store::team(tx, account, team).await? else { return Ok(Change::Gone) };
    let Some(person) = account::member(tx, account, member).await? else {
        return Ok(Change::Gone);
    };
    if store::is_admin(tx, team.id, member).await?.is_some() {
        return Ok(Change::Done(person.name));
    }
    join_as_fits(tx, affair, (team.id, &team.name), &person, now).await?;
    Ok(Change::Done(person.name))
}

/// Takes a member out of a team, unless they are its only team admin.
///
/// # Errors
/// When the database fails.
pub async fn remove_member(
    tx: &mut Tx,
    affair: Affair<'_>,
    place: Place,
    now: Timestamp,
) -> Result<Change> {
    let Some((team, person, _)) = locked(tx, place).await? else { return Ok(Change::Gone) };
    if is_last_admin(tx, (team.id, person.id)).await? {
        return Ok(Change::LastAdmin);
    }
    leave(tx, affair, (team.id, &team.name), &person, now).await?;
    Ok(Change::Done(person.name))
}

/// Makes a member of a team its team admin.
///
/// # Errors
/// When the database fails.
pub async fn make_admin(
    tx: &mut Tx,
    affair: Affair<'_>,
    place: Place,
    now: Timestamp,
) -> Result<Change> {
    let Some((team, person, is_admin)) = locked(tx, place).await? else {
        return Ok(Change::Gone);
    };
    if is_admin {
        return Ok(Change::Done(person.name));
    }
    store::set_admin(tx, (team.id, person.id), true, now).await?;
    let event = Event::TeamAdminMade { name: team.name };
    audit::record(tx, about(affair, &person), &event, now).await?;
    Ok(Change::Done(person.name))
}

/// Makes a team admin a mere member of their team, unless they are its only one.
///
/// # Errors
/// When the database fails.
pub async fn unmake_admin(
    tx: &mut Tx,
    affair: Affair<'_>,
    place: Place,
    now: Timestamp,
) -> Result<Change> {
    let Some((team, person, is_admin)) = locked(tx, place).await? else {
        return Ok(Change::Gone);
    };
    if !is_admin {
        return Ok(Change::Done(person.name));
    }
    if is_last_admin(tx, (team.id, person.id)).await? {
        return Ok(Change::LastAdmin);
    }
    store::set_admin(tx, (team.id, person.id), false, now).await?;
    let event = Event::TeamAdminUnmade { name: team.name };
    audit::record(tx, about(affair, &person), &event, now).await?;
    Ok(Change::Done(person.name))
}

/// Whether a member is the only team admin of a team.
///
/// # Errors
/// When the database fails.
pub async fn is_last_admin(tx: &mut Tx, (team, member): (TeamId, AccountUserId)) -> Result<bool> {
    let is_admin = store::is_admin(tx, team, member).await?.unwrap_or_default();
    Ok(is_admin && store::admins(tx, team).await? == 1)
}

/// The teams that a member is in, by name.
///
/// # Errors
/// When the database fails.
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
///
/// # Errors
/// When the database fails.
pub async fn set_teams_of(
    tx: &mut Tx,
    affair: Affair<'_>,
    (account, member): (AccountId, AccountUserId),
    teams: &[TeamId],
    now: Timestamp,
) -> Result<TeamsSet> {
    change::lock_account(tx, account).await?;
    let Some(person) = account::member(tx, account, member).await? else {
        return Ok(TeamsSet::Gone);
    };
    let were = store::of_member(tx, account, member).await?;
    let mut joined = Vec::new();
    for team in teams {
        if were.iter().chain(&joined).any(|(known, _)| known == team) {
            continue;
        }
        match store::team(tx, account, *team).await? {
            Some(team) => joined.push((team.id, team.name)),
            None => return Ok(TeamsSet::Gone),
        }
    }
    let left = || were.iter().filter(|(team, _)| !teams.contains(team));
    for (team, name) in left() {
        if is_last_admin(tx, (*team, member)).await? {
            return Ok(TeamsSet::LastAdmin { team: name.clone() });
        }
    }
    for (team, name) in left() {
        leave(tx, affair, (*team, name), &person, now).await?;
    }
    for (team, name) in &joined {
        join_as_fits(tx, affair, (*team, name), &person, now).await?;
    }
    Ok(TeamsSet::Set)
}

/// Joins and leaves, so that exactly these people are in a team and exactly those its team admins.
///
/// # Errors
/// When the database fails.
pub async fn set_people(
    tx: &mut Tx,
    affair: Affair<'_>,
    (account, team): (AccountId, TeamId),
    wanted: Wanted<'_>,
    now: Timestamp,
) -> Result<PeopleSet> {
    change::lock_account(tx, account).await?;
    let Some(team) = store::team(tx, account, team).await? else { return Ok(PeopleSet::Gone) };
    let were = object::people_of_all(tx, &[team.id]).await?.remove(&team.id).unwrap_or_default();
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
            Some(_) => return Ok(PeopleSet::NoAdmin),
            None => admins.extend(are.first()),
        }
    }
    let mut seen = HashSet::new();
    are.retain(|id| seen.insert(*id));

    let mut people = Vec::with_capacity(are.len());
    for id in &are {
        let Some(person) = account::member(tx, account, *id).await? else {
            return Ok(PeopleSet::Gone);
        };
        people.push(person);
    }
    for gone in were.iter().filter(|person| !are.contains(&person.id)) {
        if let Some(person) = account::member(tx, account, gone.id).await? {
            leave(tx, affair, (team.id, &team.name), &person, now).await?;
        }
    }
    for person in &people {
        let is_admin = admins.contains(&person.id);
        match were.iter().find(|known| known.id == person.id).map(|known| known.is_admin) {
            None => join(tx, affair, (team.id, &team.name), (person, is_admin), now).await?,
            Some(was_admin) if was_admin != is_admin => {
                store::set_admin(tx, (team.id, person.id), is_admin, now).await?;
                let name = team.name.clone();
                let event = match is_admin {
                    true => Event::TeamAdminMade { name },
                    false => Event::TeamAdminUnmade { name },
                };
                audit::record(tx, about(affair, person), &event, now).await?;
            }
            Some(_) => {}
        }
    }
    Ok(PeopleSet::Set)
}

/// A team and someone in it, with whether they are its team admin; the account stays locked.
async fn locked(
    tx: &mut Tx,
    (account, team, member): Place,
) -> Result<Option<(super::Team, Member, bool)>> {
    change::lock_account(tx, account).await?;
    let Some(team) = store::team(tx, account, team).await? else { return Ok(None) };
    let Some(person) = account::member(tx, account, member).await? else { return Ok(None) };
    let is_admin = store::is_admin(tx, team.id, member).await?;
    Ok(is_admin.map(|is_admin| (team, person, is_admin)))
}

fn about<'a>(affair: Affair<'a>, person: &Member) -> Affair<'a> {
    Affair { subject: person.user_id, ..affair }
}

async fn join_as_fits(
    tx: &mut Tx,
    affair: Affair<'_>,
    team: (TeamId, &str),
    person: &Member,
    now: Timestamp,
) -> Result<()> {
    let is_first = store::size(tx, team.0).await? == 0;
    join(tx, affair, team, (person, is_first), now).await
}

/// Puts someone into a team that they are not in, and writes it down.
pub(super) async fn join(
    tx: &mut Tx,
    affair: Affair<'_>,
    (team, name): (TeamId, &str),
    (person, is_admin): (&Member, bool),
    now: Timestamp,
) -> Result<()> {
    store::insert_member(tx, (team, person.id), is_admin, now).await?;
    let affair = about(affair, person);
    audit::record(tx, affair, &Event::TeamJoined { name: name.to_owned() }, now).await?;
    if is_admin {
        audit::record(tx, affair, &Event::TeamAdminMade { name: name.to_owned() }, now).await?;
    }
    Ok(())
}

async fn leave(
    tx: &mut Tx,
    affair: Affair<'_>,
    (team, name): (TeamId, &str),
    person: &Member,
    now: Timestamp,
) -> Result<()> {
    store::delete_member(tx, (team, person.id), now).await?;
    let event = Event::TeamLeft { name: name.to_owned() };
    audit::record(tx, about(affair, person), &event, now).await
}
