//! The SQL of API tokens.

use serde::Serialize;

use crate::core::personal_data::{id_text, moment, optional_moment};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::{Formats, Lang, TimeZone};
use crate::platform::ids::{AccountId, ApiTokenId, EmailId, UserId};
use crate::platform::secrets::token::ApiToken;
use crate::sql;

/// An API token, as its owner sees it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct StoredToken {
    pub id: ApiTokenId,
    pub name: String,
    /// The last letters of its secret.
    pub tail: String,
    pub last_used_at: Option<Timestamp>,
    /// `None` when it never expires.
    pub expires_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub(super) previous_tail: Option<String>,
    pub(super) previous_until: Option<Timestamp>,
    pub(super) previous_used_at: Option<Timestamp>,
}

/// Lists a person's tokens in an account, the oldest first.
pub async fn list(tx: &mut Tx, user: UserId, account: AccountId) -> Result<Vec<StoredToken>> {
    sql!(tx, fetch_all StoredToken,
        "SELECT id, name, tail, last_used_at, expires_at, created_at, previous_tail, \
                previous_until, previous_used_at \
         FROM api_tokens WHERE user_id = $1 AND account_id = $2 ORDER BY id",
        user, account)
}

/// Finds one token of a person in an account.
pub async fn find(
    tx: &mut Tx,
    user: UserId,
    account: AccountId,
    id: ApiTokenId,
) -> Result<Option<StoredToken>> {
    sql!(tx, fetch_optional StoredToken,
        "SELECT id, name, tail, last_used_at, expires_at, created_at, previous_tail, \
                previous_until, previous_used_at \
         FROM api_tokens WHERE user_id = $1 AND account_id = $2 AND id = $3",
        user, account, id)
}

/// Stores a new token. Returns `None` when the person is not in the account.
pub async fn insert(
    tx: &mut Tx,
    user: UserId,
    account: AccountId,
    name: &str,
    expires_at: Option<Timestamp>,
    token: &ApiToken,
    now: Timestamp,
) -> Result<Option<ApiTokenId>> {
    let id = ApiTokenId::mint(now);
    sql!(
        tx,
        execute,
        "INSERT INTO api_tokens (id, account_id, account_user_id, user_id, name, digest, tail, \
            expires_at, created_at, updated_at) \
         SELECT $1, m.account_id, m.id, m.user_id, $4, $5, $6, $7, $8, $8 FROM account_users m \
         WHERE m.user_id = $2 AND m.account_id = $3 AND m.status = 'active'",
        id,
        user,
        account,
        name,
        &token.digest()[..],
        token.tail(),
        expires_at,
        now
    )
    .map(|made| (made == 1).then_some(id))
}

/// Replaces the secret of a token; the previous one works until `until`.
pub async fn renew(
    tx: &mut Tx,
    user: UserId,
    account: AccountId,
    id: ApiTokenId,
    token: &ApiToken,
    until: Timestamp,
    now: Timestamp,
) -> Result<Option<StoredToken>> {
    sql!(tx, fetch_optional StoredToken,
        "UPDATE api_tokens SET previous_digest = digest, previous_tail = tail, \
            previous_used_at = last_used_at, previous_until = $6, digest = $4, tail = $5, \
            last_used_at = NULL, updated_at = $7 \
         WHERE user_id = $1 AND account_id = $2 AND id = $3 \
         RETURNING id, name, tail, last_used_at, expires_at, created_at, previous_tail, \
            previous_until, previous_used_at",
        user, account, id, &token.digest()[..], token.tail(), until, now)
}

/// Deletes a token and returns its name.
pub async fn delete(
    tx: &mut Tx,
    user: UserId,
    account: AccountId,
    id: ApiTokenId,
) -> Result<Option<String>> {
    sql!(tx, scalar_optional String,
        "DELETE FROM api_tokens WHERE user_id = $1 AND account_id = $2 AND id = $3 RETURNING name",
        user, account, id)
}

/// Lists every token of a person, in every account.
pub async fn ids(tx: &mut Tx, user: UserId) -> Result<Vec<ApiTokenId>> {
    sql!(tx, scalars ApiTokenId, "SELECT id FROM api_tokens WHERE user_id = $1 ORDER BY id", user)
}

/// Deletes every token of a person, in every account.
pub async fn revoke_all(tx: &mut Tx, user: UserId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM api_tokens WHERE user_id = $1", user).map(drop)
}

/// Finds the owner and the account of a token that still expires at this moment.
pub async fn holder(
    tx: &mut Tx,
    id: ApiTokenId,
    expires_at: Timestamp,
) -> Result<Option<(UserId, AccountId)>> {
    sql!(
        tx,
        fetch_optional(UserId, AccountId),
        "SELECT user_id, account_id FROM api_tokens WHERE id = $1 AND expires_at = $2",
        id,
        expires_at
    )
}

/// The reader of a reminder at one address, with the token.
#[derive(sqlx::FromRow)]
pub struct ExpiryReader {
    pub address: String,
    pub blocked_at: Option<Timestamp>,
    pub name: String,
    pub language: Lang,
    pub time_zone: TimeZone,
    #[sqlx(flatten)]
    pub formats: Formats,
    pub token: String,
    pub account: String,
}

pub async fn reader(
    tx: &mut Tx,
    email: EmailId,
    id: ApiTokenId,
    expires_at: Timestamp,
) -> Result<Option<ExpiryReader>> {
    sql!(tx, fetch_optional ExpiryReader,
        "SELECT e.address, e.blocked_at, u.name, pref.language, pref.time_zone, pref.date_format, pref.time_format, \
                t.name AS token, a.name AS account \
         FROM api_tokens t JOIN accounts a ON a.id = t.account_id \
         JOIN users u ON u.id = t.user_id JOIN emails e ON e.user_id = u.id \
         JOIN preferences pref ON pref.user_id = u.id \
         WHERE e.id = $1 AND t.id = $2 AND t.expires_at = $3",
        email, id, expires_at)
}

/// An API token in its owner's data export.
#[derive(Serialize, sqlx::FromRow)]
pub struct ExportedApiToken {
    #[serde(serialize_with = "id_text")]
    id: ApiTokenId,
    account: String,
    name: String,
    tail: String,
    previous_tail: Option<String>,
    #[serde(serialize_with = "optional_moment")]
    last_used_at: Option<Timestamp>,
    #[serde(serialize_with = "optional_moment")]
    expires_at: Option<Timestamp>,
    #[serde(serialize_with = "moment")]
    created_at: Timestamp,
}

pub async fn exported(tx: &mut Tx, user: UserId) -> Result<Vec<ExportedApiToken>> {
    sql!(tx, fetch_all ExportedApiToken,
        "SELECT t.id, a.name AS account, t.name, t.tail, t.previous_tail, t.last_used_at, \
                t.expires_at, t.created_at \
         FROM api_tokens t JOIN accounts a ON a.id = t.account_id WHERE t.user_id = $1 \
         ORDER BY t.id", user)
}
