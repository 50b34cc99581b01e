//! The SQL of Other Settings.

use super::{
    AccountPreferences, AppPersistent, AppSound, FirstDay, OtherSettings, Reminders, RowsPerPage,
    Rule,
};
use crate::core::theme::Theme;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Error, Result, Tx};
use crate::platform::i18n::{Formats, Lang, TimeZone};
use crate::platform::ids::{AccountUserId, NotificationRuleId, UserId};
use crate::sql;

#[derive(sqlx::FromRow)]
struct Row {
    time_zone: TimeZone,
    language: Lang,
    theme: Theme,
    #[sqlx(flatten)]
    formats: Formats,
    first_day: FirstDay,
    rows_per_page: RowsPerPage,
    emoji_mode: bool,
    advanced_mode: bool,
    debug_mode: bool,
    app_persistent: AppPersistent,
    app_sound: AppSound,
    member: Option<AccountUserId>,
    notification_rule_id: Option<NotificationRuleId>,
    on_call_enabled: Option<bool>,
    on_call_lead_times: Option<String>,
    on_call_layers: Option<String>,
    off_call_enabled: Option<bool>,
    off_call_lead_times: Option<String>,
    off_call_layers: Option<String>,
    rule_id: Option<NotificationRuleId>,
    rule_name: Option<String>,
}

fn from_json<T: serde::de::DeserializeOwned>(text: Option<String>) -> Result<T> {
    serde_json::from_str(text.as_deref().unwrap_or("[]")).map_err(|e| Error::Decode(e.into()))
}

fn to_json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::Encode(error.into()))
}

fn reminders(
    enabled: Option<bool>,
    lead_times: Option<String>,
    layers: Option<String>,
) -> Result<Reminders> {
    let (lead_times, layers) = (from_json(lead_times)?, from_json(layers)?);
    Ok(Reminders { enabled: enabled.unwrap_or_default(), lead_times, layers })
}

/// Returns a row for each rule of the account, or one without a rule; the settings are the same in
/// each.
pub async fn find(
    tx: &mut Tx,
    user: UserId,
    member: Option<AccountUserId>,
) -> Result<(OtherSettings, Vec<Rule>)> {
    let mut rows = sql!(tx, fetch_all Row,
        "SELECT pref.time_zone, pref.language, pref.theme, pref.date_format, pref.time_format, \
                pref.first_day, pref.rows_per_page, pref.emoji_mode, pref.advanced_mode, pref.debug_mode, \
                pref.app_persistent, pref.app_sound, \
                m.id AS member, m.notification_rule_id, m.on_call_enabled, m.on_call_lead_times, \
                m.on_call_layers, m.off_call_enabled, m.off_call_lead_times, m.off_call_layers, \
                r.id AS rule_id, r.name AS rule_name \
         FROM preferences pref \
         LEFT JOIN account_users m ON m.user_id = pref.user_id AND m.id = $2 \
         LEFT JOIN notification_rules r ON r.account_id = m.account_id \
         WHERE pref.user_id = $1 ORDER BY r.tiny_id",
        user, member)?;
    let rule = |row: &mut Row| Some(Rule { id: row.rule_id?, name: row.rule_name.take()? });
    let rules = rows.iter_mut().filter_map(rule).collect();
    let row = rows.into_iter().next().ok_or(Error::RowNotFound)?;
    Ok((settings(row)?, rules))
}

fn settings(row: Row) -> Result<OtherSettings> {
    let on_call = reminders(row.on_call_enabled, row.on_call_lead_times, row.on_call_layers)?;
    let off_call = reminders(row.off_call_enabled, row.off_call_lead_times, row.off_call_layers)?;
    Ok(OtherSettings {
        time_zone: row.time_zone,
        language: row.language,
        theme: row.theme,
        formats: row.formats,
        first_day: row.first_day,
        rows_per_page: row.rows_per_page,
        emoji_mode: row.emoji_mode,
        advanced_mode: row.advanced_mode,
        debug_mode: row.debug_mode,
        app_persistent: row.app_persistent,
        app_sound: row.app_sound,
        account: row.member.map(|member| AccountPreferences {
            member,
            notification_rule: row.notification_rule_id,
            going_on_call: on_call,
            going_off_call: off_call,
        }),
    })
}

