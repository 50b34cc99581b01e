//! One attempt at a job: the job runs, its message is sent, and the outcome is recorded.

use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt;

use super::backoff::{MAX_ATTEMPTS, pause};
use super::email::send::SmtpDeadlines;
use super::ledger::{self, DeliveryState, Reason};
use super::queue::{self, Queue, TakenJob};
use super::transports::{ProviderFault, SendOutcome};
use super::worker::{JobRegistry, POLL};
use super::{JobStep, WorkerContext};
use crate::core::actor::Actor;
use crate::core::change::Change;
use crate::core::origin::Origin;
use crate::platform::db;

/// The longest time that sending may take. A mail server may take ten minutes to answer to a
/// message (RFC 5321 §4.5.3.2.6); the lease is much shorter, and renewed meanwhile.
const SEND_DEADLINE: Duration = Duration::from_secs(20 * 60);
const _: () = assert!(SEND_DEADLINE.as_secs() > SmtpDeadlines::WHOLE.as_secs());
/// The remaining time below which a lease is renewed.
const LEASE_LEFT: Duration = Duration::from_secs(queue::LEASE.as_secs() / 2);

/// How often recording an outcome is tried, once a second: for less time than a lease lasts.
const RECORD_TRIES: u32 = 50;

/// Runs a job and records the outcome. Recording is retried for almost as long as the lease lasts:
/// a message that was sent must not be sent again because the database was away for a moment.
pub async fn attempt(worker: &WorkerContext, registry: &JobRegistry, job: TakenJob) {
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
            if let Queue::Of(channel) = job.queue {
                worker.health.record(channel, &outcome, job.attempts > 1, now);
            }
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

/// Renews the lease of a job for as long as the future is awaited.
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
            // The lease was lost while the database was away; the message that is being sent goes
            // on.
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

enum AttemptResult {
    Void(Reason),
    Of(SendOutcome),
}

fn later(answer: &str) -> SendOutcome {
    SendOutcome::Later { answer: answer.to_owned(), after: None }
}

/// Begins a worker's change.
async fn begin(worker: &WorkerContext) -> db::Result<Change> {
    worker.begin(Actor::console(), Origin::default()).await
}

/// Runs the job. A job that only writes to the database commits together with its own removal from
/// the queue, so that it happens once. Returns `None` when the lease was lost meanwhile, or when
/// the message is known to be sent.
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

/// Records the outcome of an attempt in the queue and the ledger, while the lease is ours.
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
