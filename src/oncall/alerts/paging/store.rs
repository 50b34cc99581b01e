//! The SQL of destinations and of the people who are paged.

use crate::core::links::LinkPurpose;
use crate::oncall::alerts::Destination;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::Lang;
use crate::platform::ids::{
    AccountId, AccountUserId, AlertId, AlertPageId, DestinationId, EmailId, PhoneId, TeamId, UserId,
};
use crate::sql;

/// A destination of an alert, with its name. A team or member that is gone has no id any more.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct DestinationRow {
    pub id: DestinationId,
    pub team_id: Option<TeamId>,
    pub team: Option<String>,
    pub account_user_id: Option<AccountUserId>,
    pub user_id: Option<UserId>,
    pub member: Option<String>,
    pub step: i64,
    pub layer: i64,
    pub repeated: i64,
    pub due_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    /// The step with which it was last paged from its first layer on.
    pub round_from: i64,
}

impl DestinationRow {
    /// Leaves out the repeats of the present layer.
    #[must_use]
    pub fn without_repeats(self) -> Self {
        Self { repeated: i64::MAX, ..self }
    }
}

pub async fn insert_destination(
    tx: &mut Tx,
    id: DestinationId,
    alert: AlertId,
    destination: Destination,
    now: Timestamp,
) -> Result<()> {
    let (team, member) = destination.ids();
    sql!(
        tx,
        execute,
        "INSERT INTO alert_destinations (id, alert_id, team_id, account_user_id, step, layer, \
            repeated, created_at) VALUES ($1, $2, $3, $4, 0, 0, 0, $5)",
        id,
        alert,
        team,
        member,
        now
    )
    .map(drop)
}

/// Lists the destinations of an alert that no hand-off replaced, in the order in which they were
/// added.
pub async fn destinations(tx: &mut Tx, alert: AlertId) -> Result<Vec<DestinationRow>> {
    sql!(tx, fetch_all DestinationRow,
        "SELECT d.id, d.team_id, t.name AS team, d.account_user_id, m.user_id, \
                u.name AS member, d.step, d.layer, d.repeated, d.due_at, d.ended_at, d.round_from \
         FROM alert_destinations d LEFT JOIN teams t ON t.id = d.team_id \
         LEFT JOIN account_users m ON m.id = d.account_user_id \
         LEFT JOIN users u ON u.id = m.user_id \
         WHERE d.alert_id = $1 AND d.replaced_at IS NULL ORDER BY d.id", alert)
}

/// Returns the alert of a destination.
pub async fn alert_of(tx: &mut Tx, id: DestinationId) -> Result<Option<AlertId>> {
    sql!(tx, scalar_optional AlertId, "SELECT alert_id FROM alert_destinations WHERE id = $1", id)
}

/// Stores where the paging of a destination stands.
pub async fn set_step(tx: &mut Tx, at: &DestinationRow) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE alert_destinations SET step = $2, layer = $3, repeated = $4, due_at = $5, \
            ended_at = $6, round_from = $7 WHERE id = $1",
        at.id,
        at.step,
        at.layer,
        at.repeated,
        at.due_at,
        at.ended_at,
        at.round_from
    )
    .map(drop)
}

/// Ends the paging of every destination of an alert.
pub async fn end_destinations(tx: &mut Tx, alert: AlertId, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE alert_destinations SET ended_at = $2, due_at = NULL, step = step + 1 \
         WHERE alert_id = $1 AND ended_at IS NULL",
        alert,
        now
    )
    .map(drop)
}

/// Lists the teams and members that an alert has or had as destinations, while they exist.
pub async fn all_destinations(
    tx: &mut Tx,
    alert: AlertId,
) -> Result<Vec<(Option<TeamId>, Option<AccountUserId>)>> {
    sql!(
        tx,
        fetch_all(Option<TeamId>, Option<AccountUserId>),
        "SELECT team_id, account_user_id FROM alert_destinations WHERE alert_id = $1",
        alert
    )
}

/// Replaces every destination of an alert: none of them is paged any more.
pub async fn replace_destinations(tx: &mut Tx, alert: AlertId, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE alert_destinations SET replaced_at = $2 \
         WHERE alert_id = $1 AND replaced_at IS NULL",
        alert,
        now
    )
    .map(drop)
}

/// A person who is or was paged.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct AlertPage {
    pub id: AlertPageId,
    pub alert_id: AlertId,
    pub destination_id: DestinationId,
    pub user_id: UserId,
    pub step: i64,
    pub created_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    /// Whether the person got no message of its own about it.
    pub is_held: bool,
}

pub async fn insert_page(tx: &mut Tx, page: &AlertPage) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO alert_pages (id, alert_id, destination_id, user_id, step, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        page.id,
        page.alert_id,
        page.destination_id,
        page.user_id,
        page.step,
        page.created_at
    )
    .map(drop)
}

pub async fn page_of(tx: &mut Tx, id: AlertPageId) -> Result<Option<AlertPage>> {
    sql!(tx, fetch_optional AlertPage,
        "SELECT id, alert_id, destination_id, user_id, step, created_at, ended_at, is_held \
         FROM alert_pages WHERE id = $1", id)
}

/// Lists everyone who is or was paged about an alert, in their order.
pub async fn pages(tx: &mut Tx, alert: AlertId) -> Result<Vec<AlertPage>> {
    sql!(tx, fetch_all AlertPage,
        "SELECT id, alert_id, destination_id, user_id, step, created_at, ended_at, is_held \
         FROM alert_pages WHERE alert_id = $1 ORDER BY id", alert)
}

