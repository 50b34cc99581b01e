//! Alerts as they are stored, and what makes up a new one.

use serde::Serialize;
use serde_json::{Map, Value};
use strum::VariantArray;
use utoipa::ToSchema;
use utoipa::openapi::ObjectBuilder;

use super::wording::{AlertDescription, AlertTitle, SenderKey, Tag};
use crate::core::mood::Mood;
use crate::core::text::visible_part;
use crate::platform::clock::Timestamp;
use crate::platform::ids::{
    AccountId, AccountUserId, AlertId, AlertKeyId, ApiTokenId, TeamId, UserId,
};
use crate::web::api::field::ApiString;

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
    Serialize,
    ToSchema,
    sqlx::Type,
    strum::AsRefStr,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumMessage,
    strum::VariantArray,
)]
#[serde(rename_all = "lowercase")]
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

impl ApiString for Urgency {
    const SHARED: Option<&'static str> = Some("Urgency");

    fn describe(text: ObjectBuilder) -> ObjectBuilder {
        text.enum_values(Some(Self::allowed()))
    }
    fn allowed() -> Vec<&'static str> {
        Self::VARIANTS.iter().map(Into::into).collect()
    }
}

/// The state of an alert.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    ToSchema,
    sqlx::Type,
    strum::AsRefStr,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumMessage,
    strum::VariantArray,
)]
#[serde(rename_all = "lowercase")]
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
    pub alert_key_id: Option<AlertKeyId>,
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

    /// Returns the incident that its sender made of it.
    pub fn incident(&self) -> Option<Incident> {
        let meta = self.meta();
        let text = |name| meta.get(name).and_then(Value::as_str).map(visible_part);
        let is_one = meta.get("incident").is_some_and(|is_one| *is_one == Value::Bool(true));
        is_one.then(|| Incident {
            severity: text("incident_severity").filter(|text| !text.is_empty()),
            message: text("incident_message").filter(|text| !text.is_empty()),
        })
    }

    /// Returns what its sender added for programs.
    pub fn meta(&self) -> Map<String, Value> {
        serde_json::from_str(&self.meta).unwrap_or_default()
    }
}

/// An incident that the sender of an alert made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    /// SEV-1 to SEV-5, or whatever the sender said.
    pub severity: Option<String>,
    pub message: Option<String>,
}

/// A team or a member that is paged about an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Destination {
    Team(TeamId),
    Member(AccountUserId),
}

impl Destination {
    /// Returns the team, or the member.
    pub fn ids(self) -> (Option<TeamId>, Option<AccountUserId>) {
        match self {
            Self::Team(team) => (Some(team), None),
            Self::Member(member) => (None, Some(member)),
        }
    }
}

/// The source of an alert, by which its repeats are recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlertSource {
    /// A person, on a page.
    Person(UserId),
    /// A program with a person's API token.
    Token(UserId, ApiTokenId),
    /// A monitor with an alert key.
    Monitor(AlertKeyId),
}

impl AlertSource {
    /// Returns the person who made it.
    pub fn maker(self) -> Option<UserId> {
        match self {
            Self::Person(user) | Self::Token(user, _) => Some(user),
            Self::Monitor(_) => None,
        }
    }

    /// Returns the API token with which it was made.
    pub fn token(self) -> Option<ApiTokenId> {
        match self {
            Self::Token(_, token) => Some(token),
            Self::Person(_) | Self::Monitor(_) => None,
        }
    }

    /// Returns the alert key with which it was made.
    pub fn key(self) -> Option<AlertKeyId> {
        match self {
            Self::Monitor(key) => Some(key),
            Self::Person(_) | Self::Token(..) => None,
        }
    }
}

/// An alert that is about to be made.
#[derive(Clone, Debug)]
pub struct NewAlert {
    pub title: AlertTitle,
    pub description: AlertDescription,
    pub urgency: Urgency,
    pub destinations: Vec<Destination>,
    pub tags: Vec<Tag>,
    pub meta: Map<String, Value>,
    pub thirdparty_id: Option<SenderKey>,
    pub dedup_keys: Vec<SenderKey>,
    pub source: AlertSource,
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
            source: AlertSource::Person(maker),
            is_test: false,
        }
    }
}

/// The changes of an alert. `None` leaves an attribute as it is.
#[derive(Clone, Debug, Default)]
pub struct AlertChanges {
    pub title: Option<AlertTitle>,
    pub description: Option<AlertDescription>,
    pub urgency: Option<Urgency>,
    pub tags: Option<Vec<Tag>>,
    pub meta: Option<Map<String, Value>>,
}
