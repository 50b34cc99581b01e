//! Floods: who is paged about very many alerts at once gets one message that says how many.

mod message;
mod store;

pub use message::AlertCount;
pub use store::hold;

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::recipients;
use crate::core::change::Change;
use crate::core::limits::{Limit, Verdict};
use crate::messaging::{self, Job, JobFuture, JobStep, WorkerContext};
use crate::oncall::alerts::Alert;
use crate::oncall::alerts::timeline::{Entry, EntryOf, record};
use crate::platform::db::Result;
use crate::platform::ids::{AccountId, UserId};

/// The alerts of one urgency about which a person is paged one by one. Each urgency counts by
/// itself, so that many low ones hide no critical one.
const BUDGET: Limit = Limit { name: "alert-page", tries: 10, window: Duration::from_secs(10 * 60) };

/// How long alerts are gathered before the message that counts them.
const GATHERED: Duration = Duration::from_secs(60);

/// How late the message may be before another one is queued.
const OVERDUE: Duration = Duration::from_secs(10 * 60);

/// Counts a page, and tells whether the person has had too many to get another message.
pub async fn is_flood(change: &mut Change, alert: &Alert, user: UserId) -> Result<bool> {
    let who = [alert.account_id.as_bytes(), user.as_bytes(), alert.urgency.as_ref().as_bytes()];
    Ok(matches!(BUDGET.count(change, &who).await?, Verdict::Past { .. }))
}

/// Queues the message that counts the held pages of a person, unless it is due already.
pub async fn count_later(change: &mut Change, account: AccountId, user: UserId) -> Result<()> {
    let now = change.now();
    let due = now + GATHERED;
    match store::gather(change, account, user, due, now - OVERDUE).await? {
        true => messaging::at(change, &AlertDigest { account, user }, due).await,
        false => Ok(()),
    }
}

/// The job that counts the pages of a person that were held back, and queues the messages that say
/// how many nobody has taken.
#[derive(Serialize, Deserialize)]
pub struct AlertDigest {
    pub account: AccountId,
    pub user: UserId,
}

impl Job for AlertDigest {
    const KIND: &'static str = "alert-digest";

    fn run<'a>(self, worker: &'a WorkerContext, change: &'a mut Change) -> JobFuture<'a, JobStep> {
        Box::pin(async move {
            let Self { account, user } = self;
            store::end_digest(change, account, user).await?;
            let waiting = store::release_held(change, account, user).await?;
            if waiting.is_empty() {
                return Ok(JobStep::Done);
            }
            let count = i64::try_from(waiting.len()).unwrap_or(i64::MAX);
            let to = recipients(change, &worker.transports, account, user, true).await?;
            if to.is_empty() {
                for alert in waiting {
                    let about = EntryOf { user: Some(user), ..EntryOf::default() };
                    record(change, alert, &Entry::Unreachable, about).await?;
                }
                return Ok(JobStep::Done);
            }
            for to in to {
                let (email, phone) = to.contact.ids();
                let message = AlertCount { account, count, channel: to.channel, email, phone };
                messaging::send(change, &to, &message).await?;
            }
            Ok(JobStep::Done)
        })
    }
}
