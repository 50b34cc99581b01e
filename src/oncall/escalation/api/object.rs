//! Escalation policies as API v4 serves them: filtered and sorted, with their layers.

use crate::accounts::{account, teams};
use crate::oncall::escalation::{EscalationLayers, store};
use crate::platform::clock::Timestamp;
use crate::platform::db::filter::{self, Attribute, ValueKind};
use crate::platform::db::list::{List, SqlValue};
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, EscalationPolicyId, TeamId};
use crate::users::search;
use crate::web::api::query::Listing;

/// An escalation policy with every attribute but its layers.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PolicyRow {
    pub team_id: TeamId,
    pub account_id: AccountId,
    /// The number of the team.
    pub tiny_id: i64,
    /// The name of the team.
    pub name: String,
    pub meta: String,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// An escalation policy with its layers.
pub struct WholePolicy {
    pub row: PolicyRow,
    pub layers: EscalationLayers,
}

const UPDATED_AT: &str = "COALESCE(e.updated_at, t.created_at)";

/// The attributes by which escalation policies are filtered and sorted.
pub const ATTRIBUTES: &[Attribute] = &[
    Attribute::of("id", "t.id", ValueKind::Id(filter::id::<EscalationPolicyId>), Some(&["t.id"])),
    Attribute::of(
        "prefix_id",
        "t.id",
        ValueKind::Id(filter::id::<EscalationPolicyId>),
        Some(&["t.id"]),
    ),
    Attribute::of("account_id", "t.account_id", ValueKind::Id(filter::id::<AccountId>), None),
    Attribute::of("tiny_id", "t.tiny_id", ValueKind::Number, Some(&["t.tiny_id"])),
    Attribute::of("name", "t.name", ValueKind::Text, Some(&["t.name_key", "t.id"])),
    Attribute::of("created_at", "t.created_at", ValueKind::Time, Some(&["t.tiny_id"])),
    Attribute::of("updated_at", UPDATED_AT, ValueKind::Time, Some(&[UPDATED_AT, "t.id"])),
];

/// Selects the policies of an account. One that was never changed has no row of its own.
fn all(account: AccountId) -> List {
    List::new(
        "SELECT t.id AS team_id, t.account_id, t.tiny_id, t.name, COALESCE(e.meta, '{}') AS meta, \
                t.created_at, COALESCE(e.updated_at, t.created_at) AS updated_at \
         FROM teams t LEFT JOIN escalation_policies e ON e.team_id = t.id WHERE t.account_id = ?",
        [SqlValue::Id(account.into())],
    )
}

/// Adds the layers to policies.
async fn with_layers(tx: &mut Tx, rows: Vec<PolicyRow>) -> Result<Vec<WholePolicy>> {
    let teams: Vec<_> = rows.iter().map(|row| row.team_id).collect();
    let mut stored = store::layers_of(tx, &teams).await?;
    let whole = |row: PolicyRow| WholePolicy {
        layers: stored.remove(&row.team_id).unwrap_or_default(),
        row,
    };
    Ok(rows.into_iter().map(whole).collect())
}

/// Returns a page of an account's escalation policies with their total.
pub async fn list_wholes(
    tx: &mut Tx,
    account: AccountId,
    listing: &Listing,
) -> Result<(Vec<WholePolicy>, i64)> {
    let sought = listing.q.as_deref().map(search::prefixes).unwrap_or_default();
    let mut list = all(account);
    teams::having(&mut list, &sought);
    listing.wanted.narrow(&mut list);
    let total = match listing.wanted.is_everything() && sought.is_empty() {
        true => account::total(tx, account, teams::TEAMS).await?,
        false => list.clone().count(tx).await?,
    };
    listing.wanted.order(&mut list, &["t.tiny_id"]);
    list.window(listing.window);
    let rows = list.fetch_all(tx).await?;
    Ok((with_layers(tx, rows).await?, total))
}

/// Finds the escalation policy of a team of an account.
pub async fn find_whole(
    tx: &mut Tx,
    account: AccountId,
    team: TeamId,
) -> Result<Option<WholePolicy>> {
    let mut list = all(account);
    list.and("t.id = ?", [SqlValue::Id(team.into())]);
    let rows = list.fetch_all(tx).await?;
    Ok(with_layers(tx, rows).await?.pop())
}
