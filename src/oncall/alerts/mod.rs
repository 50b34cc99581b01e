//! Alerts: what someone must act on, who is paged about it, and what they answer.

mod alert;
mod answer;
pub mod comments;
mod page;
pub mod paging;
mod replies;
mod store;
pub mod timeline;

use std::time::Duration;

pub use alert::{
    Alert, AlertDescription, AlertStatus, AlertTitle, CommentBody, Destination, NewAlert, Urgency,
};
pub use answer::{Answer, Answered, Answering, acknowledge, may_resolve, reject, resolve};
pub use page::routes;
pub use replies::{KeyPressed, PhoneReply, SmsReply, keypress, reply};
pub use store::{AlertRow, find, list, lock, of_id, set_status, waiting_for};
pub use timeline::AnsweredBy;

use self::timeline::{Entry, EntryOf, record};
use crate::accounts::{account, teams};
use crate::core::change::Change;
use crate::core::cleanup::Cleanup;
use crate::core::limits::{Limit, Verdict};
use crate::core::personal_data::{self, ExportPart, Forget};
use crate::core::rotation::OpenLinks;
use crate::messaging::{Channel, JobKind};
use crate::platform::clock::Timestamp;
use crate::platform::db::{self, Result, Tx};
use crate::platform::i18n::Message;
use crate::platform::ids::{AccountId, AlertId, DestinationId, TeamId, UserId};

/// The name of the counter of an account's alerts.
pub const ALERTS: &str = "alert";

/// The most alerts that one person makes: each pages people, and calls cost money.
const MADE: Limit = Limit { name: "alert", tries: 60, window: Duration::from_secs(60 * 60) };

/// Alerts are kept for thirteen months.
const OLDEST: Duration = Duration::from_secs(396 * 24 * 60 * 60);

pub const JOBS: &[JobKind] =
    &[JobKind::of::<paging::AlertStep>(), JobKind::of::<paging::AlertMessage>()];

/// Deletes old alerts that are over.
pub const CLEANUP: Cleanup =
    Cleanup { name: "alerts", run: |tx, now| Box::pin(store::tidy(tx, now - OLDEST)) };

/// Exports the alerts that a person made.
pub const EXPORT: ExportPart = ExportPart {
    name: "alerts",
    read: |tx, user| personal_data::document(store::exported(tx, user)),
};

/// Exports the comments that a person wrote.
pub const COMMENTS_EXPORT: ExportPart = ExportPart {
    name: "alert_comments",
    read: |tx, user| personal_data::document(comments::exported(tx, user)),
};

/// Takes a person off the alerts of their accounts, which stay.
pub const FORGET: Forget = |change, user| Box::pin(store::forget(change, user));

/// Counts the links that answer an alert.
pub const OPEN_LINKS: OpenLinks =
    |tx, made_before, now| Box::pin(paging::open_before(tx, made_before, now));

/// A search of an account's alerts.
pub struct AlertQuery {
    /// Who reads the list.
    pub reader: UserId,
    pub status: Option<AlertStatus>,
    pub urgency: Option<Urgency>,
    pub team: Option<TeamId>,
    /// Only those about which the reader was paged.
    pub is_mine: bool,
    pub number: Option<i64>,
    /// Words of the title or tags.
    pub words: Vec<String>,
    pub thirdparty_id: Option<String>,
}

impl AlertQuery {
    /// Makes a search that finds all alerts.
    pub fn all(reader: UserId) -> Self {
        Self {
            reader,
            status: None,
            urgency: None,
            team: None,
            is_mine: false,
            number: None,
            words: Vec::new(),
            thirdparty_id: None,
        }
    }

    /// Adds what someone typed into a search: words, or `#` and a number.
    pub fn sought(&mut self, text: &str) {
        match text.strip_prefix('#').and_then(|number| number.trim().parse().ok()) {
            Some(number) => self.number = Some(number),
            None => self.words = text.split_whitespace().map(str::to_owned).collect(),
        }
    }
}

/// The outcome of making an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlertMade {
    Made(AlertId),
    /// It counts at an alert that is not over.
    Counted(AlertId),
    /// The account has no such destination.
    NoDestination(Destination),
    /// The person has made too many.
    TooMany {
        until: Timestamp,
    },
}

