//! Audit log: who did what to whom in an account, when and from where. It is read-only here.

mod page;
mod store;

pub use page::routes;
pub use store::{list, newest};

use crate::audit::{Event, Topic};
use crate::core::actor::Via;
use crate::platform::clock::{TimeSpan, Timestamp};
use crate::platform::ids::{AuditId, UserId};
use crate::users::search::Prefix;

/// A search of the audit log.
#[derive(Default)]
pub struct LogQuery {
    pub topic: Option<Topic>,
    pub via: Option<Via>,
    /// The person who acted, or was acted on.
    pub person: Option<UserId>,
    /// Prefixes of words in the name of the actor or subject; only current members are found by
    /// them.
    pub words: Vec<Prefix>,
    pub span: TimeSpan,
}

/// An entry with the names of its actor and subject. A person who deleted their user has no name
/// any more.
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
    /// Returns the event; `None` when a later version wrote one that this version does not know.
    pub fn event(&self) -> Option<Event> {
        serde_json::from_str(&self.event).ok()
    }
}
