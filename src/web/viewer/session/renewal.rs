//! The renewal of a session: a new id, after a change of credentials or a reauthentication.

use tower_sessions::Session;

use super::flash::written;
use super::{STATE, SessionState, state};
use crate::platform::clock::Timestamp;
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::sql;
use crate::web::errors::{Error, Result};
use crate::web::viewer::device;

/// A session that gets a new id: it is deleted within the change, and stored again under the new id
/// once the change is committed.
pub struct Renewal {
    session: Session,
    state: SessionState,
}

impl Renewal {
    /// Reads the session before something in the same request changes its row.
    ///
    /// # Errors
    /// When the session ended meanwhile.
    pub async fn of(session: Session) -> Result<Self> {
        let state = state(&session).await?.ok_or(Error::SessionEnded)?;
        Ok(Self { session, state })
    }

    /// Deletes the session's row within a change. Its browser stays known with the person's new
    /// credentials.
    ///
    /// # Errors
    /// When the session is gone: it was signed out meanwhile, and must not come back.
    pub async fn take(&self, tx: &mut Tx) -> Result<()> {
        let id = self.state.id;
        let taken = sql!(tx, execute, "DELETE FROM sessions WHERE id = $1", id)?;
        if let (Some(user), Some(known)) = (self.state.user_id, self.state.device_id) {
            device::renew(tx, user, known).await?;
        }
        (taken == 1).then_some(()).ok_or(Error::SessionEnded)
    }

    /// Stores the session under a new id and the user's present epoch; after a change of
    /// credentials it is the person's only one. It may begin with a flash.
    pub async fn renew(
        mut self,
        epoch: i64,
        now: Timestamp,
        flash: Option<&Message>,
    ) -> Result<()> {
        self.state.epoch = epoch;
        self.state.authenticated_at = Some(now);
        self.state.flash = flash.map(written).transpose()?;
        self.session.cycle_id().await?;
        Ok(self.session.insert(STATE, self.state).await?)
    }
}