/// Makes an alert, and begins to page its destinations. One that repeats an alert which is not over
/// counts there; a higher urgency or a further destination is applied.
pub async fn make(change: &mut Change, account: AccountId, new: &NewAlert) -> Result<AlertMade> {
    change.lock_account(account).await?;
    for destination in &new.destinations {
        if !exists(change, account, *destination).await? {
            return Ok(AlertMade::NoDestination(*destination));
        }
    }
    if let Some(id) = store::repeated(change, account, new).await? {
        return count(change, id, new).await;
    }
    let now = change.now();
    if let Some(maker) = new.maker
        && let Verdict::Past { retry_after, .. } = MADE.count(change, &[maker.as_bytes()]).await?
    {
        return Ok(AlertMade::TooMany { until: now + retry_after });
    }
    let id = AlertId::mint(now);
    let tiny_id = account::next_tiny_id(change, account, ALERTS).await?;
    let status = match new.urgency {
        Urgency::Silent => AlertStatus::Suppressed,
        _ => AlertStatus::Queued,
    };
    store::insert(change, id, account, tiny_id, new, status, now).await?;
    record(change, id, &Entry::Made, EntryOf { actor: new.maker, ..EntryOf::default() }).await?;
    for destination in &new.destinations {
        add_destination(change, id, *destination, status.pages()).await?;
    }
    Ok(AlertMade::Made(id))
}

async fn exists(tx: &mut Tx, account: AccountId, destination: Destination) -> Result<bool> {
    Ok(match destination {
        Destination::Team(team) => teams::find(tx, account, team).await?.is_some(),
        Destination::Member(member) => account::member(tx, account, member).await?.is_some(),
    })
}

async fn add_destination(
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
    let about = EntryOf { actor: new.maker, ..EntryOf::default() };
    let known = paging::destinations(change, id).await?;
    let is_new = |one: &&Destination| !known.iter().any(|has| has.destination() == Some(**one));
    let added: Vec<_> = new.destinations.iter().filter(is_new).copied().collect();
    let is_raised = new.urgency > alert.urgency;
    let begins_anew = alert.status == AlertStatus::Dropped || is_raised;
    if !begins_anew && added.is_empty() {
        record(change, id, &Entry::Repeated, about).await?;
        return Ok(AlertMade::Counted(id));
    }
    let urgency = new.urgency.max(alert.urgency);
    store::set_urgency(change, id, urgency, now).await?;
    store::set_status(change, id, AlertStatus::Queued, now).await?;
    let entry = Entry::Raised { urgency: urgency.as_ref().to_owned() };
    record(change, id, &entry, about).await?;
    for mut here in known.into_iter().filter(|_| begins_anew) {
        paging::end_pages_of(change, here.id, now).await?;
        here.step += 1;
        (here.layer, here.repeated, here.due_at, here.ended_at) = (0, 0, None, None);
        paging::set_step(change, &here).await?;
        paging::queue(change, &here, Duration::ZERO).await?;
    }
    for destination in added {
        add_destination(change, id, destination, true).await?;
    }
    Ok(AlertMade::Counted(id))
}

/// Deletes an alert that is resolved. Returns `false` when it is not, or gone.
pub async fn delete(change: &mut Change, account: AccountId, id: AlertId) -> Result<bool> {
    change.lock_account(account).await?;
    let found = store::lock(change, id).await?.filter(|alert| alert.account_id == account);
    if found.is_none_or(|alert| alert.status != AlertStatus::Resolved) {
        return Ok(false);
    }
    store::delete(change, account, id).await?;
    account::count_down(change, account, ALERTS).await?;
    Ok(true)
}

/// Says what became of an answer, in a sentence for the way by which it was given.
pub async fn words_of(
    tx: &mut Tx,
    answered: &Answered,
    number: i64,
    by: AnsweredBy,
) -> Result<Message> {
    let of = |page, sms, voice| match by {
        AnsweredBy::Message(Channel::Sms) => sms,
        AnsweredBy::Message(Channel::Voice) => voice,
        AnsweredBy::Page | AnsweredBy::Api | AnsweredBy::Message(_) => page,
    };
    let over = of("alerts-answered-over", "sms-answered-over", "voice-answered-over");
    let message = match answered {
        Answered::Done(Answer::Acknowledged) => Message::new(of(
            "alerts-answered-acknowledged",
            "sms-answered-acknowledged",
            "voice-answered-acknowledged",
        )),
        Answered::Done(Answer::Rejected) => Message::new(of(
            "alerts-answered-rejected",
            "sms-answered-rejected",
            "voice-answered-rejected",
        )),
        Answered::Done(Answer::Resolved) => Message::new("alerts-answered-resolved"),
        Answered::Already { by: Some(user), .. } => match paging::name_of(tx, *user).await? {
            Some(name) => Message::new(of(
                "alerts-answered-already",
                "sms-answered-already",
                "voice-answered-already",
            ))
            .with("name", name),
            None => Message::new(over),
        },
        Answered::Already { by: None, .. } | Answered::Over(_) | Answered::Gone => {
            Message::new(over)
        }
        Answered::NotPaged => Message::new(of(
            "alerts-answered-not-paged",
            "sms-answered-over",
            "voice-answered-over",
        )),
        Answered::MayNotResolve => Message::new("alerts-answered-may-not-resolve"),
    };
    Ok(message.with("number", number.to_string()))
}
