//! The SQL of a person's sessions and known browsers.

use serde::Serialize;

use super::{SignedInBrowser, SignedOutBrowser};
use crate::core::personal_data::{id_text, moment};
use crate::core::session::{ABSOLUTE, IDLE};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{DeviceId, SessionId, UserId};
use crate::sql;

pub async fn list(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<Vec<SignedInBrowser>> {
    sql!(tx, fetch_all SignedInBrowser,
        "SELECT s.id, s.agent, s.address, s.created_at, s.seen_at \
         FROM sessions s JOIN users u ON u.id = s.user_id AND u.epoch = s.epoch \
         WHERE s.user_id = $1 AND s.seen_at > $2 AND s.created_at > $3 \
         ORDER BY s.seen_at DESC, s.id DESC",
        user, now - IDLE, now - ABSOLUTE)
}

pub async fn signed_out(
    tx: &mut Tx,
    user: UserId,
    now: Timestamp,
) -> Result<Vec<SignedOutBrowser>> {
    sql!(tx, fetch_all SignedOutBrowser,
        "SELECT d.id, d.agent, d.address, d.seen_at \
         FROM known_devices d JOIN users u ON u.id = d.user_id AND u.epoch = d.epoch \
         WHERE d.user_id = $1 AND NOT EXISTS (SELECT 1 FROM sessions s \
            WHERE s.device_id = d.id AND s.user_id = u.id AND s.epoch = u.epoch \
                AND s.seen_at > $2 AND s.created_at > $3) \
         ORDER BY d.seen_at DESC, d.id DESC",
        user, now - IDLE, now - ABSOLUTE)
}

/// Finds the browser of a session, unless `here` is in it too.
pub async fn device_of(
    tx: &mut Tx,
    user: UserId,
    id: SessionId,
    here: SessionId,
) -> Result<Option<DeviceId>> {
    sql!(tx, scalar_optional DeviceId,
        "SELECT d.id FROM known_devices d JOIN sessions s ON s.device_id = d.id \
         WHERE s.id = $1 AND s.user_id = $2 \
            AND NOT EXISTS (SELECT 1 FROM sessions h WHERE h.id = $3 AND h.device_id = d.id)",
        id, user, here)
}

/// Deletes every known browser but the one of `here`.
pub async fn forget_other_devices(tx: &mut Tx, user: UserId, here: SessionId) -> Result<()> {
    sql!(
        tx,
        execute,
        "DELETE FROM known_devices WHERE user_id = $1 \
            AND id NOT IN (SELECT device_id FROM sessions WHERE id = $2 AND device_id IS NOT NULL)",
        user,
        here
    )
    .map(drop)
}

/// Deletes a known browser and its sessions. Returns `false` when it is not known.
pub async fn forget_device(tx: &mut Tx, user: UserId, id: DeviceId) -> Result<bool> {
    sql!(tx, execute, "DELETE FROM sessions WHERE user_id = $1 AND device_id = $2", user, id)?;
    sql!(tx, execute, "DELETE FROM known_devices WHERE user_id = $1 AND id = $2", user, id)
        .map(|forgotten| forgotten == 1)
}

pub async fn forget_devices(tx: &mut Tx, user: UserId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM known_devices WHERE user_id = $1", user).map(drop)
}

pub async fn end(tx: &mut Tx, user: UserId, id: SessionId) -> Result<bool> {
    sql!(tx, execute, "DELETE FROM sessions WHERE user_id = $1 AND id = $2", user, id)
        .map(|ended| ended == 1)
}

pub async fn end_others(tx: &mut Tx, user: UserId, here: SessionId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM sessions WHERE user_id = $1 AND id <> $2", user, here).map(drop)
}

/// A session in its person's data export.
#[derive(Serialize, sqlx::FromRow)]
pub struct ExportedSession {
    #[serde(serialize_with = "id_text")]
    id: SessionId,
    signed_in_by: Option<String>,
    agent: String,
    address: String,
    #[serde(serialize_with = "moment")]
    created_at: Timestamp,
    #[serde(serialize_with = "moment")]
    seen_at: Timestamp,
}

pub async fn exported(tx: &mut Tx, user: UserId) -> Result<Vec<ExportedSession>> {
    sql!(tx, fetch_all ExportedSession,
        "SELECT id, signed_in_by, agent, address, created_at, seen_at FROM sessions \
         WHERE user_id = $1 ORDER BY id", user)
}

/// A known browser in its person's data export.
#[derive(Serialize, sqlx::FromRow)]
pub struct ExportedDevice {
    #[serde(serialize_with = "id_text")]
    id: DeviceId,
    agent: String,
    address: String,
    #[serde(serialize_with = "moment")]
    created_at: Timestamp,
    #[serde(serialize_with = "moment")]
    seen_at: Timestamp,
}

pub async fn exported_devices(tx: &mut Tx, user: UserId) -> Result<Vec<ExportedDevice>> {
    sql!(tx, fetch_all ExportedDevice,
        "SELECT id, agent, address, created_at, seen_at FROM known_devices \
         WHERE user_id = $1 ORDER BY id", user)
}

/// Deletes every session of a person, including those that wait for a second factor.
pub async fn forget(tx: &mut Tx, user: UserId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM sessions WHERE user_id = $1 OR claimant_id = $1", user).map(drop)
}
