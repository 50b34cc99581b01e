//! The SQL of timelines.

use super::EntryOf;
use crate::messaging::ledger::{DeliveryState, Reason};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AlertEntryId, AlertId, UserId};
use crate::sql;

/// An entry of a timeline with the names of people, and the state of its message.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct TimelineRow {
    pub id: AlertEntryId,
    pub(super) entry: String,
    pub actor: Option<String>,
    pub user: Option<String>,
    /// The masked address or number of its message, while the ledger has it.
    pub sent_to: Option<String>,
    pub state: Option<DeliveryState>,
    pub reason: Option<Reason>,
    pub created_at: Timestamp,
}

pub async fn insert_entry(
    tx: &mut Tx,
    alert: AlertId,
    entry: &str,
    about: EntryOf,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO alert_entries (id, alert_id, nth, actor_id, user_id, entry, delivery_id, \
            created_at) \
         SELECT $1, $2, COALESCE(MAX(nth), 0) + 1, $3, $4, $5, $6, $7 FROM alert_entries \
         WHERE alert_id = $2",
        AlertEntryId::mint(now),
        alert,
        about.actor,
        about.user,
        entry,
        about.delivery,
        now
    )
    .map(drop)
}

/// Returns the last entry of a timeline as it is stored, and who did it.
pub async fn last(tx: &mut Tx, alert: AlertId) -> Result<Option<(Option<UserId>, String)>> {
    sql!(
        tx,
        fetch_optional(Option<UserId>, String),
        "SELECT actor_id, entry FROM alert_entries WHERE alert_id = $1 ORDER BY nth DESC LIMIT 1",
        alert
    )
}

/// The most entries of a timeline that are listed.
pub const MOST_ENTRIES: usize = 500;

/// Lists the newest entries of an alert's timeline, the oldest of them first.
pub async fn timeline(tx: &mut Tx, alert: AlertId) -> Result<Vec<TimelineRow>> {
    let mut rows = sql!(tx, fetch_all TimelineRow,
        "SELECT e.id, e.entry, a.name AS actor, u.name AS \"user\", d.sent_to, d.state, d.reason, \
                e.created_at \
         FROM alert_entries e LEFT JOIN users a ON a.id = e.actor_id \
         LEFT JOIN users u ON u.id = e.user_id LEFT JOIN deliveries d ON d.id = e.delivery_id \
         WHERE e.alert_id = $1 ORDER BY e.nth DESC LIMIT $2",
        alert, MOST_ENTRIES as i64)?;
    rows.reverse();
    Ok(rows)
}
