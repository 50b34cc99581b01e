//! Members of a team, and who manages it: its team admins, if it has any, and the account's admins.

mod roster;
mod store;

pub use roster::{MembersSet, TeamsSet, WantedMembers, set_members, set_teams_of};
pub use store::{InTeam, TeamMember, members_of_all, of_member, size};

use super::Team;
use crate::accounts::account::{self, AccountMember};
use crate::accounts::teams;
use crate::audit::{self, Event};
use crate::core::change::Change;
use crate::platform::db::list::{ListPage, PageWanted};
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::Lang;
use crate::platform::ids::{AccountId, AccountUserId, TeamId};
use crate::users::search;

/// The outcome of changing a team's members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MemberChange {
    /// The change holds, or held already, for the member of this name.
    Done(String),
    /// The team is not the account's, or the person is not in it.
    Gone,
}

/// Tells whether a team has a team admin.
pub async fn has_admin(tx: &mut Tx, team: TeamId) -> Result<bool> {
    store::has_admin(tx, team).await
}

/// Tells whether a member is a team admin of a team.
pub async fn is_admin(tx: &mut Tx, team: TeamId, member: AccountUserId) -> Result<bool> {
    Ok(store::is_admin(tx, team, member).await?.unwrap_or_default())
}

/// Tells whether a member is in a team.
pub async fn is_in(tx: &mut Tx, team: TeamId, member: AccountUserId) -> Result<bool> {
    Ok(store::is_admin(tx, team, member).await?.is_some())
}

/// Lists one page of a team's members, by name.
pub async fn members_of(
    tx: &mut Tx,
    account: AccountId,
    id: TeamId,
    lang: Lang,
    page: PageWanted,
) -> Result<ListPage<TeamMember>> {
    store::members_of(tx, account, id, search::name_order(lang), page).await
}

/// Adds a member of the account to a team. The first one in a team becomes its team admin.
pub async fn add_member(
    change: &mut Change,
    account: AccountId,
    team: TeamId,
    member: AccountUserId,
) -> Result<MemberChange> {
    change.lock_account(account).await?;
    let Some(team) = teams::find(change, account, team).await? else {
        return Ok(MemberChange::Gone);
    };
    let Some(person) = account::member(change, account, member).await? else {
        return Ok(MemberChange::Gone);
    };
    if store::is_admin(change, team.id, member).await?.is_some() {
        return Ok(MemberChange::Done(person.name));
    }
    let is_first = store::size(change, team.id).await? == 0;
    join(change, team.id, &team.name, &person, is_first).await?;
    Ok(MemberChange::Done(person.name))
}

/// Adds a member of the account to a team without making them its admin. Returns `false` when
/// either is gone.
pub async fn put_in(
    change: &mut Change,
    account: AccountId,
    team: TeamId,
    member: AccountUserId,
) -> Result<bool> {
    change.lock_account(account).await?;
    let Some(team) = teams::find(change, account, team).await? else { return Ok(false) };
    let Some(person) = account::member(change, account, member).await? else { return Ok(false) };
    if store::is_admin(change, team.id, member).await?.is_none() {
        join(change, team.id, &team.name, &person, false).await?;
    }
    Ok(true)
}

/// Removes a member from a team.
pub async fn remove_member(
    change: &mut Change,
    account: AccountId,
    team: TeamId,
    member: AccountUserId,
) -> Result<MemberChange> {
    let Some((team, person, _)) = locked(change, account, team, member).await? else {
        return Ok(MemberChange::Gone);
    };
    leave(change, team.id, &team.name, &person).await?;
    Ok(MemberChange::Done(person.name))
}

/// Makes a member of a team its team admin.
pub async fn make_admin(
    change: &mut Change,
    account: AccountId,
    team: TeamId,
    member: AccountUserId,
) -> Result<MemberChange> {
    let Some((team, person, is_admin)) = locked(change, account, team, member).await? else {
        return Ok(MemberChange::Gone);
    };
    if is_admin {
        return Ok(MemberChange::Done(person.name));
    }
    set_admin(change, &team, &person, true).await?;
    Ok(MemberChange::Done(person.name))
}

/// Makes a team admin a plain member of their team.
pub async fn unmake_admin(
    change: &mut Change,
    account: AccountId,
    team: TeamId,
    member: AccountUserId,
) -> Result<MemberChange> {
    let Some((team, person, is_admin)) = locked(change, account, team, member).await? else {
        return Ok(MemberChange::Gone);
    };
    if !is_admin {
        return Ok(MemberChange::Done(person.name));
    }
    set_admin(change, &team, &person, false).await?;
    Ok(MemberChange::Done(person.name))
}

async fn set_admin(
    change: &mut Change,
    team: &Team,
    person: &AccountMember,
    is_admin: bool,
) -> Result<()> {
    let now = change.now();
    store::set_admin(change, team.id, person.id, is_admin, now).await?;
    let name = team.name.clone();
    let event = match is_admin {
        true => Event::TeamAdminMade { name },
        false => Event::TeamAdminUnmade { name },
    };
    audit::record(change, person.user_id, &event).await.map(drop)
}

/// Finds a team and someone in it, and whether they are its team admin, and locks the account.
async fn locked(
    change: &mut Change,
    account: AccountId,
    team: TeamId,
    member: AccountUserId,
) -> Result<Option<(Team, AccountMember, bool)>> {
    change.lock_account(account).await?;
    let Some(team) = teams::find(change, account, team).await? else { return Ok(None) };
    let Some(person) = account::member(change, account, member).await? else { return Ok(None) };
    let is_admin = store::is_admin(change, team.id, member).await?;
    Ok(is_admin.map(|is_admin| (team, person, is_admin)))
}

/// Adds a person to a team that they are not in, and records it.
pub async fn join(
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
