//! The SQL of alerts.

use super::AlertQuery;
use super::alert::{Alert, AlertChanges, AlertSource, AlertStatus, NewAlert, Urgency};
use crate::core::personal_data::{id_text, moment};
use crate::core::text::fold;
use crate::platform::clock::Timestamp;
use crate::platform::db::list::{Direction, List, ListPage, PageWanted, SqlValue};
use crate::platform::db::{Error, Result, Tx};
use crate::platform::ids::{AccountId, AlertId, ApiTokenId, UserId};
use crate::sql;

pub async fn insert(
    tx: &mut Tx,
    id: AlertId,
    account: AccountId,
    tiny_id: i64,
    new: &NewAlert,
    status: AlertStatus,
    now: Timestamp,
) -> Result<()> {
    let encoded = |error: serde_json::Error| Error::Encode(error.into());
    let tags: Vec<&str> = new.tags.iter().map(AsRef::as_ref).collect();
    let search = sought(new.title.as_ref(), &tags);
    let tags = serde_json::to_string(&tags).map_err(encoded)?;
    let meta = serde_json::to_string(&new.meta).map_err(encoded)?;
    sql!(
        tx,
        execute,
        "INSERT INTO alerts (id, account_id, tiny_id, version, title, description, urgency, \
            status, thirdparty_id, tags, meta, maker_id, token_id, alert_key_id, is_test, times, \
            last_sent_at, created_at, updated_at, search) \
         VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1, $15, $15, $15, \
            $16)",
        id,
        account,
        tiny_id,
        new.title.as_ref(),
        new.description.as_ref(),
        new.urgency,
        status,
        new.thirdparty_id.as_ref().map(AsRef::as_ref),
        tags,
        meta,
        new.source.maker(),
        new.source.token(),
        new.source.key(),
        new.is_test,
        now,
        search
    )?;
    for key in &new.dedup_keys {
        sql!(
            tx,
            execute,
            "INSERT INTO alert_dedup_keys (alert_id, account_id, key) VALUES ($1, $2, $3) \
             ON CONFLICT DO NOTHING",
            id,
            account,
            key.as_ref()
        )?;
    }
    Ok(())
}

pub async fn find(tx: &mut Tx, account: AccountId, id: AlertId) -> Result<Option<Alert>> {
    sql!(tx, fetch_optional Alert,
        "SELECT * FROM alerts WHERE account_id = $1 AND id = $2", account, id)
}

/// Finds an alert of whatever account.
pub async fn of_id(tx: &mut Tx, id: AlertId) -> Result<Option<Alert>> {
    sql!(tx, fetch_optional Alert, "SELECT * FROM alerts WHERE id = $1", id)
}

/// Locks an alert until the end of the change.
pub async fn lock(tx: &mut Tx, id: AlertId) -> Result<Option<Alert>> {
    sql!(tx, fetch_optional Alert,
        "UPDATE alerts SET version = version + 1 WHERE id = $1 RETURNING *", id)
}

/// Finds the newest alert of an account that a new one repeats, and that is not over: by the id
/// that the same sender gave it, or by a key.
pub async fn repeated(tx: &mut Tx, account: AccountId, new: &NewAlert) -> Result<Option<AlertId>> {
    let source = new.source;
    let by_page = match source {
        AlertSource::Person(user) => Some(user),
        AlertSource::Token(..) | AlertSource::Monitor(_) => None,
    };
    let mut found = None;
    if let Some(theirs) = &new.thirdparty_id {
        found = sql!(tx, scalar_optional AlertId,
            "SELECT id FROM alerts WHERE account_id = $1 AND thirdparty_id = $2 \
                AND status IN ('queued', 'open', 'acknowledged', 'dropped') \
                AND (token_id = $3 OR alert_key_id = $4 \
                    OR (token_id IS NULL AND alert_key_id IS NULL AND maker_id = $5)) \
             ORDER BY id DESC LIMIT 1",
            account, theirs.as_ref(), source.token(), source.key(), by_page)?;
    }
    for key in &new.dedup_keys {
        if found.is_some() {
            break;
        }
        // A monitor reaches no alert of others, whose teams may not be its own.
        found = sql!(tx, scalar_optional AlertId,
            "SELECT a.id FROM alert_dedup_keys k JOIN alerts a ON a.id = k.alert_id \
             WHERE k.account_id = $1 AND k.key = $2 AND (a.alert_key_id = $3 OR $3 IS NULL) \
                AND a.status IN ('queued', 'open', 'acknowledged', 'dropped') \
             ORDER BY a.id DESC LIMIT 1", account, key.as_ref(), source.key())?;
    }
    Ok(found)
}

/// Counts another sending of an alert.
pub async fn count_again(tx: &mut Tx, id: AlertId, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE alerts SET times = times + 1, last_sent_at = $2 WHERE id = $1",
        id,
        now
    )
    .map(drop)
}

