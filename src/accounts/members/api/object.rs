//! Users in API v4: the object.

use serde::Serialize;
use utoipa::ToSchema;

use super::{ApiMember, Someone};
use crate::accounts::invitations::PendingInvitation;
use crate::messaging::Channel;
use crate::platform::i18n::Lang;
use crate::users::channels::Channels;
use crate::users::emails::Email;
use crate::users::phones::Phone;
use crate::web::api::Moment;
use crate::web::api::field::LanguageTag;

/// A person.
#[derive(Serialize, ToSchema)]
#[schema(as = User)]
pub struct UserObject {
    pub id: String,
    /// ID with type prefix.
    #[schema(examples("usr_01m8c4kjgne3pvvkbwy7td9rhq"))]
    pub prefix_id: String,
    #[schema(examples("Ada Adams"))]
    pub name: String,
    /// IANA time zone name.
    #[schema(examples("Europe/Amsterdam"))]
    pub time_zone: String,
    pub preferred_language: LanguageTag,
    /// Time of the last sign-in with a browser.
    pub last_sign_in_at: Option<Moment>,
    pub emails: Vec<EmailObject>,
    pub phones: Vec<PhoneObject>,
    pub notify_push: bool,
    pub notify_email: bool,
    pub notify_sms: bool,
    pub notify_voice: bool,
    pub notify_whatsapp: bool,
    pub notify_slack: bool,
    pub created_at: Moment,
    pub updated_at: Moment,
}

/// An email address of a person.
#[derive(Serialize, ToSchema)]
#[schema(as = Email)]
pub struct EmailObject {
    pub id: String,
    #[schema(examples("eml_01m8c4kjgne3pvvkbwy7td9rhq"))]
    pub prefix_id: String,
    #[schema(examples("ada@acme.example"))]
    pub email: String,
    /// Whether it is the primary address.
    pub primary: bool,
    pub verified: bool,
    /// Whether it is blocked: nothing is sent to it.
    pub blocked: bool,
}

/// A phone number of a person.
#[derive(Serialize, ToSchema)]
#[schema(as = Phone)]
pub struct PhoneObject {
    pub id: String,
    #[schema(examples("phn_01m8c4kjgne3pvvkbwy7td9rhq"))]
    pub prefix_id: String,
    /// In E.164 format.
    #[schema(examples("+31612345678"))]
    pub phone: String,
    pub primary: bool,
    /// ISO 3166-1 alpha-2 country code, derived from the number.
    #[schema(examples("NL"))]
    pub country: String,
    pub verified: bool,
    /// Whether it is blocked: nothing is sent to it.
    pub blocked: bool,
}

impl From<&Email> for EmailObject {
    fn from(email: &Email) -> Self {
        Self {
            id: email.id.ulid(),
            prefix_id: email.id.to_string(),
            email: email.address.clone(),
            primary: email.is_primary,
            verified: email.verified_at.is_some(),
            blocked: email.blocked_at.is_some(),
        }
    }
}

impl From<&Phone> for PhoneObject {
    fn from(phone: &Phone) -> Self {
        Self {
            id: phone.id.ulid(),
            prefix_id: phone.id.to_string(),
            phone: phone.e164.clone(),
            primary: phone.is_primary,
            country: phone.number().country().code().to_owned(),
            verified: phone.verified_at.is_some(),
            blocked: phone.blocked_at.is_some(),
        }
    }
}

impl From<&ApiMember> for UserObject {
    fn from(ApiMember { row, emails, phones }: &ApiMember) -> Self {
        Self {
            id: row.user_id.ulid(),
            prefix_id: row.user_id.to_string(),
            name: row.name.clone(),
            time_zone: row.time_zone.name().to_owned(),
            preferred_language: LanguageTag(row.language),
            last_sign_in_at: row.last_sign_in_at.map(Moment),
            emails: emails.iter().map(EmailObject::from).collect(),
            phones: phones.iter().map(PhoneObject::from).collect(),
            notify_push: row.channels.is_on(Channel::Push),
            notify_email: row.channels.is_on(Channel::Email),
            notify_sms: row.channels.is_on(Channel::Sms),
            notify_voice: row.channels.is_on(Channel::Voice),
            notify_whatsapp: row.channels.is_on(Channel::WhatsApp),
            notify_slack: row.channels.is_on(Channel::Slack),
            created_at: Moment(row.user_created_at),
            updated_at: Moment(row.user_updated_at),
        }
    }
}

/// Serves what the inviting admin typed, and nothing about the invited user.
impl From<&PendingInvitation> for UserObject {
    fn from(asked: &PendingInvitation) -> Self {
        let email = EmailObject {
            id: asked.id.ulid(),
            prefix_id: asked.id.to_string(),
            email: asked.address.clone(),
            primary: true,
            verified: false,
            blocked: false,
        };
        let channels = Channels::at_first();
        Self {
            id: asked.id.ulid(),
            prefix_id: asked.id.to_string(),
            name: asked.name.clone(),
            time_zone: "UTC".to_owned(),
            preferred_language: LanguageTag(Lang::En),
            last_sign_in_at: None,
            emails: vec![email],
            phones: Vec::new(),
            notify_push: channels.is_on(Channel::Push),
            notify_email: channels.is_on(Channel::Email),
            notify_sms: channels.is_on(Channel::Sms),
            notify_voice: channels.is_on(Channel::Voice),
            notify_whatsapp: channels.is_on(Channel::WhatsApp),
            notify_slack: channels.is_on(Channel::Slack),
            created_at: Moment(asked.created_at),
            updated_at: Moment(asked.sent_at),
        }
    }
}

impl From<&Someone> for UserObject {
    fn from(someone: &Someone) -> Self {
        match someone {
            Someone::Here(person) => (&**person).into(),
            Someone::Asked(asked) => asked.into(),
        }
    }
}
