//! The SQL of all that is kept of a person: read for a copy, and deleted.

use std::fmt::Display;

use serde::{Deserialize, Serialize, Serializer};

use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::{Lang, TimeFormat, TimeZone};
use crate::platform::ids::{
    AccountId, AccountUserId, ApiTokenId, AuditId, AuthenticatorId, DeliveryId, EmailId,
    InvitationId, PasskeyId, PhoneId, SessionId, TeamId, UserId,
};
use crate::sql;
use crate::users::channels::{self, Channels};

/// An id as people see it.
fn text<T: Display, S: Serializer>(id: &T, to: S) -> std::result::Result<S::Ok, S::Error> {
    to.collect_str(id)
}

/// A moment as RFC 3339 has it.
pub fn moment<S: Serializer>(at: &Timestamp, to: S) -> std::result::Result<S::Ok, S::Error> {
    to.collect_str(&at.to_jiff())
}

fn optional_moment<S: Serializer>(
    at: &Option<Timestamp>,
    to: S,
) -> std::result::Result<S::Ok, S::Error> {
    match at {
        Some(at) => moment(at, to),
        None => to.serialize_none(),
    }
}

/// What is kept as JSON, as itself.
fn json<S: Serializer>(kept: &str, to: S) -> std::result::Result<S::Ok, S::Error> {
    match serde_json::from_str::<serde_json::Value>(kept) {
        Ok(value) => value.serialize(to),
        Err(_) => to.serialize_str(kept),
    }
}

#[derive(Serialize, sqlx::FromRow)]
pub struct ExportedProfile {
    #[serde(serialize_with = "text")]
    id: UserId,
    name: String,
    time_zone: String,
    language: String,
    theme: String,
    time_format: String,
    first_day: String,
    rows_per_page: i64,
    emoji_mode: bool,
    advanced_mode: bool,
    debug_mode: bool,
    app_persistent: String,
    app_sound: String,
    #[sqlx(skip)]
    #[serde(flatten)]
    channels: Channels,
    #[serde(serialize_with = "optional_moment")]
    last_sign_in_at: Option<Timestamp>,
    #[serde(serialize_with = "moment")]
    created_at: Timestamp,
}

pub async fn profile(tx: &mut Tx, user: UserId) -> Result<Option<ExportedProfile>> {
    let profile = sql!(tx, fetch_optional ExportedProfile,
        "SELECT id, name, time_zone, language, theme, time_format, first_day, rows_per_page, \
                emoji_mode, advanced_mode, debug_mode, app_persistent, app_sound, \
                last_sign_in_at, created_at \
         FROM users JOIN preferences ON user_id = id WHERE id = $1", user)?;
    let channels = channels::find(tx, user).await?;
    Ok(profile.map(|profile| ExportedProfile { channels, ..profile }))
}

#[derive(Serialize, sqlx::FromRow)]
pub struct ExportedEmail {
    #[serde(serialize_with = "text")]
    id: EmailId,
    address: String,
    is_primary: bool,
    #[serde(serialize_with = "optional_moment")]
    verified_at: Option<Timestamp>,
    #[serde(serialize_with = "optional_moment")]
    blocked_at: Option<Timestamp>,
    blocked_why: Option<String>,
    #[serde(serialize_with = "moment")]
    created_at: Timestamp,
}

pub async fn emails(tx: &mut Tx, user: UserId) -> Result<Vec<ExportedEmail>> {
    sql!(tx, fetch_all ExportedEmail,
        "SELECT id, address, is_primary, verified_at, blocked_at, blocked_why, created_at \
         FROM emails WHERE user_id = $1 ORDER BY id", user)
}

#[derive(Serialize, sqlx::FromRow)]
pub struct ExportedPhone {
    #[serde(serialize_with = "text")]
    id: PhoneId,
    e164: String,
    country: String,
    kind: String,
    confirmation_method: String,
    is_primary: bool,
    #[serde(serialize_with = "optional_moment")]
    verified_at: Option<Timestamp>,
    #[serde(serialize_with = "optional_moment")]
    blocked_at: Option<Timestamp>,
    blocked_why: Option<String>,
    #[serde(serialize_with = "moment")]
    created_at: Timestamp,
}

pub async fn phones(tx: &mut Tx, user: UserId) -> Result<Vec<ExportedPhone>> {
    sql!(tx, fetch_all ExportedPhone,
        "SELECT id, e164, country, kind, confirmation_method, is_primary, verified_at, blocked_at, \
                blocked_why, created_at \
         FROM phones WHERE user_id = $1 ORDER BY id", user)
}

