//! Alerts as they are stored, and what makes up a new one.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::core::mood::Mood;
use crate::core::text::{visible_lines, visible_part};
use crate::platform::clock::Timestamp;
use crate::platform::i18n::Message;
use crate::platform::ids::{AccountId, AccountUserId, AlertId, ApiTokenId, TeamId, UserId};

/// How urgent an alert is, the least first. Nobody is paged about a silent one.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    sqlx::Type,
    strum::AsRefStr,
    strum::EnumString,
    strum::EnumMessage,
    strum::VariantArray,
)]
#[strum(serialize_all = "lowercase")]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum Urgency {
    #[strum(message = "alerts-urgency-silent")]
    Silent,
    #[strum(message = "alerts-urgency-low")]
    Low,
    #[strum(message = "alerts-urgency-medium")]
    Medium,
    #[default]
    #[strum(message = "alerts-urgency-high")]
    High,
    #[strum(message = "alerts-urgency-critical")]
    Critical,
}

impl Urgency {
    /// Returns how it is shown.
    pub fn mood(self) -> Mood {
        match self {
            Self::Silent | Self::Low => Mood::Well,
            Self::Medium => Mood::Waiting,
            Self::High | Self::Critical => Mood::Ill,
        }
    }
}

/// The state of an alert.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    sqlx::Type,
    strum::AsRefStr,
    strum::EnumString,
    strum::EnumMessage,
    strum::VariantArray,
)]
#[strum(serialize_all = "lowercase")]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum AlertStatus {
    /// Nobody has been paged yet.
    #[strum(message = "alerts-status-queued")]
    Queued,
    /// Someone is being paged.
    #[strum(message = "alerts-status-open")]
    Open,
    /// Someone took it.
    #[strum(message = "alerts-status-acknowledged")]
    Acknowledged,
    #[strum(message = "alerts-status-resolved")]
    Resolved,
    /// Nobody was on call, or nobody answered to the end.
    #[strum(message = "alerts-status-dropped")]
    Dropped,
    /// It is silent: listed, and pages nobody.
    #[strum(message = "alerts-status-suppressed")]
    Suppressed,
}

impl AlertStatus {
    /// Tells whether people are or will be paged.
    pub fn pages(self) -> bool {
        matches!(self, Self::Queued | Self::Open)
    }

    /// Returns how it is shown.
    pub fn mood(self) -> Mood {
        match self {
            Self::Queued | Self::Open | Self::Dropped => Mood::Ill,
            Self::Acknowledged => Mood::Waiting,
            Self::Resolved | Self::Suppressed => Mood::Well,
        }
    }
}

/// An alert.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Alert {
    pub id: AlertId,
    pub account_id: AccountId,
    pub tiny_id: i64,
    pub title: String,
    pub description: String,
    pub urgency: Urgency,
    pub status: AlertStatus,
    pub thirdparty_id: Option<String>,
    tags: String,
    meta: String,
    pub maker_id: Option<UserId>,
    pub is_test: bool,
    pub times: i64,
    pub acknowledged_by: Option<UserId>,
    pub acknowledged_at: Option<Timestamp>,
    pub resolved_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

impl Alert {
    /// Returns its tags, in their order.
    pub fn tags(&self) -> Vec<String> {
        serde_json::from_str(&self.tags).unwrap_or_default()
    }

    /// Returns what its sender added for programs.
    pub fn meta(&self) -> Map<String, Value> {
        serde_json::from_str(&self.meta).unwrap_or_default()
    }
}

/// The title of an alert: one line of 1 to 250 characters. Characters that are not visible are
/// left out rather than refused, so that no monitor is silenced by them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertTitle(String);

/// The most characters of a title.
const MAX_TITLE: usize = 250;

impl FromStr for AlertTitle {
    type Err = Message;
    fn from_str(text: &str) -> Result<Self, Message> {
        let title = visible_part(text);
        match title.chars().count() {
            0 => Err(Message::new("alerts-title-empty")),
            1..=MAX_TITLE => Ok(Self(title)),
            _ => Err(Message::new("alerts-title-too-long").with("max", MAX_TITLE as i64)),
        }
    }
}

impl AsRef<str> for AlertTitle {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// The description of an alert: plain text of up to 8,192 characters on several lines, may be
/// empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AlertDescription(String);

/// The most characters of a description.
const MAX_DESCRIPTION: usize = 8_192;

impl FromStr for AlertDescription {
    type Err = Message;
    fn from_str(text: &str) -> Result<Self, Message> {
        let lines: Vec<_> = text.lines().map(visible_part).collect();
        visible_lines(&lines.join("\n"), MAX_DESCRIPTION).map(Self).map_err(|_| {
            Message::new("alerts-description-too-long").with("max", MAX_DESCRIPTION as i64)
        })
    }
}

impl AsRef<str> for AlertDescription {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// A comment on an alert: 1 to 8,192 characters on several lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentBody(String);

impl FromStr for CommentBody {
    type Err = Message;
    fn from_str(text: &str) -> Result<Self, Message> {
        let AlertDescription(body) = text.parse()?;
        match body.trim().is_empty() {
            true => Err(Message::new("alerts-comment-empty")),
            false => Ok(Self(body)),
        }
    }
}

impl AsRef<str> for CommentBody {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// A team or a member that is paged about an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Destination {
    Team(TeamId),
    Member(AccountUserId),
}

/// An alert that is about to be made.
#[derive(Clone, Debug)]
pub struct NewAlert {
    pub title: AlertTitle,
    pub description: AlertDescription,
    pub urgency: Urgency,
    pub destinations: Vec<Destination>,
    pub tags: Vec<String>,
    pub meta: Map<String, Value>,
    pub thirdparty_id: Option<String>,
    pub dedup_keys: Vec<String>,
    /// The person who makes it, and their token when a program does.
    pub maker: Option<UserId>,
    pub token: Option<ApiTokenId>,
    pub is_test: bool,
}

impl NewAlert {
    /// Makes an alert with nothing but what pages ask for.
    pub fn by(maker: UserId, title: AlertTitle, destinations: Vec<Destination>) -> Self {
        Self {
            title,
            description: AlertDescription::default(),
            urgency: Urgency::default(),
            destinations,
            tags: Vec::new(),
            meta: Map::new(),
            thirdparty_id: None,
            dedup_keys: Vec::new(),
            maker: Some(maker),
            token: None,
            is_test: false,
        }
    }
}
