//! Users in API v1: the body.

use serde::Deserialize;

use crate::accounts::members::api::{
    ApiMember, ChannelsPatch, ContactField, EmailPatch, MemberPatch, PhonePatch, RolesPatch,
};
use crate::messaging::Channel;
use crate::platform::i18n::NamedZone;
use crate::users::emails::{Email, EmailAddress};
use crate::users::phones::{Phone, PhoneNumber};
use crate::users::profile::PersonName;
use crate::web::api::body::{ApiBody, Fields, Rest};
use crate::web::api::field::{Patch, Text};
use crate::web::api::object::{JsonObject, Object, Objects};

/// A person to create or update. Omitted attributes keep their values.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct V1UserBody {
    pub name: Patch<Text<PersonName>>,
    /// Email address. When updating a person, an address other than the primary one is added as
    /// unverified; as long as no address is verified, it replaces the first.
    pub email: Patch<Text<EmailAddress>>,
    /// Phone number. Added when the person has none; replaces the first number as long as that is
    /// unverified.
    phone: Patch<Text<PhoneNumber>>,
    /// All addresses of the person. Unverified addresses that are not listed are removed.
    emails: Patch<Objects<EmailBody>>,
    /// All phone numbers of the person. Unverified numbers that are not listed are removed.
    phones: Patch<Objects<PhoneBody>>,
    preferences: Patch<Object<PreferencesBody>>,
    roles: Patch<Object<RolesBody>>,
    /// Custom metadata. Up to 50 keys, 16 KiB in total.
    meta: Patch<JsonObject>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct EmailBody {
    email: Patch<Text<EmailAddress>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct PhoneBody {
    phone: Patch<Text<PhoneNumber>>,
}

impl ApiBody for EmailBody {
    const NAME: &'static str = "OlderEmailAttributes";

    fn check(&self, fields: &mut impl Fields) {
        fields.required("email", &self.email);
    }
}

impl ApiBody for PhoneBody {
    const NAME: &'static str = "OlderPhoneAttributes";

    fn check(&self, fields: &mut impl Fields) {
        fields.required("phone", &self.phone);
    }
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
    #[serde(flatten)]
    rest: Rest,
}

impl ApiBody for V1UserBody {
    const NAME: &'static str = "OlderUserAttributes";
    const NEEDED: &'static [&'static str] = &["name"];
    const EXAMPLE: &'static str = r#"{"preferences": {"alert_sms": true}}"#;
    const NEW_EXAMPLE: &'static str = r#"{"name": "Eva Evers", "email": "eva@acme.example"}"#;

    fn check(&self, fields: &mut impl Fields) {
        fields
            .of("name", &self.name)
            .of("email", &self.email)
            .of("phone", &self.phone)
            .each("emails", &self.emails)
            .each("phones", &self.phones)
            .object("preferences", &self.preferences)
            .object("roles", &self.roles)
            .of("meta", &self.meta);
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
            .of("admin_billing", &self.admin_billing)
            .nothing_else(&self.rest, "a role", &["broadcast", "admin", "admin_billing"]);
    }
}

impl V1UserBody {
    /// Returns the address that a new person is created or invited with.
    pub fn first_email(&self) -> Option<&EmailAddress> {
        let listed = self.emails.value().and_then(|list| list.0.first());
        let listed = || listed.and_then(|entry| entry.email.value());
        self.email.value().or_else(listed).map(|email| &email.0)
    }

