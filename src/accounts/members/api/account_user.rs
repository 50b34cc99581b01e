//! Account users in API v4: the object and the body.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::UserBody;
use super::newcomer::ApiNewcomer;
use super::object::UserObject;
use super::patch::{MemberPatch, RULE, RULE_OF_ACCOUNT, RolesPatch, TEAMS, TEAMS_OF_ACCOUNT};
use super::reminders::{RemindersBody, RemindersObject};
use super::{ApiMember, Someone};
use crate::accounts::account::Roles;
use crate::platform::db;
use crate::platform::ids::{AccountId, NotificationRuleId, TeamId};
use crate::web::api::body::{ApiBody, Fields, Rest};
use crate::web::api::caller::Caller;
use crate::web::api::field::{Id, Ids, Patch};
use crate::web::api::object::{JsonObject, Object, stored_object};
use crate::web::api::{Moment, Result};

/// The path of the person's attributes within a body.
const USER: &str = "user_attributes.";

/// A person's membership of the account.
#[derive(Serialize, ToSchema)]
#[schema(as = AccountUser)]
pub struct AccountUserObject {
    pub id: String,
    #[schema(examples("acu_01m8c4kjgne3pvvkbwy7td9rhq"))]
    pub prefix_id: String,
    /// Sequential number within the account. `null` for invited people.
    pub tiny_id: Option<i64>,
    pub account_id: String,
    pub roles: RolesObject,
    /// Whether the person owns the account.
    pub owner: bool,
    pub status: Status,
    pub notification_rule_id: Option<String>,
    pub going_on_call: RemindersObject,
    pub going_off_call: RemindersObject,
    pub user: UserObject,
    /// Custom metadata of API clients.
    pub meta: serde_json::Map<String, serde_json::Value>,
    pub created_at: Moment,
    pub updated_at: Moment,
}

/// Status of the membership.
#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Active,
    /// The person has not accepted the invitation yet.
    Invited,
}

/// Roles of a person in the account.
#[derive(Clone, Copy, Default, Serialize, ToSchema)]
#[schema(as = Roles)]
pub struct RolesObject {
    pub admin: bool,
    pub billing: bool,
    pub broadcaster: bool,
    pub communicator: bool,
}

impl From<Roles> for RolesObject {
    fn from(roles: Roles) -> Self {
        Self {
            admin: roles.admin,
            billing: roles.billing,
            broadcaster: roles.broadcaster,
            communicator: roles.communicator,
        }
    }
}

impl AccountUserObject {
    /// Returns the object of a member or of an invited person.
    ///
    /// # Errors
    /// When the stored metadata is not JSON.
    pub fn of_someone(someone: &Someone, account: AccountId) -> db::Result<Self> {
        match someone {
            Someone::Here(person) => Self::of(person),
            Someone::Asked(asked) => Ok(Self {
                id: asked.id.ulid(),
                prefix_id: asked.id.to_string(),
                tiny_id: None,
                account_id: account.ulid(),
                roles: asked.roles.into(),
                owner: false,
                status: Status::Invited,
                notification_rule_id: None,
                going_on_call: RemindersObject::default(),
                going_off_call: RemindersObject::default(),
                user: asked.into(),
                meta: serde_json::Map::new(),
                created_at: Moment(asked.created_at),
                updated_at: Moment(asked.sent_at),
            }),
        }
    }

    /// Returns the object of a member.
    ///
    /// # Errors
    /// When the stored metadata is not JSON.
    pub fn of(person: &ApiMember) -> db::Result<Self> {
        let row = &person.row;
        Ok(Self {
            id: row.id.ulid(),
            prefix_id: row.id.to_string(),
            tiny_id: Some(row.tiny_id),
            account_id: row.account_id.ulid(),
            roles: row.roles.into(),
            owner: row.is_owner,
            status: Status::Active,
            notification_rule_id: row.notification_rule_id.map(|id| id.ulid()),
            going_on_call: (&row.going_on_call()?).into(),
            going_off_call: (&row.going_off_call()?).into(),
            user: person.into(),
            meta: stored_object(&row.meta)?,
            created_at: Moment(row.created_at),
            updated_at: Moment(row.updated_at),
        })
    }
}

