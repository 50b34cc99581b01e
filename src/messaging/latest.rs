//! The latest messages to a person, with their states.

use uuid::Uuid;

use super::ledger::{DeliveryState, Reason, uuid};
use super::{Channel, Contact};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::UserId;
use crate::sql;

/// One of the latest messages to a person.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct LatestDelivery {
    contact_id: Uuid,
    pub kind: String,
    pub channel: Channel,
    pub state: DeliveryState,
    pub reason: Option<Reason>,
    pub answer: Option<String>,
    pub created_at: Timestamp,
}

impl LatestDelivery {
    /// Tells whether the message went to this contact.
    pub fn is_to(&self, contact: Contact) -> bool {
        self.contact_id == uuid(contact)
    }

    /// Tells whether sending was attempted: a provider has answered, or could not be reached.
    pub fn was_tried(&self) -> bool {
        self.answer.is_some()
    }
}

/// Lists the latest messages of a kind to a person, the newest first.
pub async fn of_kind(tx: &mut Tx, user: UserId, kind: &str) -> Result<Vec<LatestDelivery>> {
    sql!(tx, fetch_all LatestDelivery,
        "SELECT contact_id, kind, channel, state, reason, answer, created_at \
         FROM deliveries WHERE user_id = $1 AND kind = $2 ORDER BY id DESC LIMIT 100",
        user, kind)
}

/// Lists the latest messages and calls to a person's phones, the newest first.
pub async fn to_phones(tx: &mut Tx, user: UserId) -> Result<Vec<LatestDelivery>> {
    sql!(tx, fetch_all LatestDelivery,
        "SELECT contact_id, kind, channel, state, reason, answer, created_at \
         FROM deliveries WHERE user_id = $1 AND channel IN ('sms', 'voice') \
         ORDER BY id DESC LIMIT 100",
        user)
}
