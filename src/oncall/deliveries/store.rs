//! The SQL of deliveries and jobs.

use crate::messaging::Channel;
use crate::messaging::ledger::{DeliveryState, Reason};
use crate::platform::clock::Timestamp;
use crate::platform::db::list::Window;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, DeliveryId, JobId, UserId};
use crate::sql;

/// A message of the ledger.
#[derive(sqlx::FromRow)]
pub struct Delivery {
    pub id: DeliveryId,
    pub name: String,
    pub kind: String,
    pub channel: Channel,
    pub sent_to: String,
    pub state: DeliveryState,
    pub reason: Option<Reason>,
    pub answer: Option<String>,
    pub reference: Option<String>,
    pub created_at: Timestamp,
}

/// Lists one person's messages, the newest first.
pub async fn of_user(tx: &mut Tx, user: UserId, window: Window) -> Result<Vec<Delivery>> {
    sql!(tx, fetch_all Delivery,
        "SELECT d.id, u.name, d.kind, d.channel, d.sent_to, d.state, d.reason, d.answer, \
                d.reference, d.created_at \
         FROM deliveries d JOIN users u ON u.id = d.user_id \
         WHERE d.user_id = $1 ORDER BY d.id DESC LIMIT $2 OFFSET $3",
        user, window.rows, window.offset)
}

/// Lists an account's messages, the newest first.
pub async fn of_account(tx: &mut Tx, account: AccountId, window: Window) -> Result<Vec<Delivery>> {
    sql!(tx, fetch_all Delivery,
        "SELECT d.id, u.name, d.kind, d.channel, d.sent_to, d.state, d.reason, d.answer, \
                d.reference, d.created_at \
         FROM deliveries d JOIN users u ON u.id = d.user_id \
         WHERE d.account_id = $1 ORDER BY d.id DESC LIMIT $2 OFFSET $3",
        account, window.rows, window.offset)
}

/// A job that waits or was given up, without its payload.
#[derive(sqlx::FromRow)]
pub struct Waiting {
    pub id: JobId,
    pub kind: String,
    pub queue: Channel,
    pub attempts: i64,
    pub due_at: Timestamp,
    pub dead_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

/// Lists the jobs of an account that wait or were given up, the newest first.
pub async fn jobs(tx: &mut Tx, account: AccountId, window: Window) -> Result<Vec<Waiting>> {
    sql!(tx, fetch_all Waiting,
        "SELECT o.id, o.kind, o.queue, o.attempts, o.due_at, o.dead_at, o.created_at \
         FROM outbox o JOIN deliveries d ON d.id = o.delivery_id \
         WHERE d.account_id = $1 ORDER BY o.id DESC LIMIT $2 OFFSET $3",
        account, window.rows, window.offset)
}
