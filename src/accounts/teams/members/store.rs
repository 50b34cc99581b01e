//! The SQL of team members.

use std::collections::HashMap;

use crate::platform::clock::Timestamp;
use crate::platform::db::list::{Direction, List, ListPage, PageWanted, SqlValue};
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, AccountUserId, AvatarId, TeamId, UserId};
use crate::sql;

/// A member of a team.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct TeamMember {
    pub id: AccountUserId,
    pub name: String,
    pub avatar: Option<AvatarId>,
    pub is_admin: bool,
}

/// A member of one of several teams.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct InTeam {
    team_id: TeamId,
    pub id: AccountUserId,
    pub user_id: UserId,
    pub is_admin: bool,
}

pub async fn members_of(
    tx: &mut Tx,
    account: AccountId,
    id: TeamId,
    order: &[&'static str],
    page: PageWanted,
) -> Result<ListPage<TeamMember>> {
    let mut list = List::new(
        "SELECT m.id, u.name, av.id AS avatar, p.is_admin FROM team_members p \
         JOIN account_users m ON m.id = p.account_user_id JOIN users u ON u.id = m.user_id \
         LEFT JOIN avatars av ON av.user_id = u.id \
         WHERE m.account_id = ? AND p.team_id = ?",
        [SqlValue::Id(account.into()), SqlValue::Id(id.into())],
    );
    list.order(order, Direction::Asc);
    list.page(tx, page).await
}

/// Lists the members of each of these teams, in the order in which they joined the account.
pub async fn members_of_all(tx: &mut Tx, teams: &[TeamId]) -> Result<HashMap<TeamId, Vec<InTeam>>> {
    let mut all: HashMap<_, Vec<_>> = HashMap::new();
    if teams.is_empty() {
        return Ok(all);
    }
    let mut list = List::new(
        "SELECT p.team_id, m.id, m.user_id, p.is_admin FROM team_members p \
         JOIN account_users m ON m.id = p.account_user_id WHERE TRUE",
        [],
    );
    list.and_one_of("p.team_id", teams.iter().map(|id| SqlValue::Id((*id).into())));
    list.order(&["m.tiny_id"], Direction::Asc);
    for person in list.fetch_all::<InTeam>(tx).await? {
        all.entry(person.team_id).or_default().push(person);
    }
    Ok(all)
}

/// Counts the members of a team.
pub async fn size(tx: &mut Tx, team: TeamId) -> Result<i64> {
    sql!(tx, scalar i64, "SELECT COUNT(*) FROM team_members WHERE team_id = $1", team)
}

/// Tells whether a team has a team admin.
pub async fn has_admin(tx: &mut Tx, team: TeamId) -> Result<bool> {
    sql!(tx, scalar bool,
        "SELECT EXISTS (SELECT 1 FROM team_members WHERE team_id = $1 AND is_admin)", team)
}

/// Tells whether a member of a team is its team admin; `None` when they are not in it.
pub async fn is_admin(tx: &mut Tx, team: TeamId, member: AccountUserId) -> Result<Option<bool>> {
    sql!(tx, scalar_optional bool,
        "SELECT is_admin FROM team_members WHERE team_id = $1 AND account_user_id = $2",
        team, member)
}

/// Lists the teams that a member is in, by name.
pub async fn of_member(
    tx: &mut Tx,
    account: AccountId,
    member: AccountUserId,
) -> Result<Vec<(TeamId, String)>> {
    sql!(
        tx,
        fetch_all(TeamId, String),
        "SELECT t.id, t.name FROM team_members p JOIN teams t ON t.id = p.team_id \
         WHERE t.account_id = $1 AND p.account_user_id = $2 ORDER BY t.name_key, t.id",
        account,
        member
    )
}

/// Sets when a team was last changed.
async fn changed(tx: &mut Tx, team: TeamId, now: Timestamp) -> Result<()> {
    sql!(tx, execute, "UPDATE teams SET updated_at = $2 WHERE id = $1", team, now).map(drop)
}

pub async fn insert_member(
    tx: &mut Tx,
    team: TeamId,
    member: AccountUserId,
    is_admin: bool,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO team_members (team_id, account_user_id, is_admin, created_at) \
         VALUES ($1, $2, $3, $4)",
        team,
        member,
        is_admin,
        now
    )?;
    changed(tx, team, now).await
}

pub async fn set_admin(
    tx: &mut Tx,
    team: TeamId,
    member: AccountUserId,
    is_admin: bool,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE team_members SET is_admin = $3 WHERE team_id = $1 AND account_user_id = $2",
        team,
        member,
        is_admin
    )?;
    changed(tx, team, now).await
}

pub async fn delete_member(
    tx: &mut Tx,
    team: TeamId,
    member: AccountUserId,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "DELETE FROM team_members WHERE team_id = $1 AND account_user_id = $2",
        team,
        member
    )?;
    changed(tx, team, now).await
}