/// A membership to create or update. Omitted attributes keep their values.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct AccountUserBody {
    roles: Patch<Object<RolesBody>>,
    /// `null` removes the notification rule.
    notification_rule_id: Patch<Id<NotificationRuleId>>,
    /// IDs of all the teams that the person is in; teams that are not listed are left.
    member_team_ids: Patch<Ids<TeamId>>,
    /// Legacy name of `member_team_ids`.
    team_ids: Patch<Ids<TeamId>>,
    going_on_call: Patch<Object<RemindersBody>>,
    going_off_call: Patch<Object<RemindersBody>>,
    user_attributes: Patch<Object<UserBody>>,
    /// Custom metadata. Up to 50 keys, 16 KiB in total.
    meta: Patch<JsonObject>,
}

/// Roles to grant or revoke. Omitted roles keep their values.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct RolesBody {
    admin: Patch<bool>,
    billing: Patch<bool>,
    broadcaster: Patch<bool>,
    communicator: Patch<bool>,
    #[serde(flatten)]
    rest: Rest,
}

impl ApiBody for AccountUserBody {
    const NAME: &'static str = "AccountUserAttributes";
    const NEEDED: &'static [&'static str] = &["user_attributes"];
    const EXAMPLE: &'static str = r#"{"roles": {"communicator": true}}"#;
    const NEW_EXAMPLE: &'static str = r#"{"user_attributes": {"name": "Max Meyer", "emails_attributes": [{"email": "max@acme.example"}]}}"#;

    fn check(&self, fields: &mut impl Fields) {
        fields
            .object("roles", &self.roles)
            .of("notification_rule_id", &self.notification_rule_id)
            .of("member_team_ids", &self.member_team_ids)
            .of("team_ids", &self.team_ids)
            .object("going_on_call", &self.going_on_call)
            .object("going_off_call", &self.going_off_call)
            .object("user_attributes", &self.user_attributes)
            .of("meta", &self.meta);
    }
}

impl ApiBody for RolesBody {
    const NAME: &'static str = "RolesAttributes";

    fn check(&self, fields: &mut impl Fields) {
        fields
            .of("admin", &self.admin)
            .of("billing", &self.billing)
            .of("broadcaster", &self.broadcaster)
            .of("communicator", &self.communicator)
            .nothing_else(
                &self.rest,
                "a role",
                &["admin", "billing", "broadcaster", "communicator"],
            );
    }
}

impl AccountUserBody {
    fn placed(&self, change: MemberPatch) -> Result<MemberPatch> {
        let roles = self.roles.value().map(|roles| RolesPatch {
            admin: roles.0.admin.copied(),
            billing: roles.0.billing.copied(),
            broadcaster: roles.0.broadcaster.copied(),
            communicator: roles.0.communicator.copied(),
        });
        let teams = self.member_team_ids.value().or(self.team_ids.value());
        let rule = match &self.notification_rule_id {
            Patch::Null => Some(None),
            given => given.value().map(|id| id.known(RULE, RULE_OF_ACCOUNT)).transpose()?.map(Some),
        };
        Ok(MemberPatch {
            roles: roles.unwrap_or_default(),
            teams: teams.map(|ids| ids.known(TEAMS, TEAMS_OF_ACCOUNT)).transpose()?,
            notification_rule_id: rule,
            meta: self.meta.value().map(JsonObject::text),
            going_on_call: self.going_on_call.value().map(|given| given.0.clone()),
            going_off_call: self.going_off_call.value().map(|given| given.0.clone()),
            ..change
        })
    }

    /// Returns the changes that this body makes to a member.
    ///
    /// # Errors
    /// When an id in the body is of another kind.
    pub fn patch(&self) -> Result<MemberPatch> {
        let user = self.user_attributes.value();
        self.placed(user.map(|user| user.0.patch(USER)).transpose()?.unwrap_or_default())
    }

    /// Returns the person whom this body adds to the account.
    ///
    /// # Errors
    /// When the name or the email is missing.
    pub fn newcomer(&self, caller: &Caller) -> Result<ApiNewcomer> {
        let nobody = UserBody::default();
        let user = self.user_attributes.value().map_or(&nobody, |user| &user.0);
        let newcomer = user.newcomer(caller, USER)?;
        Ok(ApiNewcomer { rest: self.placed(newcomer.rest)?, ..newcomer })
    }
}