    /// Returns the changes that this body makes to a member, or to a new person.
    pub fn patch(&self, here: Option<&ApiMember>) -> MemberPatch {
        let (nothing, no_roles) = (PreferencesBody::default(), RolesBody::default());
        let preferences = self.preferences.value().map_or(&nothing, |object| &object.0);
        let roles = self.roles.value().map_or(&no_roles, |object| &object.0);
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
            emails: self.email_changes(here),
            phones: self.phone_changes(here),
            meta: self.meta.value().map(JsonObject::text),
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

    /// Returns the changes of addresses. The plain `email` is added, unless no address is verified:
    /// then it corrects the first one.
    fn email_changes(&self, here: Option<&ApiMember>) -> Vec<EmailPatch> {
        let typed = self.email.value().map(|email| &email.0);
        let is_unproved = |here: &&ApiMember| here.emails.iter().all(|e| e.verified_at.is_none());
        let first = here.filter(is_unproved).and_then(ApiMember::primary_email);
        let is_other = |first: &&Email| typed.is_some_and(|typed| typed.key() != first.address_key);
        let corrected = first.filter(is_other);
        let typed = typed.map(|email| EmailPatch {
            field: ContactField::plain("", "email"),
            id: corrected.map(|first| first.id),
            address: Some(email.clone()),
            primary: None,
            remove: false,
        });
        let listed = self.emails.value().into_iter().flat_map(|list| &list.0).enumerate();
        let listed = listed.filter_map(|(at, entry)| {
            Some((ContactField::listed("", "emails", at, "email"), &entry.email.value()?.0))
        });
        // A client that writes back the list that it read still has the address that is corrected.
        let is_corrected =
            |key: &[u8]| corrected.is_some_and(|corrected| corrected.address_key == key);
        let listed: Vec<_> = listed.filter(|(_, email)| !is_corrected(email.key())).collect();
        let is_wanted = |email: &&Email| {
            let typed = typed.as_ref().and_then(|typed| typed.address.as_ref());
            let mut wanted = listed.iter().map(|(_, email)| *email).chain(typed);
            is_corrected(&email.address_key) || wanted.any(|w| w.key() == email.address_key)
        };
        let stored = here.filter(|_| self.emails.value().is_some());
        let stored = stored.into_iter().flat_map(|here| &here.emails);
        let removed = stored.filter(|email| !is_wanted(email)).map(|email| EmailPatch {
            field: ContactField::plain("", "emails"),
            id: Some(email.id),
            address: None,
            primary: None,
            remove: true,
        });
        let removed: Vec<_> = removed.collect();
        let added: Vec<_> = listed
            .into_iter()
            .map(|(field, email)| EmailPatch {
                field,
                id: None,
                address: Some(email.clone()),
                primary: None,
                remove: false,
            })
            .collect();
        typed.into_iter().chain(added).chain(removed).collect()
    }

    /// Returns the changes of numbers. The plain `phone` replaces the first one; the rule decides
    /// whether it may.
    fn phone_changes(&self, here: Option<&ApiMember>) -> Vec<PhonePatch> {
        let first = here.and_then(ApiMember::primary_phone);
        let typed = self.phone.value().map(|phone| PhonePatch {
            field: ContactField::plain("", "phone"),
            id: first.map(|first| first.id),
            number: Some(phone.0.clone()),
            method: None,
            primary: None,
            remove: false,
        });
        let listed = self.phones.value().into_iter().flat_map(|list| &list.0).enumerate();
        let listed: Vec<_> = listed
            .filter_map(|(at, entry)| {
                Some((ContactField::listed("", "phones", at, "phone"), entry.phone.value()?))
            })
            .collect();
        let is_wanted = |phone: &&Phone| {
            let typed = typed.as_ref().and_then(|typed| typed.number.as_ref());
            let mut listed = listed.iter().map(|(_, wanted)| &wanted.0).chain(typed);
            listed.any(|number| number.e164() == phone.e164)
                || (typed.is_some() && first.is_some_and(|first| first.id == phone.id))
        };
        let stored = here.filter(|_| self.phones.value().is_some());
        let stored = stored.into_iter().flat_map(|here| &here.phones);
        let removed = stored.filter(|phone| !is_wanted(phone)).map(|phone| PhonePatch {
            field: ContactField::plain("", "phones"),
            id: Some(phone.id),
            number: None,
            method: None,
            primary: None,
            remove: true,
        });
        let removed: Vec<_> = removed.collect();
        // A client that writes back the list that it read still has the number that is replaced.
        let replaced = first.filter(|_| typed.is_some()).map(|first| first.e164.clone());
        let added =
            listed.into_iter().filter(|(_, phone)| replaced.as_deref() != Some(phone.0.e164()));
        let added: Vec<_> = added
            .map(|(field, phone)| PhonePatch {
                field,
                id: None,
                number: Some(phone.0.clone()),
                method: None,
                primary: None,
                remove: false,
            })
            .collect();
        removed.into_iter().chain(typed).chain(added).collect()
    }
}
