//! The shapes of a user in the older API: as it is served, and as it is taken.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::accounts::members::api::{
    ApiMember, ChannelsPatch, EmailPatch, MemberPatch, PhonePatch, RolesPatch, Someone,
};
use crate::messaging::Channel;
use crate::platform::clock::Timestamp;
use crate::platform::i18n::NamedZone;
use crate::platform::ids::AccountId;
use crate::users::emails::EmailAddress;
use crate::users::phones::PhoneNumber;
use crate::users::profile::PersonName;
use crate::web::api::Moment;
use crate::web::api::body::{ApiBody, Fields};
use crate::web::api::field::{Patch, Text};
use crate::web::api::object::Object;

/// A person in the account. Times without a name of their own are Unix seconds.
#[derive(Serialize, ToSchema)]
#[schema(as = OlderUser)]
pub struct V1UserObject {
    /// The account's id.
    #[schema(examples("acc_01m8c4kjgne3pvvkbwy7td9rhq"))]
    sid: String,
    #[schema(examples("usr_01m8c4kjgne3pvvkbwy7td9rhq"))]
    id: String,
    #[serde(rename = "createdAt")]
    created_at: Moment,
    #[serde(rename = "updatedAt")]
    updated_at: Moment,
    /// When they last signed in with a browser.
    lastlogin: Option<i64>,
    #[schema(examples("Eva Evers"))]
    name: String,
    /// The primary address.
    #[schema(examples("eva@acme.example"))]
    email: Option<String>,
    /// As older programs spell it.
    email_verfied: Option<i64>,
    email_verified: Option<i64>,
    email_blocked: bool,
    /// The primary number.
    #[schema(examples("+31612345678"))]
    phone: Option<String>,
    phone_verified: Option<i64>,
    phone_blocked: bool,
    preferences: Preferences,
    roles: Roles,
}

/// How a person is reached. `report_` and `wizard_` are kept, without effect.
#[derive(Serialize, ToSchema)]
#[schema(as = OlderPreferences)]
struct Preferences {
    alert_push: bool,
    alert_email: bool,
    alert_sms: bool,
    alert_voice: bool,
    alert_slack: bool,
    report_performance: bool,
    report_oncall: bool,
    /// An IANA name.
    #[schema(examples("Europe/Amsterdam"))]
    timezone: String,
    wizard_dragdrop: bool,
    wizard_quickcreate: bool,
}

/// What a person may do beyond themselves.
#[derive(Serialize, ToSchema)]
#[schema(as = OlderRoles)]
struct Roles {
    broadcast: bool,
    admin: bool,
    admin_billing: bool,
}

fn seconds(moment: Timestamp) -> i64 {
    moment.millis().div_euclid(1000)
}

impl From<&ApiMember> for V1UserObject {
    fn from(person: &ApiMember) -> Self {
        let (row, email, phone) = (&person.row, person.primary_email(), person.primary_phone());
        let verified = email.and_then(|email| email.verified_at).map(seconds);
        let effectless = row.preferences;
        Self {
            sid: row.account_id.to_string(),
            id: row.user_id.to_string(),
            created_at: Moment(row.user_created_at),
            updated_at: Moment(row.user_updated_at),
            lastlogin: row.last_sign_in_at.map(seconds),
            name: row.name.clone(),
            email: email.map(|email| email.address.clone()),
            email_verfied: verified,
            email_verified: verified,
            email_blocked: email.is_some_and(|email| email.blocked_at.is_some()),
            phone: phone.map(|phone| phone.e164.clone()),
            phone_verified: phone.and_then(|phone| phone.verified_at).map(seconds),
            phone_blocked: phone.is_some_and(|phone| phone.blocked_at.is_some()),
            preferences: Preferences {
                alert_push: row.channels.is_on(Channel::Push),
                alert_email: row.channels.is_on(Channel::Email),
                alert_sms: row.channels.is_on(Channel::Sms),
                alert_voice: row.channels.is_on(Channel::Voice),
                alert_slack: row.channels.is_on(Channel::Slack),
                report_performance: effectless.report_performance,
                report_oncall: effectless.report_oncall,
                timezone: row.time_zone.name().to_owned(),
                wizard_dragdrop: effectless.wizard_dragdrop,
                wizard_quickcreate: effectless.wizard_quickcreate,
            },
            roles: Roles {
                broadcast: row.roles.broadcaster,
                admin: row.roles.admin,
                admin_billing: row.roles.billing,
            },
        }
    }
}