#[derive(Serialize, sqlx::FromRow)]
pub struct ExportedMembership {
    #[serde(serialize_with = "text")]
    pub id: AccountId,
    name: String,
    #[serde(serialize_with = "text")]
    account_user_id: AccountUserId,
    tiny_id: i64,
    status: String,
    is_owner: bool,
    is_admin: bool,
    is_billing: bool,
    is_broadcaster: bool,
    is_communicator: bool,
    on_call_enabled: bool,
    #[serde(serialize_with = "json")]
    on_call_lead_times: String,
    #[serde(serialize_with = "json")]
    on_call_layers: String,
    off_call_enabled: bool,
    #[serde(serialize_with = "json")]
    off_call_lead_times: String,
    #[serde(serialize_with = "json")]
    off_call_layers: String,
    #[serde(serialize_with = "moment")]
    created_at: Timestamp,
    #[sqlx(skip)]
    pub teams: Vec<ExportedTeam>,
}

pub async fn memberships(tx: &mut Tx, user: UserId) -> Result<Vec<ExportedMembership>> {
    sql!(tx, fetch_all ExportedMembership,
        "SELECT a.id, a.name, m.id AS account_user_id, m.tiny_id, m.status, m.is_owner, \
                m.is_admin, m.is_billing, m.is_broadcaster, m.is_communicator, m.on_call_enabled, \
                m.on_call_lead_times, m.on_call_layers, m.off_call_enabled, \
                m.off_call_lead_times, m.off_call_layers, m.created_at \
         FROM account_users m JOIN accounts a ON a.id = m.account_id \
         WHERE m.user_id = $1 ORDER BY m.created_at, m.id", user)
}

#[derive(Clone, Serialize, sqlx::FromRow)]
pub struct ExportedTeam {
    #[serde(serialize_with = "text")]
    id: TeamId,
    name: String,
    is_admin: bool,
}

#[derive(sqlx::FromRow)]
struct TeamOf {
    account_id: AccountId,
    #[sqlx(flatten)]
    team: ExportedTeam,
}

pub async fn teams(tx: &mut Tx, user: UserId) -> Result<Vec<(AccountId, ExportedTeam)>> {
    let teams = sql!(tx, fetch_all TeamOf,
        "SELECT t.account_id, t.id, t.name, tm.is_admin \
         FROM team_members tm JOIN teams t ON t.id = tm.team_id \
         JOIN account_users m ON m.id = tm.account_user_id \
         WHERE m.user_id = $1 ORDER BY t.id", user)?;
    Ok(teams.into_iter().map(|found| (found.account_id, found.team)).collect())
}

#[derive(Serialize, sqlx::FromRow)]
pub struct ExportedInvitation {
    #[serde(serialize_with = "text")]
    id: InvitationId,
    account: String,
    name: String,
    address: String,
    #[serde(serialize_with = "moment")]
    sent_at: Timestamp,
    #[serde(serialize_with = "moment")]
    expires_at: Timestamp,
    answer: Option<String>,
}

pub async fn invitations(tx: &mut Tx, user: UserId) -> Result<Vec<ExportedInvitation>> {
    sql!(tx, fetch_all ExportedInvitation,
        "SELECT i.id, a.name AS account, i.name, i.address, i.sent_at, i.expires_at, i.answer \
         FROM invitations i JOIN accounts a ON a.id = i.account_id \
         WHERE i.user_id = $1 ORDER BY i.id", user)
}

#[derive(Serialize, sqlx::FromRow)]
pub struct ExportedAuthenticator {
    #[serde(serialize_with = "text")]
    id: AuthenticatorId,
    name: String,
    #[serde(serialize_with = "optional_moment")]
    used_at: Option<Timestamp>,
    #[serde(serialize_with = "moment")]
    created_at: Timestamp,
}

pub async fn authenticators(tx: &mut Tx, user: UserId) -> Result<Vec<ExportedAuthenticator>> {
    sql!(tx, fetch_all ExportedAuthenticator,
        "SELECT id, name, used_at, created_at FROM authenticators WHERE user_id = $1 ORDER BY id",
        user)
}

#[derive(Serialize, sqlx::FromRow)]
pub struct ExportedPasskey {
    #[serde(serialize_with = "text")]
    id: PasskeyId,
    name: String,
    is_synced: bool,
    #[serde(serialize_with = "optional_moment")]
    used_at: Option<Timestamp>,
    #[serde(serialize_with = "moment")]
    created_at: Timestamp,
}

pub async fn passkeys(tx: &mut Tx, user: UserId) -> Result<Vec<ExportedPasskey>> {
    sql!(tx, fetch_all ExportedPasskey,
        "SELECT id, name, is_synced, used_at, created_at FROM passkeys WHERE user_id = $1 \
         ORDER BY id", user)
}

#[derive(Serialize, sqlx::FromRow)]
pub struct ExportedApiToken {
    #[serde(serialize_with = "text")]
    id: ApiTokenId,
    account: String,
    name: String,
    tail: String,
    #[serde(serialize_with = "optional_moment")]
    last_used_at: Option<Timestamp>,
    #[serde(serialize_with = "optional_moment")]
    expires_at: Option<Timestamp>,
    #[serde(serialize_with = "moment")]
    created_at: Timestamp,
}

