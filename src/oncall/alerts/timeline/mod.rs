//! The timeline of an alert: what happened, who did it, and whom it is about.

mod store;

use serde::{Deserialize, Serialize};
pub use store::{MOST_ENTRIES, TimelineRow, timeline};

use crate::core::change::Change;
use crate::messaging::Channel;
use crate::oncall::alerts::{MOST_DESTINATIONS, Urgency};
use crate::platform::db::{self, Result};
use crate::platform::i18n::Message;
use crate::platform::ids::{AlertId, DeliveryId, UserId};

/// The way by which someone answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AnsweredBy {
    Page,
    Api,
    Message(Channel),
}

/// An entry of a timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Entry {
    Made,
    /// It was sent again, and counts here.
    Repeated,
    /// A repeat named so many further destinations that the alert has no room for them.
    NoRoom {
        count: i64,
    },
    /// It was sent again with a higher urgency, or for a further destination.
    Raised {
        urgency: String,
    },
    /// A layer of a team begins.
    LayerBegan {
        team: String,
        layer: i64,
    },
    /// The admins are paged, after everyone else.
    AdminsBegan,
    /// Nobody is on call on a layer.
    NobodyOnCall {
        team: String,
        layer: i64,
    },
    /// A message about it was queued for the person.
    Sent {
        channel: Channel,
        /// Whether the message only says what became of the alert.
        #[serde(default)]
        is_news: bool,
    },
    /// No message can reach the person.
    Unreachable,
    /// Nobody answered while a layer lasted.
    Unanswered,
    Acknowledged {
        by: AnsweredBy,
    },
    Rejected {
        by: AnsweredBy,
    },
    Resolved {
        by: AnsweredBy,
    },
    /// The person gets one message about many alerts, as they came at the same time.
    Held,
    /// The person who acknowledged the alert was asked whether they still work on it.
    Asked,
    /// A person handed the alert off to the teams and people of these names.
    HandedOff {
        #[serde(default)]
        to: Vec<String>,
    },
    /// A person who was paged about the alert, or acknowledged it, left the account.
    PersonLeft,
    /// Nobody answered to the end, or nobody was on call.
    Dropped,
}

impl Entry {
    /// Returns the sentence of the entry; `$actor` and `$user` are the names of people.
    pub fn words(&self) -> Message {
        match self {
            Self::Made => Message::new("alerts-entry-made"),
            Self::Repeated => Message::new("alerts-entry-repeated"),
            Self::NoRoom { count } => Message::new("alerts-entry-no-room")
                .with("count", *count)
                .with("max", MOST_DESTINATIONS as i64),
            Self::Raised { .. } => Message::new("alerts-entry-raised"),
            Self::LayerBegan { team, layer } => {
                Message::new("alerts-entry-layer").with("team", team.clone()).with("layer", *layer)
            }
            Self::AdminsBegan => Message::new("alerts-entry-admins"),
            Self::NobodyOnCall { team, layer } => {
                Message::new("alerts-entry-nobody").with("team", team.clone()).with("layer", *layer)
            }
            Self::Sent { is_news: false, .. } => Message::new("alerts-entry-sent"),
            Self::Sent { is_news: true, .. } => Message::new("alerts-entry-news"),
            Self::Unreachable => Message::new("alerts-entry-unreachable"),
            Self::Unanswered => Message::new("alerts-entry-unanswered"),
            Self::Acknowledged { .. } => Message::new("alerts-entry-acknowledged"),
            Self::Rejected { .. } => Message::new("alerts-entry-rejected"),
            Self::Resolved { .. } => Message::new("alerts-entry-resolved"),
            Self::Held => Message::new("alerts-entry-held"),
            Self::Asked => Message::new("alerts-entry-asked"),
            Self::PersonLeft => Message::new("alerts-entry-left"),
            Self::HandedOff { to } => {
                Message::new("alerts-entry-handed-off").with("to", to.clone())
            }
            Self::Dropped => Message::new("alerts-entry-dropped"),
        }
    }

    /// Returns the entry as it is stored.
    fn text(&self) -> Result<String> {
        serde_json::to_string(self).map_err(|error| db::Error::Encode(error.into()))
    }

    /// Returns the urgency to which it was raised.
    pub fn urgency(&self) -> Option<Urgency> {
        match self {
            Self::Raised { urgency } => urgency.parse().ok(),
            _ => None,
        }
    }

    /// Returns the way by which someone answered.
    pub fn answered_by(&self) -> Option<AnsweredBy> {
        match self {
            Self::Acknowledged { by } | Self::Rejected { by } | Self::Resolved { by } => Some(*by),
            _ => None,
        }
    }
}

/// The people of an entry: who did it, and whom it is about; and its message.
#[derive(Clone, Copy, Debug, Default)]
pub struct EntryOf {
    pub actor: Option<UserId>,
    pub user: Option<UserId>,
    pub delivery: Option<DeliveryId>,
}

/// Adds an entry to the timeline of an alert.
pub async fn record(
    change: &mut Change,
    alert: AlertId,
    entry: &Entry,
    about: EntryOf,
) -> Result<()> {
    let now = change.now();
    store::insert_entry(change, alert, &entry.text()?, about, now).await
}

/// Adds an entry, unless the last one says the same: a monitor may repeat it every few seconds.
pub async fn record_once(
    change: &mut Change,
    alert: AlertId,
    entry: &Entry,
    about: EntryOf,
) -> Result<()> {
    match store::last(change, alert).await? {
        Some(last) if last == (about.actor, entry.text()?) => Ok(()),
        _ => record(change, alert, entry, about).await,
    }
}

impl TimelineRow {
    /// Returns the entry; `None` when a later version wrote one that this version does not know.
    pub fn entry(&self) -> Option<Entry> {
        serde_json::from_str(&self.entry).ok()
    }
}
