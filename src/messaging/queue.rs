//! The SQL of work that waits: taken by a lease that is the same on both databases.

use std::time::Duration;

use uuid::Uuid;

use super::Channel;
use crate::core::cleanup::Cleanup;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Db, Result, Tx};
use crate::platform::ids::{DeliveryId, JobId, UserId};
use crate::sql;

/// A job that was given up can be looked at for so long.
const OLDEST_DEAD: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// The cleanup of jobs that were given up.
pub const CLEANUP: Cleanup =
    Cleanup { name: "jobs", run: |tx, now| Box::pin(tidy(tx, now - OLDEST_DEAD)) };

/// A worker has a job for itself for so long, and again for as long as it is at it: see [`renew`]. When
/// it dies, another one takes the job after this.
pub const LEASE: Duration = Duration::from_secs(120);

/// So many jobs of a queue are under way at once in a process, so that a slow recipient holds up few others.
pub const AT_ONCE: usize = 6;

/// The contacts that messages are being sent to, and nobody's id in the places that are left.
pub type BusyContacts = [Uuid; AT_ONCE];

/// A job that this worker has for itself.
#[derive(Debug, sqlx::FromRow)]
pub struct TakenJob {
    pub id: JobId,
    pub queue: Channel,
    pub kind: String,
    pub payload: String,
    pub delivery_id: Option<DeliveryId>,
    /// What its message goes to.
    pub contact_id: Option<Uuid>,
    /// How often it was taken, this time counted: what tells this lease from a later one.
    pub attempts: i64,
}

pub async fn insert(
    tx: &mut Tx,
    queue: Channel,
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
        queue,
        kind,
        payload,
        delivery,
        due_at,
        now
    )
    .map(drop)
}

/// Takes the job of a queue that has been due for longest, if there is one, but none whose message goes
/// to a busy contact: two that were under way at once might arrive in the wrong order. Of several workers
/// that reach for a job at once, one gets it: the others find it no longer due.
pub async fn take(
    db: &Db,
    queue: Channel,
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
        queue, now, now + LEASE, a, b, c, d, e, f)?;
    tx.commit().await?;
    Ok(taken)
}

/// When the next job of a lane is due.
pub async fn next_due(tx: &mut Tx, queue: Channel) -> Result<Option<Timestamp>> {
    sql!(tx, scalar Option<Timestamp>,
        "SELECT MIN(due_at) FROM outbox WHERE queue = $1 AND dead_at IS NULL", queue)
}

/// The worker is still at the job, whose lease begins anew. `false` when someone else has it.
pub async fn renew(db: &Db, job: &TakenJob, now: Timestamp) -> Result<bool> {
    let mut tx = db.begin().await?;
    let is_ours = put_off(&mut tx, job, now + LEASE).await?;
    tx.commit().await?;
    Ok(is_ours)
}

/// The job is done. `false` when the lease was over and someone else has it.
pub async fn remove(tx: &mut Tx, job: &TakenJob) -> Result<bool> {
    sql!(tx, execute, "DELETE FROM outbox WHERE id = $1 AND attempts = $2", job.id, job.attempts)
        .map(|n| n == 1)
}

/// The job is to be tried again at a later moment.
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

/// The job is given up; it stays to be seen, without its payload: nothing runs it again, and some
/// payloads name people.
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

/// Deletes the jobs that name a person and send no message themselves; those that send one go with
/// the message. An id is the same text in every payload, and part of nothing else.
pub async fn forget(tx: &mut Tx, user: UserId) -> Result<()> {
    let named = format!("%{}%", uuid::Uuid::from(user));
    sql!(tx, execute, "DELETE FROM outbox WHERE delivery_id IS NULL AND payload LIKE $1", named)
        .map(drop)
}