/// Returns when someone last wrote a comment on an alert.
pub async fn last_sign(tx: &mut Tx, alert: AlertId) -> Result<Option<Timestamp>> {
    sql!(tx, scalar_optional Timestamp,
        "SELECT created_at FROM alert_comments WHERE alert_id = $1 ORDER BY created_at DESC LIMIT 1",
        alert)
}

/// Ends the pages of a destination that are still open, unanswered.
pub async fn end_pages_of(tx: &mut Tx, id: DestinationId, now: Timestamp) -> Result<u64> {
    sql!(
        tx,
        execute,
        "UPDATE alert_pages SET ended_at = $2 WHERE destination_id = $1 AND ended_at IS NULL",
        id,
        now
    )
}

/// Ends every page of an alert that is still open.
pub async fn end_pages(tx: &mut Tx, alert: AlertId, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE alert_pages SET ended_at = $2 WHERE alert_id = $1 AND ended_at IS NULL",
        alert,
        now
    )
    .map(drop)
}

/// Ends the open pages of an alert to a person, unanswered.
pub async fn end_pages_to(tx: &mut Tx, alert: AlertId, user: UserId, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE alert_pages SET ended_at = $3 \
         WHERE alert_id = $1 AND user_id = $2 AND ended_at IS NULL",
        alert,
        user,
        now
    )
    .map(drop)
}

/// Stores a person's answer to the open pages of an alert.
pub async fn answer_pages(
    tx: &mut Tx,
    alert: AlertId,
    user: UserId,
    answer: &str,
    now: Timestamp,
) -> Result<u64> {
    sql!(
        tx,
        execute,
        "UPDATE alert_pages SET ended_at = $3, answer = $4 \
         WHERE alert_id = $1 AND user_id = $2 AND ended_at IS NULL",
        alert,
        user,
        now,
        answer
    )
}

/// The reader of a message about an alert, while the contact is verified and not blocked.
#[derive(sqlx::FromRow)]
pub struct AlertReader {
    pub user_id: UserId,
    pub to: String,
    pub name: String,
    pub language: Lang,
}

impl AlertReader {
    /// Finds the reader at a contact; `None` once it is removed, unverified or blocked.
    pub async fn find(
        tx: &mut Tx,
        email: Option<EmailId>,
        phone: Option<PhoneId>,
    ) -> Result<Option<Self>> {
        match (email, phone) {
            (Some(email), _) => email_reader(tx, email).await,
            (None, Some(phone)) => phone_reader(tx, phone).await,
            (None, None) => Ok(None),
        }
    }
}

async fn email_reader(tx: &mut Tx, id: EmailId) -> Result<Option<AlertReader>> {
    sql!(tx, fetch_optional AlertReader,
        "SELECT e.user_id, e.address AS \"to\", u.name, pref.language \
         FROM emails e JOIN users u ON u.id = e.user_id \
         JOIN preferences pref ON pref.user_id = u.id \
         WHERE e.id = $1 AND e.verified_at IS NOT NULL AND e.blocked_at IS NULL", id)
}

async fn phone_reader(tx: &mut Tx, id: PhoneId) -> Result<Option<AlertReader>> {
    sql!(tx, fetch_optional AlertReader,
        "SELECT p.user_id, p.e164 AS \"to\", u.name, pref.language \
         FROM phones p JOIN users u ON u.id = p.user_id \
         JOIN preferences pref ON pref.user_id = u.id \
         WHERE p.id = $1 AND p.verified_at IS NOT NULL AND p.blocked_at IS NULL", id)
}

/// Returns the name of a person; `None` when they deleted their user.
pub async fn name_of(tx: &mut Tx, user: UserId) -> Result<Option<String>> {
    sql!(tx, scalar_optional String,
        "SELECT name FROM users WHERE id = $1 AND deleted_at IS NULL", user)
}

/// Counts the links to open pages that were mailed before a moment and are valid at another.
pub async fn open_before(tx: &mut Tx, made_before: Timestamp, now: Timestamp) -> Result<i64> {
    sql!(tx, scalar i64,
        "SELECT COUNT(*) FROM alert_pages WHERE ended_at IS NULL AND created_at < $1 \
            AND created_at > $2",
        made_before, now - LinkPurpose::Alert.life())
}

/// Lists the admins of an account, the owner included.
pub async fn admins_of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<UserId>> {
    sql!(tx, scalars UserId,
        "SELECT m.user_id FROM account_users m \
         WHERE m.account_id = $1 AND (m.is_admin OR m.is_owner) ORDER BY m.tiny_id", account)
}

/// Lists the admins of a team in an alert's account; without a team, the account's, the owner
/// included.
pub async fn admins(tx: &mut Tx, alert: AlertId, team: Option<TeamId>) -> Result<Vec<UserId>> {
    match team {
        Some(team) => sql!(tx, scalars UserId,
            "SELECT m.user_id FROM team_members p JOIN account_users m ON m.id = p.account_user_id \
             JOIN alerts a ON a.account_id = m.account_id \
             WHERE a.id = $1 AND p.team_id = $2 AND p.is_admin ORDER BY m.tiny_id", alert, team),
        None => sql!(tx, scalars UserId,
            "SELECT m.user_id FROM alerts a JOIN account_users m ON m.account_id = a.account_id \
             WHERE a.id = $1 AND (m.is_admin OR m.is_owner) ORDER BY m.tiny_id", alert),
    }
}
