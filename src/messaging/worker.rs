//! The workers: each lane takes its jobs, sends, and writes down what came of it.

use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::backoff::{MAX_ATTEMPTS, pause};
use super::email::send::SmtpDeadlines;
use super::ledger::{self, DeliveryState, Reason};
use super::queue::{self, BusyContacts, TakenJob};
use super::transports::{ContactRefusal, ProviderFault, SendOutcome};
use super::under_way::UnderWay;
use super::{Channel, Contact, JobFuture, JobKind, JobStep, WorkerContext};
use crate::core::actor::Actor;
use crate::core::change::Change;
use crate::core::origin::Origin;
use crate::platform::db;
use crate::platform::supervisor::Supervisor;

/// Sending may take so long, all in all. A mail server's answer to a message alone may take ten
/// minutes; the lease is much shorter, and renewed meanwhile.
const SEND_DEADLINE: Duration = Duration::from_secs(20 * 60);
const _: () = assert!(SEND_DEADLINE.as_secs() > SmtpDeadlines::WHOLE.as_secs());
/// A lease with less than this left is renewed.
const LEASE_LEFT: Duration = Duration::from_secs(queue::LEASE.as_secs() / 2);
/// Other processes' commits are found this late.
const POLL: Duration = Duration::from_secs(1);
/// The outcome of an attempt is written down at once, or tried so often, once a second.
const RECORD_TRIES: u32 = 50;
/// The kinds of jobs, and what a refusal leads to: areas further left define both.
pub struct JobRegistry {
    /// A list for each noun that has jobs.
    pub kinds: &'static [&'static [JobKind]],
    /// Marks a contact that refuses.
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

/// Gives a job its turn, and writes down what came of it. The writing is tried for as long as the
/// lease lasts: what was sent must not be sent again because the database was away for a moment.
async fn attempt(worker: &WorkerContext, registry: &JobRegistry, job: TakenJob) {
    let prepared = AssertUnwindSafe(prepare(worker, registry, &job)).catch_unwind().await;
    let result = match prepared.unwrap_or_else(|_| Err(anyhow::anyhow!("it panicked"))) {
        Ok(Some(JobStep::Send(outgoing))) => {
            let Some(delivery) = job.delivery_id else {
                tracing::error!(
                    event = "delivery_missing",
                    job = %job.id,
                    "a message without its row in the ledger"
                );
                return;
            };
            let to = outgoing.to().to_owned();
            let sending = worker.transports.send(delivery, outgoing, worker.clock.now());
            let outcome = tokio::select! {
                outcome = tokio::time::timeout(SEND_DEADLINE, sending) => outcome,
                never = keep_lease(worker, &job) => match never {},
            };
            let outcome = outcome.unwrap_or_else(|_| SendOutcome::ProviderFailed {
                answer: "no answer in time".to_owned(),
                after: None,
                fault: ProviderFault::Connection,
            });
            let (outcome, now) = (outcome.without(&to), worker.clock.now());
            worker.health.record(job.queue, &outcome, job.attempts > 1, now);
            AttemptResult::Of(outcome)
        }
        Ok(Some(JobStep::Void(reason))) => AttemptResult::Void(reason),
        Ok(Some(JobStep::Done) | None) => return,
        Err(error) => {
            tracing::error!(
                event = "job_failed",
                job = %job.id,
                kind = job.kind,
                error = format!("{error:#}"),
                "a job failed"
            );
            AttemptResult::Of(later("it could not be made ready"))
        }
    };
    for _ in 0..RECORD_TRIES {
        let Err(error) = write_down(worker, registry, &job, &result).await else { return };
        tracing::error!(
            event = "outcome_not_noted",
            job = %job.id,
            error = format!("{error:#}"),
            "cannot note what came of a job"
        );
        tokio::time::sleep(POLL).await;
    }
}

/// Renews the lease of a job for as long as it is awaited.
async fn keep_lease(worker: &WorkerContext, job: &TakenJob) -> Infallible {
    let mut renewed_at = worker.clock.now();
    loop {
        tokio::time::sleep(POLL).await;
        let now = worker.clock.now();
        if now.since(renewed_at) < queue::LEASE - LEASE_LEFT {
            continue;
        }
        match queue::renew(&worker.db, job, now).await {
            Ok(true) => renewed_at = now,
            // It was lost while the database was away; what is being sent goes on all the same.
            Ok(false) => std::future::pending::<()>().await,
            Err(error) => {
                tracing::error!(
                    event = "lease_not_renewed",
                    job = %job.id,
                    %error,
                    "a lease cannot be renewed"
                );
            }
        }
    }
}

