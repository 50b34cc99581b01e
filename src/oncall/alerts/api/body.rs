//! Alerts in API v4: the bodies.

use serde::Deserialize;

use crate::oncall::alerts::{
    AlertChanges, AlertDescription, AlertSource, AlertTitle, CommentBody, Destination, NewAlert,
    SenderKey, Tag, Urgency,
};
use crate::platform::ids::{AccountUserId, TeamId};
use crate::web::api::Result;
use crate::web::api::body::{ApiBody, Fields};
use crate::web::api::field::{Ids, Patch, Text, Texts};
use crate::web::api::object::JsonObject;
use crate::web::api::refusal::Refusal;

/// The fields of destinations.
pub const TEAMS: &str = "destination_team_ids";
pub const MEMBERS: &str = "destination_account_user_ids";

/// The teams and members who are paged.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct DestinationsBody {
    destination_team_ids: Patch<Ids<TeamId>>,
    destination_account_user_ids: Patch<Ids<AccountUserId>>,
}

impl DestinationsBody {
    /// Tells whether it names a destination, or has an error that is said anyway.
    fn is_there(&self) -> bool {
        let is_empty = |is_empty: Option<bool>| is_empty.unwrap_or(true);
        let teams = match &self.destination_team_ids {
            Patch::Refused { .. } => Some(false),
            ids => ids.value().map(Ids::is_empty),
        };
        let members = match &self.destination_account_user_ids {
            Patch::Refused { .. } => Some(false),
            ids => ids.value().map(Ids::is_empty),
        };
        !is_empty(teams) || !is_empty(members)
    }

    /// Returns the destinations.
    ///
    /// # Errors
    /// When there is none, or an id is of another kind.
    pub fn read(&self) -> Result<Vec<Destination>> {
        let teams = self.destination_team_ids.value();
        let teams = teams.map(|ids| ids.known(TEAMS, "teams of this account")).transpose()?;
        let members = self.destination_account_user_ids.value();
        let members = members.map(|ids| ids.known(MEMBERS, "users of this account")).transpose()?;
        let teams = teams.into_iter().flatten().map(Destination::Team);
        let members = members.into_iter().flatten().map(Destination::Member);
        let all: Vec<_> = teams.chain(members).collect();
        if all.is_empty() {
            return Err(Refusal::missing(TEAMS));
        }
        Ok(all)
    }
}

impl ApiBody for DestinationsBody {
    const NAME: &'static str = "AlertDestinations";
    const EXAMPLE: &'static str = r#"{"destination_team_ids": ["tem_01m8c4kjgne3pvvkbwy7td9rhq"]}"#;

    fn check(&self, fields: &mut impl Fields) {
        fields
            .of(TEAMS, &self.destination_team_ids)
            .of(MEMBERS, &self.destination_account_user_ids);
    }
}

/// An alert to create. It has at least one destination.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct NewAlertBody {
    title: Patch<Text<AlertTitle>>,
    urgency: Patch<Text<Urgency>>,
    description: Patch<Text<AlertDescription>>,
    #[serde(flatten)]
    destinations: DestinationsBody,
    tags: Patch<Texts<Tag>>,
    thirdparty_id: Patch<Text<SenderKey>>,
    dedup_keys: Patch<Texts<SenderKey>>,
    meta: Patch<JsonObject>,
}

impl ApiBody for NewAlertBody {
    const NAME: &'static str = "NewAlert";
    const NEW_EXAMPLE: &'static str = r#"{"title": "DB volume is 85 % full", "urgency": "high",
        "destination_team_ids": ["tem_01m8c4kjgne3pvvkbwy7td9rhq"]}"#;
    fn check(&self, fields: &mut impl Fields) {
        fields
            .required("title", &self.title)
            .required("urgency", &self.urgency)
            .of("description", &self.description)
            .of("tags", &self.tags)
            .of("thirdparty_id", &self.thirdparty_id)
            .of("dedup_keys", &self.dedup_keys)
            .of("meta", &self.meta);
        self.destinations.check(fields);
        fields.one_of(TEAMS, self.destinations.is_there());
    }
}

impl NewAlertBody {
    /// Returns the alert of a source.
    ///
    /// # Errors
    /// When it has no destination, or an id is of another kind.
    pub fn alert(self, source: AlertSource) -> Result<NewAlert> {
        let destinations = self.destinations.read()?;
        let title = self.title.value().ok_or_else(|| Refusal::missing("title"))?;
        let urgency = self.urgency.value().ok_or_else(|| Refusal::missing("urgency"))?;
        Ok(NewAlert {
            title: title.0.clone(),
            description: self.description.value().map(|text| text.0.clone()).unwrap_or_default(),
            urgency: urgency.0,
            destinations,
            tags: self.tags.value().map(|tags| tags.0.clone()).unwrap_or_default(),
            meta: self.meta.value().map(|meta| meta.0.clone()).unwrap_or_default(),
            thirdparty_id: self.thirdparty_id.value().map(|id| id.0.clone()),
            dedup_keys: self.dedup_keys.value().map(|keys| keys.0.clone()).unwrap_or_default(),
            source,
            is_test: false,
        })
    }
}

/// An alert to update. Omitted attributes keep their values.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct AlertBody {
    title: Patch<Text<AlertTitle>>,
    description: Patch<Text<AlertDescription>>,
    urgency: Patch<Text<Urgency>>,
    tags: Patch<Texts<Tag>>,
    meta: Patch<JsonObject>,
}

impl ApiBody for AlertBody {
    const NAME: &'static str = "AlertAttributes";
    const EXAMPLE: &'static str = r#"{"description": "The disk of db1"}"#;

    fn check(&self, fields: &mut impl Fields) {
        fields
            .of("title", &self.title)
            .of("description", &self.description)
            .of("urgency", &self.urgency)
            .of("tags", &self.tags)
            .of("meta", &self.meta);
    }
}

impl AlertBody {
    /// Returns the changes that this body makes to an alert.
    pub fn changes(self) -> AlertChanges {
        AlertChanges {
            title: self.title.value().map(|title| title.0.clone()),
            description: self.description.value().map(|text| text.0.clone()),
            urgency: self.urgency.value().map(|urgency| urgency.0),
            tags: self.tags.value().map(|tags| tags.0.clone()),
            meta: self.meta.value().map(|meta| meta.0.clone()),
        }
    }
}

/// A comment to add.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct NewCommentBody {
    pub body: Patch<Text<CommentBody>>,
}

impl ApiBody for NewCommentBody {
    const NAME: &'static str = "NewComment";

    fn check(&self, fields: &mut impl Fields) {
        fields.required("body", &self.body);
    }
}
