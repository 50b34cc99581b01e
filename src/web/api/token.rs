//! Lookup of API tokens: the token's owner and account, and the record of its last use.

use std::time::Duration;

use super::membership::CallerMembership;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Db, Result, Tx};
use crate::platform::ids::ApiTokenId;
use crate::sql;

/// The least time between two records of the use of a token or key.
pub const TOUCH_EVERY: Duration = Duration::from_secs(60);

/// A valid API token.
#[derive(sqlx::FromRow)]
pub struct FoundToken {
    pub id: ApiTokenId,
    /// True for the token's current secret, false for the previous one.
    is_current: bool,
    used_at: Option<Timestamp>,
    #[sqlx(flatten)]
    pub place: CallerMembership,
}

/// Finds the valid token with this digest.
pub async fn find(tx: &mut Tx, digest: &[u8], now: Timestamp) -> Result<Option<FoundToken>> {
    sql!(tx, fetch_optional FoundToken,
        "SELECT t.id, t.digest = $1 AS is_current, \
                CASE WHEN t.digest = $1 THEN t.last_used_at ELSE t.previous_used_at END AS used_at, \
                m.account_id, m.id AS account_user_id, m.user_id, m.is_admin, m.is_owner, \
                m.is_billing, m.is_broadcaster, m.is_communicator, u.epoch, m.sessions_from, pref.language, \
                a.v1_api, a.v1_deprecated_at, a.if_match_required, EXISTS (SELECT 1 FROM authenticators f WHERE f.user_id = u.id) AS has_authenticator, \
                EXISTS (SELECT 1 FROM passkeys k WHERE k.user_id = u.id) AS has_passkey, \
                a.second_factor_from, u.locked_at \
         FROM api_tokens t \
         JOIN account_users m ON m.id = t.account_user_id AND m.status = 'active' \
         JOIN users u ON u.id = t.user_id AND u.deleted_at IS NULL \
         JOIN preferences pref ON pref.user_id = u.id \
         JOIN accounts a ON a.id = t.account_id \
         WHERE (t.digest = $1 OR (t.previous_digest = $1 AND t.previous_until > $2)) \
            AND (t.expires_at IS NULL OR t.expires_at > $2)",
        digest, now)
}

/// Records that a token was used, at most once a minute.
pub async fn record_use(db: &Db, found: &FoundToken, now: Timestamp) -> Result<()> {
    if found.used_at.is_some_and(|at| now.since(at) < TOUCH_EVERY) {
        return Ok(());
    }
    let (mut tx, id) = (db.begin().await?, found.id);
    match found.is_current {
        true => {
            sql!(&mut tx, execute, "UPDATE api_tokens SET last_used_at = $2 WHERE id = $1", id, now)
        }
        false => sql!(
            &mut tx,
            execute,
            "UPDATE api_tokens SET previous_used_at = $2 WHERE id = $1",
            id,
            now
        ),
    }?;
    tx.commit().await
}