/// The outcome of one attempt at a job.
enum AttemptResult {
    Void(Reason),
    Of(SendOutcome),
}

fn later(answer: &str) -> SendOutcome {
    SendOutcome::Later { answer: answer.to_owned(), after: None }
}

/// A change that a worker makes.
async fn begin(worker: &WorkerContext) -> db::Result<Change> {
    worker.begin(Actor::console(), Origin::default()).await
}

/// Runs the job. Work on the database alone is committed together with the job's end, so that it
/// happens once; `None` when the lease was lost meanwhile, or the message is known to be out.
async fn prepare(
    worker: &WorkerContext,
    registry: &JobRegistry,
    job: &TakenJob,
) -> anyhow::Result<Option<JobStep>> {
    let kind = registry.kinds.iter().copied().flatten().find(|kind| kind.name == job.kind);
    let kind = kind.ok_or_else(|| anyhow::anyhow!("this version knows no such kind of job"))?;
    let mut change = begin(worker).await?;
    if let Some(delivery) = job.delivery_id
        && !ledger::is_owed(&mut change, delivery).await?
    {
        queue::remove(&mut change, job).await?;
        change.commit().await?;
        return Ok(None);
    }
    let step = (kind.run)(worker, &mut change, &job.payload).await?;
    if let JobStep::Done = step {
        if !queue::remove(&mut change, job).await? {
            return Ok(None);
        }
        change.commit().await?;
    }
    Ok(Some(step))
}

async fn write_down(
    worker: &WorkerContext,
    registry: &JobRegistry,
    job: &TakenJob,
    came: &AttemptResult,
) -> anyhow::Result<()> {
    let mut change = begin(worker).await?;
    let now = change.now();
    let still_ours = match came {
        AttemptResult::Of(
            SendOutcome::Later { after, .. } | SendOutcome::ProviderFailed { after, .. },
        ) if job.attempts < MAX_ATTEMPTS => {
            queue::put_off(&mut change, job, now + pause(job.attempts, *after)).await?
        }
        AttemptResult::Of(SendOutcome::Later { .. } | SendOutcome::ProviderFailed { .. }) => {
            tracing::error!(
                event = "job_given_up",
                job = %job.id,
                kind = job.kind,
                "a job is given up"
            );
            queue::mark_dead(&mut change, job, now).await?
        }
        _ => queue::remove(&mut change, job).await?,
    };
    if !still_ours {
        tracing::warn!(
            event = "job_taken_over",
            job = %job.id,
            "another worker has taken this job meanwhile"
        );
        return Ok(());
    }
    if let Some(delivery) = job.delivery_id {
        let (state, reason, answer) = match came {
            AttemptResult::Void(Reason::Blocked) => {
                (DeliveryState::Blocked, Some(Reason::Blocked), None)
            }
            AttemptResult::Void(reason) => (DeliveryState::Failed, Some(*reason), None),
            AttemptResult::Of(SendOutcome::Off) => (DeliveryState::Failed, Some(Reason::Off), None),
            AttemptResult::Of(SendOutcome::Sent { answer, .. }) => {
                (DeliveryState::Sent, None, Some(answer))
            }
            AttemptResult::Of(SendOutcome::Failed { answer, reason }) => {
                (DeliveryState::Failed, *reason, Some(answer))
            }
            AttemptResult::Of(SendOutcome::Refused { answer, .. }) => {
                (DeliveryState::Blocked, None, Some(answer))
            }
            AttemptResult::Of(
                SendOutcome::Later { answer, .. } | SendOutcome::ProviderFailed { answer, .. },
            ) => match job.attempts < MAX_ATTEMPTS {
                true => (DeliveryState::Queued, None, Some(answer)),
                false => (DeliveryState::Failed, Some(Reason::GivenUp), Some(answer)),
            },
        };
        let answer = answer.map(String::as_str);
        ledger::record_outcome(&mut change, delivery, state, reason, answer, now).await?;
        match came {
            AttemptResult::Of(SendOutcome::Sent { reference: Some(reference), .. }) => {
                ledger::set_provider_id(&mut change, delivery, reference).await?;
            }
            AttemptResult::Of(SendOutcome::Refused { refusal, .. }) => {
                if let Some(contact) = ledger::contact(&mut change, delivery).await? {
                    (registry.refused)(&mut change, contact, *refusal).await?;
                }
            }
            _ => {}
        }
    }
    Ok(change.commit().await?)
}
