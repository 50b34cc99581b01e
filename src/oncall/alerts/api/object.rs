//! Alerts as API v4 serves them: filtered and sorted, with their destinations.

use std::collections::HashMap;

use serde::Serialize;
use strum::VariantArray;
use utoipa::ToSchema;

use crate::oncall::alerts::{AlertStatus, Urgency, containing};
use crate::platform::clock::Timestamp;
use crate::platform::db::filter::{self, Attribute, ValueKind};
use crate::platform::db::list::{List, SqlValue};
use crate::platform::db::{self, Tx};
use crate::platform::ids::{AccountId, AccountUserId, AlertId, AlertKeyId, DestinationId, TeamId};
use crate::web::api::Moment;
use crate::web::api::object::{JsonObject, stored_object};
use crate::web::api::query::Listing;

/// What someone must act on.
#[derive(Serialize, ToSchema)]
#[schema(as = Alert)]
pub struct AlertObject {
    pub id: String,
    #[schema(examples("alt_01m8c4kjgne3pvvkbwy7td9rhq"))]
    prefix_id: String,
    /// Sequential number within the account.
    tiny_id: i64,
    account_id: String,
    #[schema(examples("DB volume is 85 % full"))]
    title: String,
    description: String,
    urgency: Urgency,
    status: AlertStatus,
    tag_list: Vec<String>,
    /// The same as `tag_list`.
    tags: Vec<String>,
    /// The sender’s own ID.
    thirdparty_id: Option<String>,
    /// Keys that repeats of the alert share, whoever sends them.
    dedup_keys: Vec<String>,
    destination_team_ids: Vec<String>,
    destination_account_user_ids: Vec<String>,
    /// `account_user`, or `alert_key` for an alert of a monitor.
    source_type: Option<&'static str>,
    /// The account user or the alert key that made it.
    source_id: Option<String>,
    /// How often it was sent.
    times: i64,
    /// Account user ID of who acknowledged it.
    acknowledged_by_account_user_id: Option<String>,
    acknowledged_at: Option<Moment>,
    resolved_at: Option<Moment>,
    /// Custom metadata. With `incident`, `incident_severity` and `incident_message` the alert’s
    /// page shows a banner.
    #[schema(value_type = JsonObject)]
    meta: serde_json::Map<String, serde_json::Value>,
    created_at: Moment,
    updated_at: Moment,
}

#[derive(sqlx::FromRow)]
struct WholeAlert {
    id: AlertId,
    account_id: AccountId,
    tiny_id: i64,
    title: String,
    description: String,
    urgency: Urgency,
    status: AlertStatus,
    thirdparty_id: Option<String>,
    tags: String,
    meta: String,
    alert_key_id: Option<AlertKeyId>,
    maker: Option<AccountUserId>,
    taker: Option<AccountUserId>,
    times: i64,
    acknowledged_at: Option<Timestamp>,
    resolved_at: Option<Timestamp>,
    created_at: Timestamp,
    updated_at: Timestamp,
}

fn statuses() -> Vec<&'static str> {
    AlertStatus::VARIANTS.iter().map(Into::into).collect()
}

fn urgencies() -> Vec<&'static str> {
    Urgency::VARIANTS.iter().map(Into::into).collect()
}

/// The attributes by which alerts are filtered and sorted.
pub const ATTRIBUTES: &[Attribute] = &[
    Attribute::of("id", "a.id", ValueKind::Id(filter::id::<AlertId>), Some(&["a.id"])),
    Attribute::of("prefix_id", "a.id", ValueKind::Id(filter::id::<AlertId>), Some(&["a.id"])),
    Attribute::of("account_id", "a.account_id", ValueKind::Id(filter::id::<AccountId>), None),
    Attribute::of("tiny_id", "a.tiny_id", ValueKind::Number, Some(&["a.tiny_id"])),
    Attribute::of("title", "a.title", ValueKind::Text, None),
    Attribute::of("urgency", "a.urgency", ValueKind::OneOf(urgencies), None),
    Attribute::of("status", "a.status", ValueKind::OneOf(statuses), None),
    Attribute::of("thirdparty_id", "a.thirdparty_id", ValueKind::Text, None),
    Attribute::of("created_at", "a.created_at", ValueKind::Time, Some(&["a.tiny_id"])),
    Attribute::of("updated_at", "a.updated_at", ValueKind::Time, Some(&["a.updated_at", "a.id"])),
];

fn all(account: AccountId) -> List {
    List::new(
        "SELECT a.id, a.account_id, a.tiny_id, a.title, a.description, a.urgency, a.status, \
                a.thirdparty_id, a.tags, a.meta, a.alert_key_id, m.id AS maker, k.id AS taker, \
                a.times, a.acknowledged_at, a.resolved_at, a.created_at, a.updated_at \
         FROM alerts a \
         LEFT JOIN account_users m ON m.account_id = a.account_id AND m.user_id = a.maker_id \
         LEFT JOIN account_users k ON k.account_id = a.account_id AND k.user_id = a.acknowledged_by \
         WHERE a.account_id = ?",
        [SqlValue::Id(account.into())],
    )
}

