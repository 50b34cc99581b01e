//! Alerts: what someone must act on, who is paged about it, and what they answer.

mod alert;
mod answer;
pub mod api;
mod changes;
pub mod comments;
mod handoff;
mod leaving;
mod making;
mod page;
pub mod paging;
mod replies;
mod senders;
mod store;
pub mod timeline;
mod wording;

use std::time::Duration;

pub use alert::{
    Alert, AlertChanges, AlertSource, AlertStatus, Destination, Incident, NewAlert, Urgency,
};
pub use answer::{Answer, Answered, Answering, acknowledge, may_resolve, reject, resolve};
pub use api::routes as api_routes;
pub use changes::{AlertChanged, change};
pub use handoff::{Handoff, hand_off};
pub use leaving::left;
pub use making::{AlertMade, MOST_DESTINATIONS, make};
pub use page::routes;
pub use replies::{KeyPressed, PhoneReply, SmsReply, keypress, reply};
pub use senders::{makes_alerts, token_ends};
pub use store::{AlertRow, containing, find, held_by, list, lock, of_id, set_status, waiting_for};
pub use timeline::AnsweredBy;
pub use wording::{AlertDescription, AlertTitle, CommentBody, SenderKey, Tag};

use crate::accounts::account;
use crate::core::change::Change;
use crate::core::cleanup::Cleanup;
use crate::core::personal_data::{self, ExportPart, Forget};
use crate::core::rotation::OpenLinks;
use crate::messaging::{Channel, JobKind};
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::Message;
use crate::platform::ids::{AccountId, AlertId, TeamId, UserId};

/// The name of the counter of an account's alerts.
pub const ALERTS: &str = "alert";

/// Alerts are kept for thirteen months.
const OLDEST: Duration = Duration::from_secs(396 * 24 * 60 * 60);

pub const JOBS: &[JobKind] = &[
    JobKind::of::<paging::AlertStep>(),
    JobKind::of::<paging::AlertMessage>(),
    JobKind::of::<paging::AlertDigest>(),
    JobKind::of::<paging::AlertCount>(),
    JobKind::of::<paging::AlertLookout>(),
    JobKind::of::<senders::SenderMail>(),
];

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
