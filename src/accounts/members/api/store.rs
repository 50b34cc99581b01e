//! The SQL of members in the APIs.

use std::collections::HashMap;

use super::attributes::is_on;
use super::{Extras, Preferences};
use crate::accounts::account::Roles;
use crate::platform::clock::Timestamp;
use crate::platform::db::filter::Wanted;
use crate::platform::db::list::{Direction, List, SqlValue, Window};
use crate::platform::db::{Error, Result, Tx};
use crate::platform::i18n::{Lang, TimeZone};
use crate::platform::ids::{AccountId, AccountUserId, NotificationRuleId, UserId};
use crate::sql;
use crate::users::channels::Channels;
use crate::users::preferences::Reminders;
use crate::users::search;

/// A user with their membership of an account.
#[derive(Clone, sqlx::FromRow)]
pub struct ApiMemberRow {
    pub id: AccountUserId,
    pub account_id: AccountId,
    pub user_id: UserId,
    pub tiny_id: i64,
    pub is_owner: bool,
    #[sqlx(flatten)]
    pub roles: Roles,
    pub notification_rule_id: Option<NotificationRuleId>,
    pub on_call_enabled: bool,
    pub on_call_lead_times: String,
    pub on_call_layers: String,
    pub off_call_enabled: bool,
    pub off_call_lead_times: String,
    pub off_call_layers: String,
    pub meta: String,
    #[sqlx(flatten)]
    pub preferences: Preferences,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub name: String,
    pub time_zone: TimeZone,
    pub language: Lang,
    pub last_sign_in_at: Option<Timestamp>,
    #[sqlx(flatten)]
    pub channels: Channels,
    pub user_created_at: Timestamp,
    pub user_updated_at: Timestamp,
}

impl ApiMemberRow {
    /// Reads the stored reminders that a shift begins.
    pub fn going_on_call(&self) -> Result<Reminders> {
        Ok(Reminders {
            enabled: self.on_call_enabled,
            lead_times: from_json(&self.on_call_lead_times)?,
            layers: from_json(&self.on_call_layers)?,
        })
    }

    /// Reads the stored reminders that a shift ends.
    pub fn going_off_call(&self) -> Result<Reminders> {
        Ok(Reminders {
            enabled: self.off_call_enabled,
            lead_times: from_json(&self.off_call_lead_times)?,
            layers: from_json(&self.off_call_layers)?,
        })
    }
}

const ROWS: &str = concat!(
    "SELECT m.id, m.account_id, m.user_id, m.tiny_id, m.is_owner, m.is_admin, \
        m.is_billing, m.is_broadcaster, m.is_communicator, m.notification_rule_id, \
        m.on_call_enabled, m.on_call_lead_times, m.on_call_layers, m.off_call_enabled, \
        m.off_call_lead_times, m.off_call_layers, m.meta, m.report_performance, \
        m.report_oncall, m.wizard_dragdrop, m.wizard_quickcreate, m.created_at, m.updated_at, \
        u.name, pref.time_zone, pref.language, u.last_sign_in_at, \
        u.created_at AS user_created_at, u.updated_at AS user_updated_at, ",
    is_on!("push"),
    " AS notify_push, ",
    is_on!("email"),
    " AS notify_email, ",
    is_on!("sms"),
    " AS notify_sms, ",
    is_on!("voice"),
    " AS notify_voice, ",
    is_on!("whatsapp"),
    " AS notify_whatsapp, ",
    is_on!("slack"),
    " AS notify_slack FROM",
);

const JOINED: &str = "g JOIN account_users m ON m.id = g.id JOIN users u ON u.id = m.user_id \
     JOIN preferences pref ON pref.user_id = u.id \
     LEFT JOIN emails e ON e.user_id = u.id AND e.is_primary WHERE m.id = g.id";

/// Selects the ids of the members that match a query. The user's row is joined only where the query
/// names one of its columns: most lists then follow an index of the account's.
async fn chosen(tx: &mut Tx, account: AccountId, wanted: &Wanted, q: Option<&str>) -> Result<List> {
    let sought = search::prefixes(q.unwrap_or_default());
    let ids = search::having(tx, account, &sought.iter().collect::<Vec<_>>()).await?;
    let is_plain = wanted.is_everything()
        && wanted.order.is_none_or(|order| order.iter().all(|column| column.starts_with("m.")));
    if is_plain {
        return Ok(ids);
    }
    let mut list = ids.inside("SELECT m.id FROM", JOINED);
    list.and("m.account_id = ?", [SqlValue::Id(account.into())]);
    wanted.narrow(&mut list);
    Ok(list)
}

