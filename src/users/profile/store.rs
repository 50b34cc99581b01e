//! The SQL of profiles.

use serde::Serialize;

use super::{NewUser, PersonName};
use crate::core::personal_data::{id_text, moment, optional_moment};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::UserId;
use crate::sql;

pub async fn insert(tx: &mut Tx, id: UserId, new: &NewUser<'_>, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO users (id, version, epoch, name, name_key, password, onboarded_at, created_at, \
            updated_at) VALUES ($1, 1, 1, $2, $3, $4, $6, $5, $5)",
        id,
        new.name.as_ref(),
        new.name.sort_key(),
        new.password,
        now,
        new.is_onboarded.then_some(now)
    )
    .map(drop)
}

pub async fn name(tx: &mut Tx, user: UserId) -> Result<String> {
    sql!(tx, scalar String, "SELECT name FROM users WHERE id = $1", user)
}

pub async fn rename(tx: &mut Tx, user: UserId, name: &PersonName, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE users SET name = $2, name_key = $3, updated_at = $4 WHERE id = $1",
        user,
        name.as_ref(),
        name.sort_key(),
        now
    )
    .map(drop)
}

/// A profile in the person's data export.
#[derive(Serialize, sqlx::FromRow)]
pub struct ExportedProfile {
    #[serde(serialize_with = "id_text")]
    id: UserId,
    name: String,
    #[serde(serialize_with = "optional_moment")]
    last_sign_in_at: Option<Timestamp>,
    #[serde(serialize_with = "moment")]
    created_at: Timestamp,
}

pub async fn exported(tx: &mut Tx, user: UserId) -> Result<Option<ExportedProfile>> {
    sql!(tx, fetch_optional ExportedProfile,
        "SELECT id, name, last_sign_in_at, created_at FROM users WHERE id = $1", user)
}

/// Deletes the name but keeps the row, so that the person's actions still have an actor.
pub async fn anonymise(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE users SET name = '', name_key = $3, last_sign_in_at = NULL, deleted_at = $2, \
            updated_at = $2 WHERE id = $1",
        user,
        now,
        &[0_u8; 0][..]
    )
    .map(drop)
}
