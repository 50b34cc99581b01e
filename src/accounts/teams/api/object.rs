//! Teams as the APIs serve them: filtered and sorted, with their members.

use crate::accounts::account;
use crate::accounts::teams::{InTeam, TEAMS, members_of_all, store};
use crate::platform::clock::Timestamp;
use crate::platform::db::filter::{self, Attribute, ValueKind, Wanted};
use crate::platform::db::list::{List, SqlValue, Window};
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, EscalationPolicyId, ScheduleId, TeamId};
use crate::users::search::{self, Prefix};
use crate::web::api::query::Listing;

/// A team with every attribute that the APIs serve.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct WholeRow {
    pub id: TeamId,
    pub account_id: AccountId,
    pub tiny_id: i64,
    pub name: String,
    pub notes: String,
    pub schedule_id: ScheduleId,
    pub meta: String,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

const NAME: Attribute =
    Attribute::of("name", "t.name", ValueKind::Text, Some(&["t.name_key", "t.id"]));

/// The attributes by which teams are filtered and sorted.
pub const ATTRIBUTES: &[Attribute] = &[
    Attribute::of("id", "t.id", ValueKind::Id(filter::id::<TeamId>), Some(&["t.id"])),
    Attribute::of("prefix_id", "t.id", ValueKind::Id(filter::id::<TeamId>), Some(&["t.id"])),
    Attribute::of("account_id", "t.account_id", ValueKind::Id(filter::id::<AccountId>), None),
    Attribute::of("tiny_id", "t.tiny_id", ValueKind::Number, Some(&["t.tiny_id"])),
    NAME,
    Attribute::of("notes", "t.notes", ValueKind::Text, None),
    Attribute::of("schedule_id", "s.id", ValueKind::Id(filter::id::<ScheduleId>), None),
    Attribute::of(
        "escalation_policy_id",
        "t.id",
        ValueKind::Id(filter::id::<EscalationPolicyId>),
        None,
    ),
    Attribute::of("created_at", "t.created_at", ValueKind::Time, Some(&["t.tiny_id"])),
    Attribute::of("updated_at", "t.updated_at", ValueKind::Time, Some(&["t.updated_at", "t.id"])),
];

/// The attributes by which v1 filters and sorts teams.
pub const V1_ATTRIBUTES: &[Attribute] = &[
    Attribute::of("id", "t.id", ValueKind::Id(filter::id::<TeamId>), Some(&["t.id"])),
    Attribute::of("sid", "t.account_id", ValueKind::Id(filter::id::<AccountId>), None),
    Attribute::of("schedule_id", "s.id", ValueKind::Id(filter::id::<ScheduleId>), None),
    NAME,
    Attribute::of("tinyId", "t.tiny_id", ValueKind::Number, Some(&["t.tiny_id"])),
    Attribute::of("description", "t.notes", ValueKind::Text, None),
    Attribute::of("createdAt", "t.created_at", ValueKind::Time, Some(&["t.tiny_id"])),
    Attribute::of("updatedAt", "t.updated_at", ValueKind::Time, Some(&["t.updated_at", "t.id"])),
];

fn all(account: AccountId) -> List {
    List::new(
        "SELECT t.id, t.account_id, t.tiny_id, t.name, t.notes, s.id AS schedule_id, t.meta, \
                t.created_at, t.updated_at \
         FROM teams t JOIN schedules s ON s.team_id = t.id WHERE t.account_id = ?",
        [SqlValue::Id(account.into())],
    )
}

pub async fn of(tx: &mut Tx, account: AccountId, id: TeamId) -> Result<Option<WholeRow>> {
    let mut list = all(account);
    list.and("t.id = ?", [SqlValue::Id(id.into())]);
    Ok(list.fetch_all(tx).await?.into_iter().next())
}

/// Selects the teams of an account that match a filter and whose names have all of the words.
fn chosen(account: AccountId, wanted: &Wanted, sought: &[Prefix]) -> List {
    let mut list = all(account);
    store::having(&mut list, sought);
    wanted.narrow(&mut list);
    list
}

pub async fn wholes(
    tx: &mut Tx,
    account: AccountId,
    wanted: &Wanted,
    sought: &[Prefix],
    window: Window,
) -> Result<Vec<WholeRow>> {
    let mut list = chosen(account, wanted, sought);
    wanted.order(&mut list, &["t.tiny_id"]);
    list.window(window);
    list.fetch_all(tx).await
}

pub async fn count(
    tx: &mut Tx,
    account: AccountId,
    wanted: &Wanted,
    sought: &[Prefix],
) -> Result<i64> {
    chosen(account, wanted, sought).count(tx).await
}

/// A team with its members.
#[derive(Clone, Debug)]
pub struct Whole {
    pub row: WholeRow,
    pub members: Vec<InTeam>,
}

/// Returns a page of an account's teams with their total.
pub async fn list_wholes(
    tx: &mut Tx,
    account: AccountId,
    listing: &Listing,
) -> Result<(Vec<Whole>, i64)> {
    let sought = listing.q.as_deref().map(search::prefixes).unwrap_or_default();
    let wanted = &listing.wanted;
    let rows = wholes(tx, account, wanted, &sought, listing.window).await?;
    let total = match wanted.is_everything() && sought.is_empty() {
        true => account::total(tx, account, TEAMS).await?,
        false => count(tx, account, wanted, &sought).await?,
    };
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let mut members = members_of_all(tx, &ids).await?;
    let whole = |row: WholeRow| Whole { members: members.remove(&row.id).unwrap_or_default(), row };
    Ok((rows.into_iter().map(whole).collect(), total))
}

/// Finds a team of an account with its members.
pub async fn find_whole(tx: &mut Tx, account: AccountId, id: TeamId) -> Result<Option<Whole>> {
    let Some(row) = of(tx, account, id).await? else { return Ok(None) };
    let members = members_of_all(tx, &[id]).await?.remove(&id).unwrap_or_default();
    Ok(Some(Whole { row, members }))
}