pub async fn api_tokens(tx: &mut Tx, user: UserId) -> Result<Vec<ExportedApiToken>> {
    sql!(tx, fetch_all ExportedApiToken,
        "SELECT t.id, a.name AS account, t.name, t.tail, t.last_used_at, t.expires_at, t.created_at \
         FROM api_tokens t JOIN accounts a ON a.id = t.account_id WHERE t.user_id = $1 \
         ORDER BY t.id", user)
}

#[derive(Serialize, sqlx::FromRow)]
pub struct ExportedSession {
    #[serde(serialize_with = "text")]
    id: SessionId,
    signed_in_by: Option<String>,
    agent: String,
    address: String,
    #[serde(serialize_with = "moment")]
    created_at: Timestamp,
    #[serde(serialize_with = "moment")]
    seen_at: Timestamp,
}

pub async fn sessions(tx: &mut Tx, user: UserId) -> Result<Vec<ExportedSession>> {
    sql!(tx, fetch_all ExportedSession,
        "SELECT id, signed_in_by, agent, address, created_at, seen_at FROM sessions \
         WHERE user_id = $1 ORDER BY id", user)
}

/// What happened to them, or what they did in an account.
#[derive(Serialize, sqlx::FromRow)]
pub struct Happened {
    #[serde(serialize_with = "text")]
    id: AuditId,
    #[serde(serialize_with = "json")]
    event: String,
    via: String,
    address: String,
    agent: String,
    #[serde(serialize_with = "moment")]
    created_at: Timestamp,
}

pub async fn history(tx: &mut Tx, user: UserId) -> Result<Vec<Happened>> {
    sql!(tx, fetch_all Happened,
        "SELECT id, event, via, address, agent, created_at FROM audit \
         WHERE subject_id = $1 AND scope = 'user' ORDER BY id", user)
}

#[derive(Serialize, sqlx::FromRow)]
pub struct ExportedDelivery {
    #[serde(serialize_with = "text")]
    id: DeliveryId,
    kind: String,
    channel: String,
    sent_to: String,
    state: String,
    reason: Option<String>,
    answer: Option<String>,
    #[serde(serialize_with = "moment")]
    created_at: Timestamp,
    #[serde(serialize_with = "moment")]
    updated_at: Timestamp,
}

pub async fn deliveries(tx: &mut Tx, user: UserId) -> Result<Vec<ExportedDelivery>> {
    sql!(tx, fetch_all ExportedDelivery,
        "SELECT id, kind, channel, sent_to, state, reason, answer, created_at, updated_at \
         FROM deliveries WHERE user_id = $1 ORDER BY id", user)
}

/// How someone reads their mail.
#[derive(Clone, Serialize, Deserialize, sqlx::FromRow)]
pub struct FarewellReader {
    pub name: String,
    pub language: Lang,
    pub time_zone: TimeZone,
    pub time_format: TimeFormat,
}

pub async fn reader(tx: &mut Tx, user: UserId) -> Result<FarewellReader> {
    sql!(tx, fetch_one FarewellReader,
        "SELECT name, language, time_zone, time_format FROM users JOIN preferences ON user_id = id WHERE id = $1", user)
}

/// Deletes everything that is a person's own.
pub async fn delete_all(tx: &mut Tx, user: UserId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM undos WHERE user_id = $1", user)?;
    sql!(tx, execute, "DELETE FROM sessions WHERE user_id = $1 OR claimant_id = $1", user)?;
    sql!(tx, execute, "DELETE FROM authenticators WHERE user_id = $1", user)?;
    sql!(tx, execute, "DELETE FROM recovery_codes WHERE user_id = $1", user)?;
    sql!(tx, execute, "DELETE FROM passkeys WHERE user_id = $1", user)?;
    sql!(tx, execute, "DELETE FROM factor_resets WHERE user_id = $1", user)?;
    sql!(tx, execute, "DELETE FROM invitations WHERE user_id = $1", user)?;
    sql!(tx, execute, "DELETE FROM verifications WHERE user_id = $1", user)?;
    sql!(tx, execute, "DELETE FROM preferences WHERE user_id = $1", user)?;
    sql!(tx, execute, "DELETE FROM notification_channels WHERE user_id = $1", user)?;
    sql!(tx, execute, "DELETE FROM phones WHERE user_id = $1", user)?;
    sql!(tx, execute, "DELETE FROM emails WHERE user_id = $1", user)?;
    // With what was still to be sent to them.
    sql!(tx, execute, "DELETE FROM deliveries WHERE user_id = $1", user).map(drop)
}

/// Leaves a row without anything personal, that no credential is of.
pub async fn anonymise(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE users SET name = '', name_key = $3, password = NULL, epoch = epoch + 1, \
            last_sign_in_at = NULL, locked_at = NULL, deleted_at = $2, updated_at = $2 WHERE id = $1",
        user,
        now,
        &[0_u8; 0][..]
    )
    .map(drop)
}
