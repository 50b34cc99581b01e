//! The SQL of passkeys.

use serde::{Deserialize, Serialize};

use crate::core::personal_data::{id_text, moment, optional_moment};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Error, Result, Tx};
use crate::platform::ids::{PasskeyId, UserId};
use crate::platform::secrets::passkey::PasskeyCredential;
use crate::sql;

/// A passkey, as its owner sees it.
#[derive(Clone, Debug, Serialize, Deserialize, sqlx::FromRow)]
pub struct Passkey {
    pub id: PasskeyId,
    pub name: String,
    pub credential_id: Vec<u8>,
    credential: String,
    /// Whether it is synchronised between devices.
    pub is_synced: bool,
    pub used_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

impl Passkey {
    /// Returns the credential that signatures are checked with.
    ///
    /// # Errors
    /// When what is stored is not a credential.
    pub fn credential(&self) -> Result<PasskeyCredential> {
        serde_json::from_str(&self.credential).map_err(|error| Error::Decode(error.into()))
    }
}

/// Lists a person's passkeys, the oldest first.
pub async fn list(tx: &mut Tx, user: UserId) -> Result<Vec<Passkey>> {
    sql!(tx, fetch_all Passkey,
        "SELECT id, name, credential_id, credential, is_synced, used_at, created_at \
         FROM passkeys WHERE user_id = $1 ORDER BY id",
        user)
}

pub async fn find(tx: &mut Tx, user: UserId, credential_id: &[u8]) -> Result<Option<Passkey>> {
    sql!(tx, fetch_optional Passkey,
        "SELECT id, name, credential_id, credential, is_synced, used_at, created_at \
         FROM passkeys WHERE user_id = $1 AND credential_id = $2",
        user, credential_id)
}

/// Stores a passkey. Returns `false` when anyone has one with this id already.
pub async fn insert(
    tx: &mut Tx,
    id: PasskeyId,
    user: UserId,
    name: &str,
    credential: &PasskeyCredential,
    now: Timestamp,
) -> Result<bool> {
    let text = encode(credential)?;
    let (key, synced) = (credential.id(), credential.is_synced());
    sql!(
        tx,
        execute,
        "INSERT INTO passkeys (id, user_id, name, credential_id, credential, is_synced, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (credential_id) DO NOTHING",
        id,
        user,
        name,
        key,
        text,
        synced,
        now
    )
    .map(|stored| stored == 1)
}

/// Records that a passkey was used, with its new counter and state. Returns `false` when it is
/// gone.
pub async fn used(
    tx: &mut Tx,
    user: UserId,
    id: PasskeyId,
    credential: &PasskeyCredential,
    now: Timestamp,
) -> Result<bool> {
    let (text, synced) = (encode(credential)?, credential.is_synced());
    sql!(
        tx,
        execute,
        "UPDATE passkeys SET credential = $3, is_synced = $4, used_at = $5 \
         WHERE user_id = $1 AND id = $2",
        user,
        id,
        text,
        synced,
        now
    )
    .map(|accepted| accepted == 1)
}

/// Deletes a passkey of a person. Returns `false` when they have no such passkey.
/// Renames a passkey. Returns `false` when the person has no such passkey.
pub async fn rename(tx: &mut Tx, user: UserId, id: PasskeyId, name: &str) -> Result<bool> {
    sql!(
        tx,
        execute,
        "UPDATE passkeys SET name = $1 WHERE user_id = $2 AND id = $3",
        name,
        user,
        id
    )
    .map(|renamed| renamed == 1)
}

pub async fn delete(tx: &mut Tx, user: UserId, id: PasskeyId) -> Result<bool> {
    sql!(tx, execute, "DELETE FROM passkeys WHERE user_id = $1 AND id = $2", user, id)
        .map(|gone| gone == 1)
}

pub async fn consume(tx: &mut Tx, ceremony: &[u8; 16], now: Timestamp) -> Result<bool> {
    sql!(
        tx,
        execute,
        "INSERT INTO ceremonies (id, used_at) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING",
        &ceremony[..],
        now
    )
    .map(|used| used == 1)
}

pub async fn tidy(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql!(tx, execute, "DELETE FROM ceremonies WHERE used_at < $1", before)
}

fn encode(credential: &PasskeyCredential) -> Result<String> {
    serde_json::to_string(credential).map_err(|error| Error::Encode(error.into()))
}

/// A passkey in its owner's data export.
#[derive(Serialize, sqlx::FromRow)]
pub struct ExportedPasskey {
    #[serde(serialize_with = "id_text")]
    id: PasskeyId,
    name: String,
    is_synced: bool,
    #[serde(serialize_with = "optional_moment")]
    used_at: Option<Timestamp>,
    #[serde(serialize_with = "moment")]
    created_at: Timestamp,
}

pub async fn exported(tx: &mut Tx, user: UserId) -> Result<Vec<ExportedPasskey>> {
    sql!(tx, fetch_all ExportedPasskey,
        "SELECT id, name, is_synced, used_at, created_at FROM passkeys WHERE user_id = $1 \
         ORDER BY id", user)
}

/// Deletes every passkey of a person.
pub async fn forget(tx: &mut Tx, user: UserId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM passkeys WHERE user_id = $1", user).map(drop)
}