/// Selects the alerts of an account, or of one of its teams, that match a query.
fn chosen(account: AccountId, team: Option<TeamId>, listing: &Listing) -> List {
    let mut list = all(account);
    if let Some(team) = team {
        list.and(
            "EXISTS (SELECT 1 FROM alert_destinations d WHERE d.alert_id = a.id AND d.team_id = ?)",
            [SqlValue::Id(team.into())],
        );
    }
    for word in listing.words() {
        list.and("a.search LIKE ? ESCAPE '\\'", [containing(word).into()]);
    }
    listing.wanted.narrow(&mut list);
    list
}

/// Returns a page of an account's alerts with their total.
pub async fn list(
    tx: &mut Tx,
    account: AccountId,
    team: Option<TeamId>,
    listing: &Listing,
) -> db::Result<(Vec<AlertObject>, i64)> {
    let total = chosen(account, team, listing).count(tx).await?;
    let mut list = chosen(account, team, listing);
    listing.wanted.order(&mut list, &["a.tiny_id"]);
    list.window(listing.window);
    let rows = list.fetch_all(tx).await?;
    Ok((objects(tx, rows).await?, total))
}

/// Finds an alert of an account.
pub async fn find(tx: &mut Tx, account: AccountId, id: AlertId) -> db::Result<Option<AlertObject>> {
    let mut list = all(account);
    list.and("a.id = ?", [SqlValue::Id(id.into())]);
    let rows = list.fetch_all(tx).await?;
    Ok(objects(tx, rows).await?.pop())
}

#[derive(sqlx::FromRow)]
struct Sent {
    id: DestinationId,
    alert_id: AlertId,
    team_id: Option<TeamId>,
    account_user_id: Option<AccountUserId>,
}

#[derive(sqlx::FromRow)]
struct Keyed {
    alert_id: AlertId,
    key: String,
}

/// Makes the objects of alerts, with the destinations and keys of all of them read at once.
async fn objects(tx: &mut Tx, rows: Vec<WholeAlert>) -> db::Result<Vec<AlertObject>> {
    let Some(first) = rows.first() else { return Ok(Vec::new()) };
    let account = SqlValue::Id(first.account_id.into());
    let ids = || rows.iter().map(|row| SqlValue::Id(row.id.into()));
    let mut list = List::new(
        "SELECT d.id, d.alert_id, d.team_id, d.account_user_id FROM alert_destinations d \
         JOIN alerts a ON a.id = d.alert_id WHERE a.account_id = ? AND d.replaced_at IS NULL",
        [account.clone()],
    );
    list.and_one_of("d.alert_id", ids());
    let mut destinations = list.fetch_all::<Sent>(tx).await?;
    destinations.sort_by_key(|sent| sent.id);
    let mut list = List::new(
        "SELECT k.alert_id, k.key FROM alert_dedup_keys k WHERE k.account_id = ?",
        [account],
    );
    list.and_one_of("k.alert_id", ids());
    let mut keys: HashMap<AlertId, Vec<String>> = HashMap::new();
    for keyed in list.fetch_all::<Keyed>(tx).await? {
        keys.entry(keyed.alert_id).or_default().push(keyed.key);
    }
    let object = |row: WholeAlert| {
        let mut dedup_keys = keys.remove(&row.id).unwrap_or_default();
        dedup_keys.sort();
        let id = row.id;
        let sent = destinations.iter().filter(|sent| sent.alert_id == id);
        AlertObject::of(row, dedup_keys, &sent.collect::<Vec<_>>())
    };
    rows.into_iter().map(object).collect()
}

impl AlertObject {
    /// Returns its state.
    pub fn status(&self) -> AlertStatus {
        self.status
    }

    fn of(row: WholeAlert, dedup_keys: Vec<String>, sent: &[&Sent]) -> db::Result<Self> {
        let broken = |error: serde_json::Error| db::Error::Decode(error.into());
        let tags: Vec<String> = serde_json::from_str(&row.tags).map_err(broken)?;
        let key = row.alert_key_id.map(|key| ("alert_key", key.ulid()));
        let source = key.or(row.maker.map(|maker| ("account_user", maker.ulid())));
        let (source_type, source_id) = source.unzip();
        let teams = sent.iter().filter_map(|sent| sent.team_id);
        let members = sent.iter().filter_map(|sent| sent.account_user_id);
        Ok(Self {
            id: row.id.ulid(),
            prefix_id: row.id.to_string(),
            tiny_id: row.tiny_id,
            account_id: row.account_id.ulid(),
            title: row.title,
            description: row.description,
            urgency: row.urgency,
            status: row.status,
            tag_list: tags.clone(),
            tags,
            thirdparty_id: row.thirdparty_id,
            dedup_keys,
            destination_team_ids: teams.map(|team| team.ulid()).collect(),
            destination_account_user_ids: members.map(|member| member.ulid()).collect(),
            source_type,
            source_id,
            times: row.times,
            acknowledged_by_account_user_id: row.taker.map(|taker| taker.ulid()),
            acknowledged_at: row.acknowledged_at.map(Moment),
            resolved_at: row.resolved_at.map(Moment),
            meta: stored_object(&row.meta)?,
            created_at: Moment(row.created_at),
            updated_at: Moment(row.updated_at),
        })
    }
}
