//! The session store of tower-sessions: our own table, which has session ids only as SHA-256.

use std::collections::HashMap;

use async_trait::async_trait;
use tower_sessions::cookie::time;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result, SessionStore};

use super::session::{STATE, SessionState, hash};
use crate::core::session::{ABSOLUTE, IDLE};
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::sql;

/// Stores sessions in our own table. A record's own expiry is ignored: our columns and our clock
/// decide.
#[derive(Clone, Debug)]
pub struct Store {
    db: Db,
    clock: Clock,
}

impl Store {
    pub fn new(db: Db, clock: Clock) -> Self {
        Self { db, clock }
    }

    fn state(record: &Record) -> Result<SessionState> {
        let state = record.data.get(STATE).cloned().ok_or_else(|| Error::Encode(STATE.into()))?;
        serde_json::from_value(state).map_err(|error| Error::Encode(error.to_string()))
    }
}

fn backend(error: crate::platform::db::Error) -> Error {
    tracing::warn!(event = "sessions_unreadable", %error, "sessions cannot be read or kept");
    Error::Backend(error.to_string())
}

#[async_trait]
impl SessionStore for Store {
    /// Stores a new session. In a browser that its person has removed meanwhile, the session is not
    /// stored.
    async fn create(&self, record: &mut Record) -> Result<()> {
        let state = Self::state(record)?;
        let mut tx = self.db.begin().await.map_err(backend)?;
        sql!(
            &mut tx,
            execute,
            "INSERT INTO sessions (id_hash, id, user_id, account_id, signed_in_by, epoch, \
                authenticated_at, agent, address, created_at, seen_at, flash, claimant_id, device_id) \
             SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14 \
             WHERE $15 OR EXISTS (SELECT 1 FROM known_devices WHERE id = $14)",
            &hash(record.id)[..],
            state.id,
            state.user_id,
            state.account_id,
            state.signed_in_by,
            state.epoch,
            state.authenticated_at,
            &state.agent,
            &state.address,
            state.created_at,
            state.seen_at,
            &state.flash,
            state.claimant_id,
            state.device_id,
            state.device_id.is_none()
        )
        .map_err(backend)?;
        tx.commit().await.map_err(backend)
    }

    /// Records the use of a session, the only thing that changes this way. A session that is gone
    /// stays gone, without an error: it was signed out meanwhile.
    async fn save(&self, record: &Record) -> Result<()> {
        let state = Self::state(record)?;
        let mut tx = self.db.begin().await.map_err(backend)?;
        sql!(
            &mut tx,
            execute,
            "UPDATE sessions SET seen_at = $2 WHERE id_hash = $1 AND seen_at < $2",
            &hash(record.id)[..],
            state.seen_at
        )
        .map_err(backend)?;
        tx.commit().await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let now = self.clock.now();
        let mut tx = self.db.read().await.map_err(backend)?;
        let state = sql!(&mut tx, fetch_optional SessionState,
            "SELECT id, user_id, account_id, signed_in_by, epoch, authenticated_at, agent, \
                    address, created_at, seen_at, flash, claimant_id, device_id \
             FROM sessions WHERE id_hash = $1 AND seen_at > $2 AND created_at > $3",
            &hash(*id)[..], now - IDLE, now - ABSOLUTE)
        .map_err(backend)?;
        let Some(state) = state else { return Ok(None) };
        let state =
            serde_json::to_value(state).map_err(|error| Error::Decode(error.to_string()))?;
        let data = HashMap::from([(STATE.to_owned(), state)]);
        let expiry_date = time::OffsetDateTime::UNIX_EPOCH.saturating_add(time::Duration::MAX);
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let mut tx = self.db.begin().await.map_err(backend)?;
        sql!(&mut tx, execute, "DELETE FROM sessions WHERE id_hash = $1", &hash(*id)[..])
            .map_err(backend)?;
        tx.commit().await.map_err(backend)
    }
}
