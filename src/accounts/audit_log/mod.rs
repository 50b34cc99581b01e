//! Audit log: who did what to whom in an account, when and from where. Nothing here can change it.

mod page;
mod store;

pub use page::routes;
pub use store::list;

use crate::audit::{Event, Topic};
use crate::core::actor::Via;
use crate::platform::clock::Timestamp;
use crate::platform::ids::{AuditId, UserId};
use crate::users::search::Prefix;

/// Which entries are looked for.
#[derive(Default)]
pub struct LogQuery {
    pub topic: Option<Topic>,
    pub via: Option<Via>,
    /// Who did it, or to whom it was done.
    pub person: Option<UserId>,
    /// Words of the name of such a person, as long as they are in the account.
    pub words: Vec<Prefix>,
}

/// An entry with the names of those it is about. Who deleted their user has none any more.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct LogEntry {
    pub id: AuditId,
    pub created_at: Timestamp,
    pub actor_id: Option<UserId>,
    pub actor: Option<String>,
    pub subject_id: UserId,
    pub subject: String,
    event: String,
    pub via: Via,
    pub address: String,
    pub agent: String,
}

impl LogEntry {
    /// The event; `None` when a later version wrote one that this version does not know.
    pub fn event(&self) -> Option<Event> {
        serde_json::from_str(&self.event).ok()
    }
}