pub async fn set_urgency(tx: &mut Tx, id: AlertId, to: Urgency, now: Timestamp) -> Result<()> {
    sql!(tx, execute, "UPDATE alerts SET urgency = $2, updated_at = $3 WHERE id = $1", id, to, now)
        .map(drop)
}

pub async fn set_status(tx: &mut Tx, id: AlertId, to: AlertStatus, now: Timestamp) -> Result<()> {
    sql!(tx, execute, "UPDATE alerts SET status = $2, updated_at = $3 WHERE id = $1", id, to, now)
        .map(drop)
}

/// Stores the changes of an alert.
pub async fn update(tx: &mut Tx, alert: &Alert, to: &AlertChanges, now: Timestamp) -> Result<()> {
    let encoded = |error: serde_json::Error| Error::Encode(error.into());
    let title = to.title.as_ref().map_or(alert.title.as_str(), AsRef::as_ref);
    let description = to.description.as_ref().map_or(alert.description.as_str(), AsRef::as_ref);
    let stored = alert.tags();
    let tags: Vec<&str> = match &to.tags {
        Some(tags) => tags.iter().map(AsRef::as_ref).collect(),
        None => stored.iter().map(String::as_str).collect(),
    };
    let meta = serde_json::to_string(to.meta.as_ref().unwrap_or(&alert.meta())).map_err(encoded)?;
    sql!(
        tx,
        execute,
        "UPDATE alerts SET title = $2, description = $3, urgency = $4, tags = $5, meta = $6, \
            search = $7, updated_at = $8 WHERE id = $1",
        alert.id,
        title,
        description,
        to.urgency.unwrap_or(alert.urgency),
        serde_json::to_string(&tags).map_err(encoded)?,
        meta,
        sought(title, &tags),
        now
    )
    .map(drop)
}

/// Opens an alert again, for others: nobody has taken it. When it was first acknowledged stays.
pub async fn reopen(tx: &mut Tx, id: AlertId, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE alerts SET status = 'queued', acknowledged_by = NULL, updated_at = $2 \
         WHERE id = $1",
        id,
        now
    )
    .map(drop)
}

pub async fn acknowledge(tx: &mut Tx, id: AlertId, by: UserId, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE alerts SET status = 'acknowledged', acknowledged_by = $2, acknowledged_at = $3, \
            updated_at = $3 WHERE id = $1",
        id,
        by,
        now
    )
    .map(drop)
}

pub async fn resolve(tx: &mut Tx, id: AlertId, by: UserId, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE alerts SET status = 'resolved', resolved_by = $2, resolved_at = $3, \
            updated_at = $3 WHERE id = $1",
        id,
        by,
        now
    )
    .map(drop)
}

pub async fn delete(tx: &mut Tx, account: AccountId, id: AlertId) -> Result<bool> {
    sql!(tx, execute, "DELETE FROM alerts WHERE account_id = $1 AND id = $2", account, id)
        .map(|gone| gone == 1)
}

/// An alert in a list, with the name of who took it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct AlertRow {
    #[sqlx(flatten)]
    pub alert: Alert,
    pub acknowledged_name: Option<String>,
    /// Whether the reader is being paged about it.
    pub waits_for_me: bool,
}

/// Lists one page of an account's alerts: those that wait for someone first, then the newest.
pub async fn list(
    tx: &mut Tx,
    account: AccountId,
    wanted: &AlertQuery,
    page: PageWanted,
) -> Result<ListPage<AlertRow>> {
    let reader = SqlValue::Id(wanted.reader.into());
    let mut list = List::new(
        "SELECT a.*, u.name AS acknowledged_name, EXISTS (SELECT 1 FROM alert_pages p \
            WHERE p.alert_id = a.id AND p.user_id = ? AND p.ended_at IS NULL) AS waits_for_me \
         FROM alerts a LEFT JOIN users u ON u.id = a.acknowledged_by WHERE a.account_id = ?",
        [reader.clone(), SqlValue::Id(account.into())],
    );
    if let Some(status) = wanted.status {
        list.and("a.status = ?", [status.as_ref().to_owned().into()]);
    }
    if let Some(urgency) = wanted.urgency {
        list.and("a.urgency = ?", [urgency.as_ref().to_owned().into()]);
    }
    if let Some(team) = wanted.team {
        list.and(
            "EXISTS (SELECT 1 FROM alert_destinations d WHERE d.alert_id = a.id AND d.team_id = ?)",
            [SqlValue::Id(team.into())],
        );
    }
    if wanted.is_mine {
        list.and(
            "EXISTS (SELECT 1 FROM alert_pages p WHERE p.alert_id = a.id AND p.user_id = ?)",
            [reader],
        );
    }
    if let Some(number) = wanted.number {
        list.and("a.tiny_id = ?", [number.into()]);
    }
    if let Some(theirs) = &wanted.thirdparty_id {
        list.and("a.thirdparty_id = ?", [theirs.clone().into()]);
    }
    for word in &wanted.words {
        list.and("a.search LIKE ? ESCAPE '\\'", [containing(word).into()]);
    }
    list.order(
        &["CASE WHEN a.status IN ('queued', 'open') THEN 1 ELSE 0 END", "a.id"],
        Direction::Desc,
    );
    list.page(tx, page).await
}

