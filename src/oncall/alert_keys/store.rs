//! The SQL of alert keys. Programs are recognised by them in `web/api/monitor.rs`.

use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, AlertKeyId, TeamId, UserId};
use crate::platform::secrets::token::ApiToken;
use crate::sql;

/// An alert key, as admins see it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct AlertKey {
    pub id: AlertKeyId,
    pub name: String,
    /// The last letters of its secret.
    pub tail: String,
    /// The name of the admin who made it, while they have one.
    pub maker: Option<String>,
    pub last_used_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

/// Lists the keys of an account, the oldest first.
pub async fn list(tx: &mut Tx, account: AccountId) -> Result<Vec<AlertKey>> {
    sql!(tx, fetch_all AlertKey,
        "SELECT k.id, k.name, k.tail, u.name AS maker, k.last_used_at, k.created_at \
         FROM alert_keys k LEFT JOIN users u ON u.id = k.maker_id AND u.deleted_at IS NULL \
         WHERE k.account_id = $1 ORDER BY k.id", account)
}

pub async fn find(tx: &mut Tx, account: AccountId, id: AlertKeyId) -> Result<Option<AlertKey>> {
    sql!(tx, fetch_optional AlertKey,
        "SELECT k.id, k.name, k.tail, u.name AS maker, k.last_used_at, k.created_at \
         FROM alert_keys k LEFT JOIN users u ON u.id = k.maker_id AND u.deleted_at IS NULL \
         WHERE k.account_id = $1 AND k.id = $2", account, id)
}

/// A team of a key.
#[derive(sqlx::FromRow)]
pub struct TeamOfKey {
    pub alert_key_id: AlertKeyId,
    pub name: String,
}

/// Lists the teams of all keys of an account, by name.
pub async fn teams(tx: &mut Tx, account: AccountId) -> Result<Vec<TeamOfKey>> {
    sql!(tx, fetch_all TeamOfKey,
        "SELECT p.alert_key_id, t.name FROM alert_key_teams p JOIN teams t ON t.id = p.team_id \
         WHERE t.account_id = $1 ORDER BY t.name_key, t.id", account)
}

pub async fn insert(
    tx: &mut Tx,
    id: AlertKeyId,
    account: AccountId,
    maker: UserId,
    name: &str,
    secret: &ApiToken,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO alert_keys (id, account_id, name, digest, tail, maker_id, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        id,
        account,
        name,
        &secret.digest()[..],
        secret.tail(),
        maker,
        now
    )
    .map(drop)
}

pub async fn insert_team(tx: &mut Tx, id: AlertKeyId, team: TeamId) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO alert_key_teams (alert_key_id, team_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        id,
        team
    )
    .map(drop)
}

/// Deletes a key and returns its name.
pub async fn delete(tx: &mut Tx, account: AccountId, id: AlertKeyId) -> Result<Option<String>> {
    sql!(tx, scalar_optional String,
        "DELETE FROM alert_keys WHERE account_id = $1 AND id = $2 RETURNING name", account, id)
}
