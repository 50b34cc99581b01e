//! A user as the older API takes them.

use serde::Deserialize;

use crate::accounts::members::api::{
    ChannelsPatch, EmailPatch, MemberPatch, PhonePatch, RolesPatch,
};
use crate::messaging::Channel;
use crate::platform::i18n::NamedZone;
use crate::users::emails::EmailAddress;
use crate::users::phones::PhoneNumber;
use crate::users::profile::PersonName;
use crate::web::api::body::{ApiBody, Fields};
use crate::web::api::field::{Patch, Text};
use crate::web::api::object::Object;

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
