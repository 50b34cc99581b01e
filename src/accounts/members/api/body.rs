//! Users in API v4: the body.

use serde::Deserialize;

use super::contacts::{EMAIL_OF_USER, PHONE_OF_USER};
use super::newcomer::ApiNewcomer;
use super::patch::{ChannelsPatch, ContactField, EmailPatch, MemberPatch, PhonePatch};
use crate::messaging::Channel;
use crate::platform::i18n::{Lang, NamedZone};
use crate::platform::ids::{EmailId, PhoneId};
use crate::users::emails::EmailAddress;
use crate::users::phones::{Method, PhoneNumber};
use crate::users::profile::PersonName;
use crate::web::api::Result;
use crate::web::api::body::{ApiBody, Faults, Fields};
use crate::web::api::caller::Caller;
use crate::web::api::field::{Id, Patch, Text};
use crate::web::api::object::Objects;
use crate::web::api::refusal::Refusal;

/// A person to create or update. Omitted attributes keep their values.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct UserBody {
    /// 1–100 visible characters.
    name: Patch<Text<PersonName>>,
    /// Email address. When updating a person, it is added as unverified.
    email: Patch<Text<EmailAddress>>,
    /// IANA time zone name, or a Rails one.
    time_zone: Patch<Text<NamedZone>>,
    /// `en`, `es`, `fr`, `de` or `nl`.
    preferred_language: Patch<Text<Lang>>,
    notify_push: Patch<bool>,
    notify_email: Patch<bool>,
    notify_sms: Patch<bool>,
    notify_voice: Patch<bool>,
    notify_whatsapp: Patch<bool>,
    notify_slack: Patch<bool>,
    emails_attributes: Patch<Objects<EmailBody>>,
    phones_attributes: Patch<Objects<PhoneBody>>,
}

/// An email address: with `id` an existing one, without it a new one.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct EmailBody {
    id: Patch<Id<EmailId>>,
    email: Patch<Text<EmailAddress>>,
    primary: Patch<bool>,
    /// Removes the address.
    #[serde(rename = "_destroy")]
    destroy: Patch<bool>,
}

/// A phone number: with `id` an existing one, without it a new one.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct PhoneBody {
    id: Patch<Id<PhoneId>>,
    /// In international format, e.g. +31612345678.
    phone: Patch<Text<PhoneNumber>>,
    /// `sms` or `voice`: how verification codes are sent to this number.
    confirmation_method: Patch<Text<Method>>,
    primary: Patch<bool>,
    /// Removes the number.
    #[serde(rename = "_destroy")]
    destroy: Patch<bool>,
}

impl ApiBody for UserBody {
    const NAME: &'static str = "UserAttributes";
    const NEEDED: &'static [&'static str] = &["name"];
    const EXAMPLE: &'static str = r#"{"time_zone": "Europe/Amsterdam"}"#;
    const NEW_EXAMPLE: &'static str = r#"{"name": "Ada Adams", "email": "ada@acme.example"}"#;

    fn check(&self, fields: &mut impl Fields) {
        fields
            .of("name", &self.name)
            .of("email", &self.email)
            .of("time_zone", &self.time_zone)
            .of("preferred_language", &self.preferred_language)
            .of("notify_push", &self.notify_push)
            .of("notify_email", &self.notify_email)
            .of("notify_sms", &self.notify_sms)
            .of("notify_voice", &self.notify_voice)
            .of("notify_whatsapp", &self.notify_whatsapp)
            .of("notify_slack", &self.notify_slack)
            .each("emails_attributes", &self.emails_attributes)
            .each("phones_attributes", &self.phones_attributes);
    }
}

impl ApiBody for EmailBody {
    const NAME: &'static str = "EmailAttributes";

    fn check(&self, fields: &mut impl Fields) {
        fields.of("id", &self.id).of("primary", &self.primary).of("_destroy", &self.destroy);
        match self.id.value().is_some() || is_undone(&self.id, &self.destroy) {
            true => fields.of("email", &self.email),
            false => fields.required("email", &self.email),
        };
    }
}

impl ApiBody for PhoneBody {
    const NAME: &'static str = "PhoneAttributes";

    fn check(&self, fields: &mut impl Fields) {
        fields
            .of("id", &self.id)
            .of("confirmation_method", &self.confirmation_method)
            .of("primary", &self.primary)
            .of("_destroy", &self.destroy);
        match self.id.value().is_some() || is_undone(&self.id, &self.destroy) {
            true => fields.of("phone", &self.phone),
            false => fields.required("phone", &self.phone),
        };
    }
}

