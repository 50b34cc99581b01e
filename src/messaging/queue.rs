//! The SQL of the queues: jobs are taken by a lease that works alike on both databases.

use std::time::Duration;

use uuid::Uuid;

use super::Channel;
use crate::core::cleanup::Cleanup;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Db, Result, Tx};
use crate::platform::ids::{DeliveryId, JobId, UserId};
use crate::sql;

/// How long a job that was given up stays visible.
const OLDEST_DEAD: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// Deletes old jobs that were given up.
pub const CLEANUP: Cleanup =
    Cleanup { name: "jobs", run: |tx, now| Box::pin(tidy(tx, now - OLDEST_DEAD)) };

/// How long a worker holds a job, unless it renews the lease: see [`renew`]. When the worker dies,
/// another one takes the job after this.
pub const LEASE: Duration = Duration::from_secs(120);

/// The most jobs of a queue that a process runs at once, so that a slow recipient delays few
/// others.
pub const AT_ONCE: usize = 6;

/// A queue of jobs: one for each channel that the program sends on, and one for work that sends no
/// message itself, which no slow provider delays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Queue {
    Work,
    Of(Channel),
}

impl Queue {
    /// Lists every queue.
    pub fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self::Work).chain(Channel::sending().map(Self::Of))
    }

    /// Returns its name in the database and in the log.
    pub fn name(self) -> &'static str {
        match self {
            Self::Work => "work",
            Self::Of(channel) => channel.into(),
        }
    }
}

impl TryFrom<String> for Queue {
    type Error = strum::ParseError;
    fn try_from(name: String) -> std::result::Result<Self, strum::ParseError> {
        match Self::Work.name() == name {
            true => Ok(Self::Work),
            false => name.parse().map(Self::Of),
        }
    }
}

/// The contacts that messages are being sent to; unused entries are nobody's id.
pub type BusyContacts = [Uuid; AT_ONCE];

/// A job that this worker holds.
#[derive(Debug, sqlx::FromRow)]
pub struct TakenJob {
    pub id: JobId,
    #[sqlx(try_from = "String")]
    pub queue: Queue,
    pub kind: String,
    pub payload: String,
    pub delivery_id: Option<DeliveryId>,
    /// The contact of its message.
    pub contact_id: Option<Uuid>,
    /// How often it was taken, this time included, which tells this lease from a later one.
    pub attempts: i64,
}

pub async fn insert(
    tx: &mut Tx,
    queue: Queue,
    kind: &str,
    payload: &str,
    delivery: Option<DeliveryId>,
    due_at: Timestamp,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO outbox (id, queue, kind, payload, delivery_id, attempts, due_at, created_at) \
         VALUES ($1, $2, $3, $4, $5, 0, $6, $7)",
        JobId::mint(now),
        queue.name(),
        kind,
        payload,
        delivery,
        due_at,
        now
    )
    .map(drop)
}

/// Takes the job of a queue that has been due for longest, except jobs whose message goes to a busy
/// contact: two messages at once might arrive in the wrong order. Of concurrent workers one gets
/// the job: the others find it no longer due.
pub async fn take(
    db: &Db,
    queue: Queue,
    now: Timestamp,
    busy: &BusyContacts,
) -> Result<Option<TakenJob>> {
    let [a, b, c, d, e, f] = *busy;
    let mut tx = db.begin().await?;
    let taken = sql!(&mut tx, fetch_optional TakenJob,
        "UPDATE outbox SET attempts = attempts + 1, due_at = $3 \
         WHERE due_at <= $2 AND dead_at IS NULL AND id = \
            (SELECT job.id FROM outbox job WHERE job.queue = $1 AND job.due_at <= $2 \
                AND job.dead_at IS NULL AND NOT EXISTS \
                (SELECT 1 FROM deliveries message WHERE message.id = job.delivery_id \
                    AND message.contact_id IN ($4, $5, $6, $7, $8, $9)) \
             ORDER BY job.due_at, job.id LIMIT 1) \
         RETURNING id, queue, kind, payload, delivery_id, attempts, \
            (SELECT message.contact_id FROM deliveries message \
             WHERE message.id = outbox.delivery_id) AS contact_id",
        queue.name(), now, now + LEASE, a, b, c, d, e, f)?;
    tx.commit().await?;
    Ok(taken)
}

/// Returns when the next job of a queue is due.
pub async fn next_due(tx: &mut Tx, queue: Queue) -> Result<Option<Timestamp>> {
    sql!(tx, scalar Option<Timestamp>,
        "SELECT MIN(due_at) FROM outbox WHERE queue = $1 AND dead_at IS NULL", queue.name())
}

/// Renews the lease of a job. Returns `false` when another worker has it.
pub async fn renew(db: &Db, job: &TakenJob, now: Timestamp) -> Result<bool> {
    let mut tx = db.begin().await?;
    let is_ours = put_off(&mut tx, job, now + LEASE).await?;
    tx.commit().await?;
    Ok(is_ours)
}

/// Deletes a finished job. Returns `false` when the lease ran out and another worker has it.
pub async fn remove(tx: &mut Tx, job: &TakenJob) -> Result<bool> {
    sql!(tx, execute, "DELETE FROM outbox WHERE id = $1 AND attempts = $2", job.id, job.attempts)
        .map(|n| n == 1)
}

/// Schedules another attempt at a job.
pub async fn put_off(tx: &mut Tx, job: &TakenJob, until: Timestamp) -> Result<bool> {
    sql!(
        tx,
        execute,
        "UPDATE outbox SET due_at = $3 WHERE id = $1 AND attempts = $2",
        job.id,
        job.attempts,
        until
    )
    .map(|n| n == 1)
}

/// Gives a job up. It stays visible without its payload: nothing runs it again, and some payloads
/// name people.
pub async fn mark_dead(tx: &mut Tx, job: &TakenJob, now: Timestamp) -> Result<bool> {
    sql!(
        tx,
        execute,
        "UPDATE outbox SET dead_at = $3, payload = '{}' WHERE id = $1 AND attempts = $2",
        job.id,
        job.attempts,
        now
    )
    .map(|n| n == 1)
}

async fn tidy(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql!(tx, execute, "DELETE FROM outbox WHERE dead_at < $1", before)
}

/// Deletes the jobs that name a person and send no message themselves; jobs that send one are
/// deleted with the message. An id has one text form in every payload, and is no part of any other
/// text.
pub async fn forget(tx: &mut Tx, user: UserId) -> Result<()> {
    let named = format!("%{}%", uuid::Uuid::from(user));
    sql!(tx, execute, "DELETE FROM outbox WHERE delivery_id IS NULL AND payload LIKE $1", named)
        .map(drop)
}