/// A person as they are to be. What is left out stays.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct V1UserBody {
    pub name: Patch<Text<PersonName>>,
    /// Another address than the primary one is added, unverified.
    pub email: Patch<Text<EmailAddress>>,
    /// Another number is added, unverified.
    phone: Patch<Text<PhoneNumber>>,
    preferences: Patch<Object<PreferencesBody>>,
    roles: Patch<Object<RolesBody>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct PreferencesBody {
    alert_push: Patch<bool>,
    alert_email: Patch<bool>,
    alert_sms: Patch<bool>,
    alert_voice: Patch<bool>,
    alert_slack: Patch<bool>,
    report_performance: Patch<bool>,
    report_oncall: Patch<bool>,
    timezone: Patch<Text<NamedZone>>,
    wizard_dragdrop: Patch<bool>,
    wizard_quickcreate: Patch<bool>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct RolesBody {
    broadcast: Patch<bool>,
    admin: Patch<bool>,
    admin_billing: Patch<bool>,
}

impl ApiBody for V1UserBody {
    const NAME: &'static str = "OlderUserAttributes";
    const NEEDED: &'static [&'static str] = &["name", "email"];
    const EXAMPLE: &'static str = r#"{"preferences": {"alert_sms": true}}"#;
    const NEW_EXAMPLE: &'static str = r#"{"name": "Eva Evers", "email": "eva@acme.example"}"#;

    fn check(&self, fields: &mut impl Fields) {
        fields
            .of("name", &self.name)
            .of("email", &self.email)
            .of("phone", &self.phone)
            .object("preferences", &self.preferences)
            .object("roles", &self.roles);
    }
}

impl ApiBody for PreferencesBody {
    const NAME: &'static str = "OlderPreferencesAttributes";

    fn check(&self, fields: &mut impl Fields) {
        fields
            .of("alert_push", &self.alert_push)
            .of("alert_email", &self.alert_email)
            .of("alert_sms", &self.alert_sms)
            .of("alert_voice", &self.alert_voice)
            .of("alert_slack", &self.alert_slack)
            .of("report_performance", &self.report_performance)
            .of("report_oncall", &self.report_oncall)
            .of("timezone", &self.timezone)
            .of("wizard_dragdrop", &self.wizard_dragdrop)
            .of("wizard_quickcreate", &self.wizard_quickcreate);
    }
}

impl ApiBody for RolesBody {
    const NAME: &'static str = "OlderRolesAttributes";

    fn check(&self, fields: &mut impl Fields) {
        fields
            .of("broadcast", &self.broadcast)
            .of("admin", &self.admin)
            .of("admin_billing", &self.admin_billing);
    }
}

impl V1UserBody {
    /// What is to be otherwise.
    pub fn patch(&self) -> MemberPatch {
        let (nothing, no_roles) = (PreferencesBody::default(), RolesBody::default());
        let preferences = self.preferences.value().map_or(&nothing, |object| &object.0);
        let roles = self.roles.value().map_or(&no_roles, |object| &object.0);
        let email = self.email.value().map(|email| EmailPatch {
            field: "email".to_owned(),
            id: None,
            address: Some(email.0.clone()),
            primary: None,
            remove: false,
        });
        let phone = self.phone.value().map(|phone| PhonePatch {
            field: "phone".to_owned(),
            id: None,
            number: Some(phone.0.clone()),
            method: None,
            primary: None,
            remove: false,
        });
        MemberPatch {
            name: self.name.value().map(|name| name.0.clone()),
            time_zone: preferences.timezone.value().map(|zone| zone.0.0.clone()),
            channels: ChannelsPatch::of([
                (Channel::Push, preferences.alert_push.copied()),
                (Channel::Email, preferences.alert_email.copied()),
                (Channel::Sms, preferences.alert_sms.copied()),
                (Channel::Voice, preferences.alert_voice.copied()),
                (Channel::Slack, preferences.alert_slack.copied()),
            ]),
            emails: email.into_iter().collect(),
            phones: phone.into_iter().collect(),
            roles: RolesPatch {
                admin: roles.admin.copied(),
                billing: roles.admin_billing.copied(),
                broadcaster: roles.broadcast.copied(),
                communicator: None,
            },
            report_performance: preferences.report_performance.copied(),
            report_oncall: preferences.report_oncall.copied(),
            wizard_dragdrop: preferences.wizard_dragdrop.copied(),
            wizard_quickcreate: preferences.wizard_quickcreate.copied(),
            ..MemberPatch::default()
        }
    }
}

impl V1UserObject {
    /// Someone of an account, or who was asked into it: of whom only what the caller typed is told.
    pub fn of(someone: &Someone, account: AccountId) -> Self {
        let asked = match someone {
            Someone::Here(person) => return (&**person).into(),
            Someone::Asked(asked) => asked,
        };
        Self {
            sid: account.to_string(),
            id: asked.id.to_string(),
            created_at: Moment(asked.created_at),
            updated_at: Moment(asked.sent_at),
            lastlogin: None,
            name: asked.name.clone(),
            email: Some(asked.address.clone()),
            email_verfied: None,
            email_verified: None,
            email_blocked: false,
            phone: None,
            phone_verified: None,
            phone_blocked: false,
            preferences: Preferences {
                alert_push: true,
                alert_email: true,
                alert_sms: false,
                alert_voice: false,
                alert_slack: false,
                report_performance: true,
                report_oncall: true,
                timezone: "UTC".to_owned(),
                wizard_dragdrop: true,
                wizard_quickcreate: true,
            },
            roles: Roles {
                broadcast: asked.roles.broadcaster,
                admin: asked.roles.admin,
                admin_billing: asked.roles.billing,
            },
        }
    }
}
