//! The SQL of teams.

use serde::Serialize;

use super::{Notes, TeamName, TeamQuery};
use crate::core::personal_data::id_text;
use crate::platform::clock::Timestamp;
use crate::platform::db::list::{List, ListPage, PageWanted, SqlValue};
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, AccountUserId, ScheduleId, TeamId, UserId};
use crate::sql;
use crate::users::search::{self, Prefix, Sort, Sought};

/// A row of the table.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct TeamRow {
    pub id: TeamId,
    pub tiny_id: i64,
    pub name: String,
    pub members: i64,
    /// The number of team admins.
    pub admins: i64,
    /// The names of the first team admins, one a line.
    admin_names: Option<String>,
    /// Whether the viewer is a team admin of it.
    pub is_mine: bool,
}

impl TeamRow {
    /// Lists the names of the first team admins.
    pub fn admin_names(&self) -> Vec<&str> {
        self.admin_names.iter().flat_map(|names| names.lines()).collect()
    }
}

/// A team.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Team {
    pub id: TeamId,
    pub tiny_id: i64,
    pub name: String,
    pub notes: String,
    pub schedule_id: ScheduleId,
}

/// The row shows the names of the first three team admins by name.
const ROWS: &str = "SELECT t.id, t.tiny_id, t.name, \
        (SELECT COUNT(*) FROM team_members p WHERE p.team_id = t.id) AS members, \
        (SELECT COUNT(*) FROM team_members p WHERE p.team_id = t.id AND p.is_admin) AS admins, \
        (SELECT string_agg(f.name, '\n') FROM (SELECT u.name FROM team_members p \
            JOIN account_users m ON m.id = p.account_user_id JOIN users u ON u.id = m.user_id \
            WHERE p.team_id = t.id AND p.is_admin ORDER BY m.name_key, m.id LIMIT 3) AS f) \
            AS admin_names, \
        EXISTS (SELECT 1 FROM team_members p WHERE p.team_id = t.id AND p.is_admin \
            AND p.account_user_id = ?) AS is_mine \
     FROM teams t WHERE t.account_id = ?";

fn rows(account: AccountId, viewer: AccountUserId) -> List {
    List::new(ROWS, [SqlValue::Id(viewer.into()), SqlValue::Id(account.into())])
}

fn columns(sort: Sort) -> &'static [&'static str] {
    match sort {
        Sort::Number => &["t.tiny_id"],
        Sort::Name => &["t.name_key", "t.id"],
    }
}

/// Lists one page of the teams of an account that match a query. `viewer` is the member for whom a
/// row says whether they are its team admin.
pub async fn list(
    tx: &mut Tx,
    account: AccountId,
    viewer: AccountUserId,
    wanted: &TeamQuery,
    page: PageWanted,
) -> Result<ListPage<TeamRow>> {
    let mut list = rows(account, viewer);
    match &wanted.sought {
        Sought::Number(tiny_id) => list.and("t.tiny_id = ?", [(*tiny_id).into()]),
        Sought::Words(words) => having(&mut list, words),
    }
    list.order(columns(wanted.sort), wanted.direction);
    list.page(tx, page).await
}

/// Restricts a list of teams `t` to those whose names have all of these words.
pub fn having(list: &mut List, sought: &[Prefix]) {
    for word in sought {
        list.and(
            "EXISTS (SELECT 1 FROM team_words w \
             WHERE w.team_id = t.id AND w.word >= ? AND w.word < ?)",
            word.range(),
        );
    }
}

/// Lists every team of an account with its name, by name, as forms offer them.
pub async fn list_of(tx: &mut Tx, account: AccountId) -> Result<Vec<(TeamId, String)>> {
    sql!(
        tx,
        fetch_all(TeamId, String),
        "SELECT id, name FROM teams WHERE account_id = $1 ORDER BY name_key, id",
        account
    )
}

/// Stores the words of a team's name, by which it is found.
async fn set_words(tx: &mut Tx, team: TeamId, name: &TeamName) -> Result<()> {
    sql!(tx, execute, "DELETE FROM team_words WHERE team_id = $1", team)?;
    for word in search::words(name.as_ref()) {
        sql!(tx, execute, "INSERT INTO team_words (team_id, word) VALUES ($1, $2)", team, word)?;
    }
    Ok(())
}

/// Finds a team of an account.
pub async fn find(tx: &mut Tx, account: AccountId, id: TeamId) -> Result<Option<Team>> {
    sql!(tx, fetch_optional Team,
        "SELECT t.id, t.tiny_id, t.name, t.notes, s.id AS schedule_id \
         FROM teams t JOIN schedules s ON s.team_id = t.id \
         WHERE t.account_id = $1 AND t.id = $2",
        account, id)
}

pub async fn set_meta(
    tx: &mut Tx,
    account: AccountId,
    id: TeamId,
    meta: &str,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE teams SET meta = $3, updated_at = $4 \
         WHERE account_id = $1 AND id = $2 AND meta <> $3",
        account,
        id,
        meta,
        now
    )
    .map(drop)
}

/// Tells whether another team of the account has a name that people would confuse with this one.
pub async fn is_called(
    tx: &mut Tx,
    account: AccountId,
    id: TeamId,
    name: &TeamName,
) -> Result<bool> {
    let (from, to) = name.alike();
    sql!(tx, scalar bool,
        "SELECT EXISTS (SELECT 1 FROM teams \
            WHERE account_id = $1 AND name_key >= $2 AND name_key < $3 AND id <> $4)",
        account, from, to, id)
}

pub async fn insert(
    tx: &mut Tx,
    account: AccountId,
    id: TeamId,
    tiny_id: i64,
    name: &TeamName,
    notes: &Notes,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO teams (id, account_id, tiny_id, version, name, name_key, notes, created_at, \
            updated_at) VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $7)",
        id,
        account,
        tiny_id,
        name.as_ref(),
        name.sort_key(),
        notes.as_ref(),
        now
    )?;
    set_words(tx, id, name).await
}

pub async fn update(
    tx: &mut Tx,
    account: AccountId,
    id: TeamId,
    name: &TeamName,
    notes: &Notes,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE teams SET version = version + 1, name = $3, name_key = $4, notes = $5, \
            updated_at = $6 WHERE account_id = $1 AND id = $2",
        account,
        id,
        name.as_ref(),
        name.sort_key(),
        notes.as_ref(),
        now
    )?;
    set_words(tx, id, name).await
}

pub async fn delete(tx: &mut Tx, account: AccountId, id: TeamId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM teams WHERE account_id = $1 AND id = $2", account, id).map(drop)
}

/// A team in the data export of a person who is in it.
#[derive(Serialize, sqlx::FromRow)]
pub struct ExportedTeam {
    #[serde(serialize_with = "id_text")]
    account_id: AccountId,
    #[serde(serialize_with = "id_text")]
    id: TeamId,
    name: String,
    is_admin: bool,
}

pub async fn exported(tx: &mut Tx, user: UserId) -> Result<Vec<ExportedTeam>> {
    sql!(tx, fetch_all ExportedTeam,
        "SELECT t.account_id, t.id, t.name, tm.is_admin \
         FROM team_members tm JOIN teams t ON t.id = tm.team_id \
         JOIN account_users m ON m.id = tm.account_user_id \
         WHERE m.user_id = $1 ORDER BY t.id", user)
}
