//! The workers: each lane takes its jobs, a few at a time, and waits for the next.

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

use super::attempt::attempt;
use super::queue::{self, BusyContacts};
use super::transports::ContactRefusal;
use super::under_way::UnderWay;
use super::{Channel, Contact, JobFuture, JobKind, WorkerContext};
use crate::core::change::Change;
use crate::platform::db;
use crate::platform::supervisor::Supervisor;

/// The time after which commits of other processes are found at the latest.
pub(super) const POLL: Duration = Duration::from_secs(1);

/// The kinds of jobs, and what a refusal leads to: areas further left define both.
pub struct JobRegistry {
    /// A list for each noun that has jobs.
    pub kinds: &'static [&'static [JobKind]],
    /// Records that a contact refuses messages.
    pub refused: for<'a> fn(&'a mut Change, Contact, ContactRefusal) -> JobFuture<'a, ()>,
}

/// Works until told to stop, then finishes what is under way. A lane that breaks down is started
/// again.
pub async fn work(
    worker: WorkerContext,
    registry: &'static JobRegistry,
    supervisor: Supervisor,
    stop: watch::Receiver<bool>,
) {
    let mut queues = JoinSet::new();
    for queue in Channel::sending() {
        let (worker, supervisor, stop) = (worker.clone(), supervisor.clone(), stop.clone());
        queues.spawn(async move {
            let lane = || work_queue(worker.clone(), registry, queue, stop.clone());
            supervisor.keep(queue.into(), stop.clone(), lane).await;
        });
    }
    while queues.join_next().await.is_some() {}
}

/// A few jobs at a time: should the process die, at most their messages are sent twice.
async fn work_queue(
    worker: WorkerContext,
    registry: &'static JobRegistry,
    queue: Channel,
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
        // What is committed from here on wakes us below.
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
        // A job that is due and was not taken waits for its contact.
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

/// How long to wait for the next job of a lane, unless a commit wakes us before.
async fn until_due(worker: &WorkerContext, queue: Channel) -> Duration {
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

/// Works off all that is due now, one after another, and says how many jobs that were.
pub async fn work_off(worker: &WorkerContext, registry: &JobRegistry) -> db::Result<usize> {
    let mut count = 0;
    loop {
        let before = count;
        for queue in Channel::sending() {
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