/// Returns the text in which an alert is searched.
fn sought(title: &str, tags: &[&str]) -> String {
    fold(&format!("{title} {}", tags.join(" ")))
}

/// Returns a pattern of texts that contain a word.
pub fn containing(word: &str) -> String {
    let word = fold(word).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{word}%")
}

/// Lists the alerts of an account that a person is being paged about or has acknowledged.
pub async fn held_by(tx: &mut Tx, account: AccountId, user: UserId) -> Result<Vec<AlertId>> {
    sql!(tx, scalars AlertId,
        "SELECT a.id FROM alerts a WHERE a.account_id = $1 \
            AND ((a.status = 'acknowledged' AND a.acknowledged_by = $2) \
                OR (a.status IN ('queued', 'open') AND EXISTS (SELECT 1 FROM alert_pages p \
                    WHERE p.alert_id = a.id AND p.user_id = $2 AND p.ended_at IS NULL))) \
         ORDER BY a.id",
        account, user)
}

/// An API token with which alerts were sent, its owner, and when it sent the last one.
#[derive(sqlx::FromRow)]
pub struct Sender {
    pub account_id: AccountId,
    pub token: String,
    pub person: String,
    pub sent_at: Timestamp,
}

/// Finds a token as a sender of alerts.
pub async fn sender(tx: &mut Tx, token: ApiTokenId) -> Result<Option<Sender>> {
    sql!(tx, fetch_optional Sender,
        "SELECT t.account_id, t.name AS token, u.name AS person, s.sent_at \
         FROM alert_senders s JOIN api_tokens t ON t.id = s.token_id \
         JOIN users u ON u.id = t.user_id WHERE s.token_id = $1", token)
}

/// Marks a token as a sender of alerts.
pub async fn mark_sender(tx: &mut Tx, token: ApiTokenId, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO alert_senders (token_id, sent_at) VALUES ($1, $2) \
         ON CONFLICT (token_id) DO UPDATE SET sent_at = excluded.sent_at",
        token,
        now
    )
    .map(drop)
}

/// Lists the API tokens of a person in an account.
pub async fn tokens_of(tx: &mut Tx, account: AccountId, user: UserId) -> Result<Vec<ApiTokenId>> {
    sql!(tx, scalars ApiTokenId,
        "SELECT id FROM api_tokens WHERE account_id = $1 AND user_id = $2 ORDER BY id",
        account, user)
}

/// Counts the alerts that wait for an answer of a person in an account.
pub async fn waiting_for(tx: &mut Tx, account: AccountId, user: UserId) -> Result<i64> {
    sql!(tx, scalar i64,
        "SELECT COUNT(DISTINCT a.id) FROM alert_pages p JOIN alerts a ON a.id = p.alert_id \
         WHERE p.user_id = $1 AND p.ended_at IS NULL AND a.account_id = $2", user, account)
}

/// Deletes alerts that were made before a moment and are over.
pub async fn tidy(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql!(
        tx,
        execute,
        "DELETE FROM alerts WHERE created_at < $1 AND status NOT IN ('queued', 'open')",
        before
    )
}

/// An alert that a person made, in their data export.
#[derive(serde::Serialize, sqlx::FromRow)]
pub struct ExportedAlert {
    #[serde(serialize_with = "id_text")]
    id: AlertId,
    title: String,
    description: String,
    #[serde(serialize_with = "moment")]
    created_at: Timestamp,
}

pub async fn exported(tx: &mut Tx, user: UserId) -> Result<Vec<ExportedAlert>> {
    sql!(tx, fetch_all ExportedAlert,
        "SELECT id, title, description, created_at FROM alerts WHERE maker_id = $1 ORDER BY id",
        user)
}

/// Takes a person's name off what they did: alerts belong to the account.
pub async fn forget(tx: &mut Tx, user: UserId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM alert_pages WHERE user_id = $1", user)?;
    sql!(tx, execute, "UPDATE alert_comments SET author_id = NULL WHERE author_id = $1", user)?;
    sql!(tx, execute, "UPDATE alert_entries SET actor_id = NULL WHERE actor_id = $1", user)?;
    sql!(tx, execute, "UPDATE alert_entries SET user_id = NULL WHERE user_id = $1", user)?;
    sql!(tx, execute, "UPDATE alerts SET maker_id = NULL WHERE maker_id = $1", user)?;
    sql!(tx, execute, "UPDATE alerts SET acknowledged_by = NULL WHERE acknowledged_by = $1", user)?;
    sql!(tx, execute, "UPDATE alerts SET resolved_by = NULL WHERE resolved_by = $1", user).map(drop)
}