/// Lists one page of the members that match a query.
pub async fn list(
    tx: &mut Tx,
    account: AccountId,
    wanted: &Wanted,
    q: Option<&str>,
    usual: &[&'static str],
    window: Window,
) -> Result<Vec<ApiMemberRow>> {
    let mut list = chosen(tx, account, wanted, q).await?;
    wanted.order(&mut list, usual);
    list.window(window);
    let mut list = list.inside(ROWS, search::MEMBERS);
    wanted.order(&mut list, usual);
    list.fetch_all(tx).await
}

/// Counts the members that match a query.
pub async fn count(
    tx: &mut Tx,
    account: AccountId,
    wanted: &Wanted,
    q: Option<&str>,
) -> Result<i64> {
    chosen(tx, account, wanted, q).await?.count(tx).await
}

/// Finds a member by their user id.
pub async fn find(tx: &mut Tx, account: AccountId, user: UserId) -> Result<Option<ApiMemberRow>> {
    let whom = [SqlValue::Id(account.into()), SqlValue::Id(user.into())];
    one(tx, "SELECT m.id FROM account_users m WHERE m.account_id = ? AND m.user_id = ?", whom).await
}

/// Finds a member by their account user id.
pub async fn find_member(
    tx: &mut Tx,
    account: AccountId,
    id: AccountUserId,
) -> Result<Option<ApiMemberRow>> {
    let whom = [SqlValue::Id(account.into()), SqlValue::Id(id.into())];
    one(tx, "SELECT m.id FROM account_users m WHERE m.account_id = ? AND m.id = ?", whom).await
}

/// Finds the members with these user ids, in the order of the ids.
pub async fn of_users(
    tx: &mut Tx,
    account: AccountId,
    users: &[UserId],
) -> Result<Vec<ApiMemberRow>> {
    if users.is_empty() {
        return Ok(Vec::new());
    }
    let text = "SELECT m.id FROM account_users m WHERE m.account_id = ?";
    let mut list = List::new(text, [SqlValue::Id(account.into())]);
    list.and_one_of("m.user_id", users.iter().map(|user| SqlValue::Id((*user).into())));
    let mut list = list.inside(ROWS, search::MEMBERS);
    list.order(&["m.user_id"], Direction::Asc);
    list.fetch_all(tx).await
}

async fn one(tx: &mut Tx, text: &'static str, whom: [SqlValue; 2]) -> Result<Option<ApiMemberRow>> {
    let list = List::new(text, whom).inside(ROWS, search::MEMBERS);
    Ok(list.fetch_all(tx).await?.pop())
}

/// Stores the attributes of a membership that only programs set.
pub async fn update_extras(
    tx: &mut Tx,
    account: AccountId,
    id: AccountUserId,
    extras: &Extras,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE account_users SET meta = $3, notification_rule_id = $4, report_performance = $5, \
            report_oncall = $6, wizard_dragdrop = $7, wizard_quickcreate = $8, updated_at = $9, \
            on_call_enabled = $10, on_call_lead_times = $11, on_call_layers = $12, \
            off_call_enabled = $13, off_call_lead_times = $14, off_call_layers = $15 \
         WHERE account_id = $1 AND id = $2",
        account,
        id,
        &extras.meta,
        extras.notification_rule_id,
        extras.preferences.report_performance,
        extras.preferences.report_oncall,
        extras.preferences.wizard_dragdrop,
        extras.preferences.wizard_quickcreate,
        now,
        extras.going_on_call.enabled,
        to_json(&extras.going_on_call.lead_times)?,
        to_json(&extras.going_on_call.layers)?,
        extras.going_off_call.enabled,
        to_json(&extras.going_off_call.lead_times)?,
        to_json(&extras.going_off_call.layers)?
    )
    .map(drop)
}

/// Tells whether a notification rule is the account's.
pub async fn has_rule(tx: &mut Tx, account: AccountId, id: NotificationRuleId) -> Result<bool> {
    sql!(tx, scalar bool,
        "SELECT EXISTS (SELECT 1 FROM notification_rules WHERE account_id = $1 AND id = $2)",
        account, id)
}

/// Finds the memberships of these users in an account.
pub async fn places(
    tx: &mut Tx,
    account: AccountId,
    users: &[UserId],
) -> Result<HashMap<UserId, AccountUserId>> {
    if users.is_empty() {
        return Ok(HashMap::new());
    }
    let text = "SELECT m.user_id, m.id FROM account_users m WHERE m.account_id = ?";
    let mut list = List::new(text, [SqlValue::Id(account.into())]);
    list.and_one_of("m.user_id", users.iter().map(|user| SqlValue::Id((*user).into())));
    list.order(&["m.id"], Direction::Asc);
    Ok(list.fetch_all::<(UserId, AccountUserId)>(tx).await?.into_iter().collect())
}

/// Reads JSON that this program stored.
fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| Error::Decode(error.into()))
}

fn to_json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::Encode(error.into()))
}