/// Tells whether an entry adds and removes a contact at once, as forms send a line that was added
/// and removed again.
fn is_undone<T>(id: &Patch<T>, destroy: &Patch<bool>) -> bool {
    id.value().is_none() && destroy.copied() == Some(true)
}

impl UserBody {
    fn email_changes(&self, within: &str) -> Result<Vec<EmailPatch>> {
        let bodies = self.emails_attributes.value().into_iter().flat_map(|list| &list.0);
        let change = |(at, body): (usize, &EmailBody)| {
            let field = ContactField::listed(within, "emails_attributes", at, "email");
            let known = |id: &Id<EmailId>| id.known(&field.of("id"), EMAIL_OF_USER);
            Ok(EmailPatch {
                id: body.id.value().map(known).transpose()?,
                field,
                address: body.email.value().map(|email| email.0.clone()),
                primary: body.primary.copied(),
                remove: body.destroy.copied().unwrap_or_default(),
            })
        };
        let bodies = bodies.enumerate().filter(|(_, body)| !is_undone(&body.id, &body.destroy));
        bodies.map(change).collect()
    }

    fn phone_changes(&self, within: &str) -> Result<Vec<PhonePatch>> {
        let bodies = self.phones_attributes.value().into_iter().flat_map(|list| &list.0);
        let change = |(at, body): (usize, &PhoneBody)| {
            let field = ContactField::listed(within, "phones_attributes", at, "phone");
            let known = |id: &Id<PhoneId>| id.known(&field.of("id"), PHONE_OF_USER);
            Ok(PhonePatch {
                id: body.id.value().map(known).transpose()?,
                field,
                number: body.phone.value().map(|phone| phone.0.clone()),
                method: body.confirmation_method.value().map(|method| method.0),
                primary: body.primary.copied(),
                remove: body.destroy.copied().unwrap_or_default(),
            })
        };
        let bodies = bodies.enumerate().filter(|(_, body)| !is_undone(&body.id, &body.destroy));
        bodies.map(change).collect()
    }

    /// Returns the changes that this body makes to an existing person; `within` is the path of its
    /// attributes.
    ///
    /// # Errors
    /// When an id in the body is of another kind.
    pub fn patch(&self, within: &str) -> Result<MemberPatch> {
        let mut emails = self.email_changes(within)?;
        emails.extend(self.email.value().map(|email| EmailPatch {
            field: ContactField::plain(within, "email"),
            id: None,
            address: Some(email.0.clone()),
            primary: None,
            remove: false,
        }));
        Ok(MemberPatch {
            name: self.name.value().map(|name| name.0.clone()),
            time_zone: self.time_zone.value().map(|zone| zone.0.0.clone()),
            language: self.preferred_language.value().map(|language| language.0),
            channels: ChannelsPatch::of([
                (Channel::Push, self.notify_push.copied()),
                (Channel::Email, self.notify_email.copied()),
                (Channel::Sms, self.notify_sms.copied()),
                (Channel::Voice, self.notify_voice.copied()),
                (Channel::WhatsApp, self.notify_whatsapp.copied()),
                (Channel::Slack, self.notify_slack.copied()),
            ]),
            emails,
            phones: self.phone_changes(within)?,
            ..MemberPatch::default()
        })
    }

    /// Returns the person whom this body adds to the account, by `email`, else by the address that
    /// is to be primary, else by the first one.
    ///
    /// # Errors
    /// When the name or the email is missing.
    pub fn newcomer(&self, caller: &Caller, within: &str) -> Result<ApiNewcomer> {
        let mut rest = self.patch(within)?;
        let mut emails = std::mem::take(&mut rest.emails);
        emails.retain(|change| !change.remove);
        let typed = self.email.value().map(|email| email.0.clone());
        let is_asked = |change: &EmailPatch| change.primary == Some(true);
        let asked = emails.iter().find(|change| is_asked(change)).or(emails.first());
        let asked = typed.or_else(|| asked.and_then(|change| change.address.clone()));
        let mut faults = Faults::new(&caller.app);
        if self.name.value().is_none() {
            faults.miss(&format!("{within}name"));
        }
        if asked.is_none() {
            faults.miss(&format!("{within}email"));
        }
        faults.none_or()?;
        let (Some(name), Some(email)) = (self.name.value(), asked) else {
            return Err(Refusal::NotFound);
        };
        // The other addresses are added beside it.
        let is_other = |change: &EmailPatch| {
            change.address.as_ref().is_some_and(|address| address.key() != email.key())
        };
        emails.retain(is_other);
        emails.iter_mut().for_each(|change| change.primary = None);
        rest.phones.retain(|change| !change.remove);
        rest.emails = emails;
        rest.name = None;
        Ok(ApiNewcomer { name: name.0.clone(), email, rest })
    }
}
