//! Users in API v1: the object.

use serde::Serialize;
use utoipa::ToSchema;

use crate::accounts::members::api::{ApiMember, Someone};
use crate::messaging::Channel;
use crate::platform::clock::Timestamp;
use crate::platform::db;
use crate::platform::ids::AccountId;
use crate::users::emails::Email;
use crate::users::phones::Phone;
use crate::web::api::Moment;
use crate::web::api::object::stored_object;

/// A person in the account. Times are Unix seconds unless noted otherwise.
#[derive(Serialize, ToSchema)]
#[schema(as = OlderUser)]
pub struct V1UserObject {
    /// Account ID.
    #[schema(examples("acc_01m8c4kjgne3pvvkbwy7td9rhq"))]
    sid: String,
    #[schema(examples("usr_01m8c4kjgne3pvvkbwy7td9rhq"))]
    id: String,
    #[serde(rename = "createdAt")]
    created_at: Moment,
    #[serde(rename = "updatedAt")]
    updated_at: Moment,
    /// Sequential number within the account. `null` for invited people.
    #[serde(rename = "tinyId")]
    tiny_id: Option<i64>,
    /// Custom metadata of API clients.
    meta: serde_json::Map<String, serde_json::Value>,
    /// Time of the last sign-in with a browser.
    lastlogin: Option<i64>,
    #[schema(examples("Eva Evers"))]
    name: String,
    /// The primary address.
    #[schema(examples("eva@acme.example"))]
    email: Option<String>,
    /// Legacy spelling.
    email_verfied: Option<i64>,
    email_verified: Option<i64>,
    email_blocked: bool,
    /// The primary number.
    #[schema(examples("+31612345678"))]
    phone: Option<String>,
    phone_verified: Option<i64>,
    phone_blocked: bool,
    /// All addresses, the primary one first.
    emails: Vec<EmailEntry>,
    /// All phone numbers, the primary one first.
    phones: Vec<PhoneEntry>,
    preferences: Preferences,
    roles: Roles,
}

/// An email address of a person.
#[derive(Serialize, ToSchema)]
#[schema(as = OlderEmail)]
struct EmailEntry {
    #[schema(examples("eva@acme.example"))]
    email: String,
    /// Time of verification, in Unix seconds.
    verified: Option<i64>,
    blocked: bool,
}

/// A phone number of a person.
#[derive(Serialize, ToSchema)]
#[schema(as = OlderPhone)]
struct PhoneEntry {
    #[schema(examples("+31612345678"))]
    phone: String,
    /// ISO 3166-1 alpha-2 country code, derived from the number.
    #[schema(examples("NL"))]
    country: String,
    /// Time of verification, in Unix seconds.
    verified: Option<i64>,
    blocked: bool,
}

impl From<&Email> for EmailEntry {
    fn from(email: &Email) -> Self {
        Self {
            email: email.address.clone(),
            verified: email.verified_at.map(seconds),
            blocked: email.blocked_at.is_some(),
        }
    }
}

impl From<&Phone> for PhoneEntry {
    fn from(phone: &Phone) -> Self {
        Self {
            phone: phone.e164.clone(),
            country: phone.number().country().code().to_owned(),
            verified: phone.verified_at.map(seconds),
            blocked: phone.blocked_at.is_some(),
        }
    }
}

/// How the person is notified. `report_` and `wizard_` attributes are stored, without effect.
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
    /// IANA time zone name.
    #[schema(examples("Europe/Amsterdam"))]
    timezone: String,
    wizard_dragdrop: bool,
    wizard_quickcreate: bool,
}

/// Roles of the person in the account.
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

impl V1UserObject {
    /// Returns the object of a member.
    ///
    /// # Errors
    /// When the stored metadata is not JSON.
    pub fn of_member(person: &ApiMember) -> db::Result<Self> {
        let (row, email, phone) = (&person.row, person.primary_email(), person.primary_phone());
        let verified = email.and_then(|email| email.verified_at).map(seconds);
        let effectless = row.preferences;
        Ok(Self {
            sid: row.account_id.to_string(),
            id: row.user_id.to_string(),
            created_at: Moment(row.user_created_at),
            updated_at: Moment(row.user_updated_at),
            tiny_id: Some(row.tiny_id),
            meta: stored_object(&row.meta)?,
            lastlogin: row.last_sign_in_at.map(seconds),
            name: row.name.clone(),
            email: email.map(|email| email.address.clone()),
            email_verfied: verified,
            email_verified: verified,
            email_blocked: email.is_some_and(|email| email.blocked_at.is_some()),
            phone: phone.map(|phone| phone.e164.clone()),
            phone_verified: phone.and_then(|phone| phone.verified_at).map(seconds),
            phone_blocked: phone.is_some_and(|phone| phone.blocked_at.is_some()),
            emails: person.emails.iter().map(EmailEntry::from).collect(),
            phones: person.phones.iter().map(PhoneEntry::from).collect(),
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
        })
    }

    /// Returns the object of a member, or of an invited person, of whom it has only what the
    /// inviting admin typed.
    ///
    /// # Errors
    /// When the stored metadata is not JSON.
    pub fn of(someone: &Someone, account: AccountId) -> db::Result<Self> {
        let asked = match someone {
            Someone::Here(person) => return Self::of_member(person),
            Someone::Asked(asked) => asked,
        };
        let email = EmailEntry { email: asked.address.clone(), verified: None, blocked: false };
        Ok(Self {
            sid: account.to_string(),
            id: asked.id.to_string(),
            created_at: Moment(asked.created_at),
            updated_at: Moment(asked.sent_at),
            tiny_id: None,
            meta: serde_json::Map::new(),
            lastlogin: None,
            name: asked.name.clone(),
            email: Some(asked.address.clone()),
            email_verfied: None,
            email_verified: None,
            email_blocked: false,
            phone: None,
            phone_verified: None,
            phone_blocked: false,
            emails: vec![email],
            phones: Vec::new(),
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
        })
    }
}
