//! Test alerts: a person pages themselves, and sees what arrives, and how fast they answered.

mod onboarding;
mod page;
mod store;
mod view;

use std::time::Duration;

pub use page::routes;

use super::alerts::timeline::{Entry, TimelineRow, timeline};
use super::alerts::{self, Alert, AlertMade, AlertTitle, AnsweredBy, Destination, NewAlert};
use crate::core::change::Change;
use crate::core::limits::{Limit, Verdict};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, AccountUserId, UserId};

/// The most test alerts of a person: calls cost money.
const MADE: Limit = Limit { name: "test-alert", tries: 10, window: Duration::from_secs(60 * 60) };

/// The outcome of a person's wish to page themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TestAlertMade {
    Made,
    TooMany {
        until: Timestamp,
    },
    /// The person is no longer in the account.
    Gone,
}

/// Makes an alert that pages the person who makes it, and nobody else.
pub async fn make(
    change: &mut Change,
    account: AccountId,
    user: UserId,
    member: AccountUserId,
    title: AlertTitle,
) -> Result<TestAlertMade> {
    let now = change.now();
    if let Verdict::Past { retry_after, .. } = MADE.count(change, &[user.as_bytes()]).await? {
        return Ok(TestAlertMade::TooMany { until: now + retry_after });
    }
    let new =
        NewAlert { is_test: true, ..NewAlert::by(user, title, vec![Destination::Member(member)]) };
    Ok(match alerts::make(change, account, &new).await? {
        AlertMade::Made(_) | AlertMade::Counted(_) => TestAlertMade::Made,
        AlertMade::TooMany { until } => TestAlertMade::TooMany { until },
        AlertMade::NoDestination(_) | AlertMade::TooWide => TestAlertMade::Gone,
    })
}

/// The latest test alert of a person.
pub struct TestAlert {
    pub alert: Alert,
    /// The messages about it, and what became of them.
    pub sent: Vec<TimelineRow>,
    /// Whether no channel of the person works.
    pub is_unreachable: bool,
    pub answer: Option<TestAnswer>,
}

/// A person's answer to their test alert.
#[derive(Debug, Clone, Copy)]
pub struct TestAnswer {
    pub by: AnsweredBy,
    /// How long after the alert was made.
    pub after: Duration,
}

/// Finds the latest test alert of a person in an account.
pub async fn latest(tx: &mut Tx, account: AccountId, user: UserId) -> Result<Option<TestAlert>> {
    let Some(id) = store::latest(tx, account, user).await? else { return Ok(None) };
    let Some(alert) = alerts::find(tx, account, id).await? else { return Ok(None) };
    let mut found = TestAlert { sent: Vec::new(), is_unreachable: false, answer: None, alert };
    for row in timeline(tx, id).await? {
        match row.entry() {
            Some(Entry::Sent { is_news: false, .. }) => found.sent.push(row),
            Some(Entry::Unreachable) => found.is_unreachable = true,
            Some(Entry::Acknowledged { by } | Entry::Rejected { by }) => {
                let after = row.created_at.since(found.alert.created_at);
                found.answer = Some(TestAnswer { by, after });
            }
            _ => {}
        }
    }
    Ok(Some(found))
}
