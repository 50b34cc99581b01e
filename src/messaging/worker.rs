//! The workers: each queue takes its jobs, a few at a time, and waits for the next.

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

use super::attempt::attempt;
use super::queue::{self, BusyContacts, Queue};
use super::transports::ContactRefusal;
use super::under_way::UnderWay;
use super::{Contact, JobFuture, JobKind, WorkerContext};
use crate::core::change::Change;
use crate::platform::db;
use crate::platform::supervisor::Supervisor;

/// How often a queue looks for jobs that other processes have committed.
pub(super) const POLL: Duration = Duration::from_secs(1);

/// The kinds of jobs, and the effect of a contact's refusal, both defined by areas further left.
pub struct JobRegistry {
    /// The kinds of each noun that has jobs.
    pub kinds: &'static [&'static [JobKind]],
    /// Records that a contact refuses messages.
    pub refused: for<'a> fn(&'a mut Change, Contact, ContactRefusal) -> JobFuture<'a, ()>,
}

/// Runs the queues until told to stop, then finishes the jobs in progress. A queue that fails is
/// started again.
pub async fn work(
    worker: WorkerContext,
    registry: &'static JobRegistry,
    supervisor: Supervisor,
    stop: watch::Receiver<bool>,
) {
    let mut queues = JoinSet::new();
    for queue in Queue::all() {
        let (worker, supervisor, stop) = (worker.clone(), supervisor.clone(), stop.clone());
        queues.spawn(async move {
            let lane = || work_queue(worker.clone(), registry, queue, stop.clone());
            supervisor.keep(queue.name(), stop.clone(), lane).await;
        });
    }
    while queues.join_next().await.is_some() {}
}

/// Runs the jobs of a queue, a few at a time: if the process dies, at most their messages are sent
/// twice.
async fn work_queue(
    worker: WorkerContext,
    registry: &'static JobRegistry,
    queue: Queue,
    mut stop: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    let mut work = worker.db.work();
    let mut under_way = UnderWay::default();
    while !*stop.borrow() {
        if under_way.is_full() {
            tokio::select! {
                () = under_way.one_ends() => {}
                _ = stop.changed() => {}
            }
            continue;
        }
        // A commit from here on wakes the wait below.
        work.borrow_and_update();
        let (now, busy) = (worker.clock.now(), under_way.contacts());
        let pause = match queue::take(&worker.db, queue, now, &busy).await {
            Ok(Some(job)) => {
                let (contact, worker) = (job.contact_id, worker.clone());
                under_way.begin(contact, async move { attempt(&worker, registry, job).await });
                continue;
            }
            Ok(None) => until_due(&worker, queue).await,
            Err(error) => {
                tracing::error!(event = "outbox_unreadable", %error, "the outbox cannot be read");
                POLL
            }
        };
        // A job that is due but was not taken waits for its contact.
        let pause = if pause.is_zero() && !under_way.is_empty() { POLL } else { pause };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = under_way.one_ends() => {}
            _ = work.changed() => {}
            _ = stop.changed() => {}
        }
    }
    under_way.all_end().await;
    Ok(())
}

/// Returns how long to wait for the next job of a queue, unless a commit comes before.
async fn until_due(worker: &WorkerContext, queue: Queue) -> Duration {
    let next = async { queue::next_due(&mut worker.db.read().await?, queue).await };
    match next.await {
        Ok(Some(due)) => due.since(worker.clock.now()).min(POLL),
        Ok(None) => POLL,
        Err(error) => {
            tracing::error!(event = "outbox_unreadable", %error, "the outbox cannot be read");
            POLL
        }
    }
}

/// Runs every job that is due now, one after another, and returns how many there were.
pub async fn work_off(worker: &WorkerContext, registry: &JobRegistry) -> db::Result<usize> {
    let mut count = 0;
    loop {
        let before = count;
        for queue in Queue::all() {
            let nobody = BusyContacts::default();
            while let Some(job) =
                queue::take(&worker.db, queue, worker.clock.now(), &nobody).await?
            {
                attempt(worker, registry, job).await;
                count += 1;
            }
        }
        if count == before {
            return Ok(count);
        }
    }
}
