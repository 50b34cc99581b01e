//! The lookout: who acknowledged an alert that shows no sign of life for a day is asked about it.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{AlertNews, notify, store};
use crate::core::change::Change;
use crate::messaging::{self, Job, JobFuture, JobStep, WorkerContext};
use crate::oncall::alerts::timeline::{Entry, EntryOf, record};
use crate::oncall::alerts::{self, AlertStatus};
use crate::platform::clock::Timestamp;
use crate::platform::db::Result;
use crate::platform::ids::AlertId;

/// How long an acknowledged alert may stay without a comment or a change.
const QUIET: Duration = Duration::from_secs(24 * 60 * 60);

/// The job that asks who acknowledged an alert whether they still work on it.
#[derive(Serialize, Deserialize)]
pub struct AlertLookout {
    pub alert: AlertId,
    pub acknowledged_at: Timestamp,
}

/// Queues the first question about an alert that is acknowledged now.
pub async fn look_out(change: &mut Change, alert: AlertId) -> Result<()> {
    let now = change.now();
    messaging::at(change, &AlertLookout { alert, acknowledged_at: now }, now + QUIET).await
}

impl Job for AlertLookout {
    const KIND: &'static str = "alert-lookout";

    fn run<'a>(self, worker: &'a WorkerContext, change: &'a mut Change) -> JobFuture<'a, JobStep> {
        Box::pin(async move {
            let found = alerts::lock(change, self.alert).await?;
            let is_same = |alert: &alerts::Alert| {
                alert.status == AlertStatus::Acknowledged
                    && alert.acknowledged_at == Some(self.acknowledged_at)
            };
            let Some(alert) = found.filter(is_same) else { return Ok(JobStep::Done) };
            let Some(taker) = alert.acknowledged_by else { return Ok(JobStep::Done) };
            let now = change.now();
            let sign = store::last_sign(change, alert.id).await?.max(Some(alert.updated_at));
            let next = sign.map_or(now, |sign| sign + QUIET);
            if next > now {
                messaging::at(change, &self, next).await?;
                return Ok(JobStep::Done);
            }
            let about = EntryOf { user: Some(taker), ..EntryOf::default() };
            record(change, alert.id, &Entry::Asked, about).await?;
            notify(change, &worker.transports, &alert, taker, &AlertNews::Asked).await?;
            messaging::at(change, &self, now + QUIET).await?;
            Ok(JobStep::Done)
        })
    }
}