/// Stores the defaults: emoji, advanced and debug mode off, everything else up to the browser or
/// app.
pub async fn insert(tx: &mut Tx, user: UserId, time_zone: &TimeZone, language: Lang) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO preferences (user_id, time_zone, language, region_chosen, theme, date_format, time_format, \
            first_day, rows_per_page, emoji_mode, advanced_mode, debug_mode, app_persistent, app_sound) \
         VALUES ($1, $2, $3, FALSE, 'system', 'automatic', 'automatic', 'automatic', 10, FALSE, FALSE, FALSE, \
            'never', 'default')",
        user,
        time_zone,
        language
    )
    .map(drop)
}

pub async fn update(tx: &mut Tx, user: UserId, to: &OtherSettings) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE preferences SET time_zone = $2, language = $3, region_chosen = TRUE, theme = $4, time_format = $5, \
            first_day = $6, rows_per_page = $7, emoji_mode = $8, advanced_mode = $9, \
            debug_mode = $10, app_persistent = $11, app_sound = $12, date_format = $13 \
         WHERE user_id = $1",
        user,
        &to.time_zone,
        to.language,
        to.theme,
        to.formats.time,
        to.first_day,
        to.rows_per_page,
        to.emoji_mode,
        to.advanced_mode,
        to.debug_mode,
        to.app_persistent,
        to.app_sound,
        to.formats.date
    )
    .map(drop)
}

pub async fn update_region(
    tx: &mut Tx,
    user: UserId,
    time_zone: &TimeZone,
    language: Lang,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE preferences SET time_zone = $2, language = $3, region_chosen = TRUE \
         WHERE user_id = $1",
        user,
        time_zone,
        language
    )
    .map(drop)
}

pub async fn update_member(
    tx: &mut Tx,
    user: UserId,
    to: &AccountPreferences,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE account_users SET notification_rule_id = $3, on_call_enabled = $4, \
            on_call_lead_times = $5, on_call_layers = $6, off_call_enabled = $7, \
            off_call_lead_times = $8, off_call_layers = $9, updated_at = $10 \
         WHERE id = $1 AND user_id = $2",
        to.member,
        user,
        to.notification_rule,
        to.going_on_call.enabled,
        to_json(&to.going_on_call.lead_times)?,
        to_json(&to.going_on_call.layers)?,
        to.going_off_call.enabled,
        to_json(&to.going_off_call.lead_times)?,
        to_json(&to.going_off_call.layers)?,
        now
    )
    .map(drop)
}

pub async fn update_language(tx: &mut Tx, user: UserId, language: Lang) -> Result<()> {
    sql!(tx, execute, "UPDATE preferences SET language = $2 WHERE user_id = $1", user, language)
        .map(drop)
}

/// Other Settings of every account in the person's data export.
#[derive(serde::Serialize, sqlx::FromRow)]
pub struct ExportedPreferences {
    time_zone: String,
    language: String,
    theme: String,
    date_format: String,
    time_format: String,
    first_day: String,
    rows_per_page: i64,
    emoji_mode: bool,
    advanced_mode: bool,
    debug_mode: bool,
    app_persistent: String,
    app_sound: String,
}

pub async fn exported(tx: &mut Tx, user: UserId) -> Result<Option<ExportedPreferences>> {
    sql!(tx, fetch_optional ExportedPreferences,
        "SELECT time_zone, language, theme, date_format, time_format, first_day, rows_per_page, \
                emoji_mode, advanced_mode, debug_mode, app_persistent, app_sound \
         FROM preferences WHERE user_id = $1", user)
}

pub async fn forget(tx: &mut Tx, user: UserId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM preferences WHERE user_id = $1", user).map(drop)
}
