//! Alerts that are made, and repeats that count at one which is not over.

use std::time::Duration;

use super::alert::{AlertSource, AlertStatus, Destination, NewAlert, Urgency};
use super::paging::{self, DestinationRow};
use super::timeline::{Entry, EntryOf, record, record_once};
use super::{ALERTS, store};
use crate::accounts::{account, teams};
use crate::core::change::Change;
use crate::core::limits::{Limit, Verdict};
use crate::platform::clock::Timestamp;
use crate::platform::db::{self, Result, Tx};
use crate::platform::ids::{AccountId, AlertId, DestinationId};

/// The most alerts that one person or monitor makes. What they page is limited by the people who
/// are paged: see `paging/flood`.
const MADE: Limit = Limit { name: "alert", tries: 1_000, window: Duration::from_secs(60 * 60) };

/// The most destinations of an alert.
pub const MOST_DESTINATIONS: usize = 100;

/// The outcome of making an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlertMade {
    Made(AlertId),
    /// The alert counts at an earlier one that is not over.
    Counted(AlertId),
    /// The account has no such destination.
    NoDestination(Destination),
    /// The alert has more destinations than are allowed.
    TooWide,
    /// The person has made too many.
    TooMany {
        until: Timestamp,
    },
}

/// Makes an alert, and begins to page its destinations. One that repeats an alert which is not over
/// counts there; a higher urgency or a further destination is applied.
pub async fn make(change: &mut Change, account: AccountId, new: &NewAlert) -> Result<AlertMade> {
    change.lock_account(account).await?;
    if new.destinations.len() > MOST_DESTINATIONS {
        return Ok(AlertMade::TooWide);
    }
    for destination in &new.destinations {
        if name_of(change, account, *destination).await?.is_none() {
            return Ok(AlertMade::NoDestination(*destination));
        }
    }
    let now = change.now();
    if let Some(token) = new.source.token() {
        store::mark_sender(change, token, now).await?;
    }
    if let Some(id) = store::repeated(change, account, new).await? {
        return count(change, id, new).await;
    }
    let sender = match new.source {
        AlertSource::Person(user) | AlertSource::Token(user, _) => *user.as_bytes(),
        AlertSource::Monitor(key) => *key.as_bytes(),
    };
    if let Verdict::Past { retry_after, .. } = MADE.count(change, &[&sender]).await? {
        return Ok(AlertMade::TooMany { until: now + retry_after });
    }
    let id = AlertId::mint(now);
    let tiny_id = account::next_tiny_id(change, account, ALERTS).await?;
    let status = match new.urgency {
        Urgency::Silent => AlertStatus::Suppressed,
        _ => AlertStatus::Queued,
    };
    store::insert(change, id, account, tiny_id, new, status, now).await?;
    record(change, id, &Entry::Made, EntryOf { actor: new.source.maker(), ..EntryOf::default() })
        .await?;
    for destination in &new.destinations {
        add_destination(change, id, *destination, status.pages()).await?;
    }
    Ok(AlertMade::Made(id))
}

/// Returns the name of a destination; `None` when the account has none such.
pub async fn name_of(
    tx: &mut Tx,
    account: AccountId,
    destination: Destination,
) -> Result<Option<String>> {
    Ok(match destination {
        Destination::Team(team) => teams::find(tx, account, team).await?.map(|team| team.name),
        Destination::Member(member) => {
            account::member(tx, account, member).await?.map(|member| member.name)
        }
    })
}

/// Adds a destination to an alert, and begins to page it when the alert pages people.
pub async fn add_destination(
    change: &mut Change,
    alert: AlertId,
    destination: Destination,
    pages: bool,
) -> Result<()> {
    let (id, now) = (DestinationId::mint(change.now()), change.now());
    paging::insert_destination(change, id, alert, destination, now).await?;
    if pages {
        let all = paging::destinations(change, alert).await?;
        if let Some(here) = all.iter().find(|here| here.id == id) {
            paging::queue(change, here, Duration::ZERO).await?;
        }
    }
    Ok(())
}

/// Counts another sending of an alert, and pages whom it adds. A dropped alert begins anew.
async fn count(change: &mut Change, id: AlertId, new: &NewAlert) -> Result<AlertMade> {
    let gone = || db::Error::InvalidArgument("the alert was deleted meanwhile".to_owned());
    let alert = store::lock(change, id).await?.ok_or_else(gone)?;
    let now = change.now();
    store::count_again(change, id, now).await?;
    let about = EntryOf { actor: new.source.maker(), ..EntryOf::default() };
    let known = paging::destinations(change, id).await?;
    // Whom a hand-off replaced stays replaced.
    let ever = paging::all_destinations(change, id).await?;
    let is_new = |one: &&Destination| !ever.contains(&one.ids());
    let mut added: Vec<_> = new.destinations.iter().filter(is_new).copied().collect();
    let is_raised = new.urgency > alert.urgency;
    let begins_anew = alert.status == AlertStatus::Dropped || is_raised;
    let urgency = new.urgency.max(alert.urgency);
    let has_room = known.len() + added.len() <= MOST_DESTINATIONS;
    if !has_room {
        let entry = Entry::NoRoom { count: added.len() as i64 };
        record_once(change, id, &entry, about).await?;
        added.clear();
    }
    let is_same = !begins_anew && added.is_empty();
    if is_same || urgency == Urgency::Silent {
        if has_room {
            record_once(change, id, &Entry::Repeated, about).await?;
        }
        return Ok(AlertMade::Counted(id));
    }
    store::set_urgency(change, id, urgency, now).await?;
    store::reopen(change, id, now).await?;
    let entry = Entry::Raised { urgency: urgency.as_ref().to_owned() };
    record(change, id, &entry, about).await?;
    if begins_anew {
        page_anew(change, known).await?;
    }
    for destination in added {
        add_destination(change, id, destination, true).await?;
    }
    Ok(AlertMade::Counted(id))
}

/// Pages destinations from their first layer on.
pub async fn page_anew(change: &mut Change, destinations: Vec<DestinationRow>) -> Result<()> {
    let now = change.now();
    for mut here in destinations {
        paging::end_pages_of(change, here.id, now).await?;
        here.step += 1;
        here.round_from = here.step;
        (here.layer, here.repeated, here.due_at, here.ended_at) = (0, 0, None, None);
        paging::set_step(change, &here).await?;
        paging::queue(change, &here, Duration::ZERO).await?;
    }
    Ok(())
}
