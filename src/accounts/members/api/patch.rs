//! Changes that a program asks for of a person, and their validation.

use std::collections::HashSet;

use super::reminders::RemindersBody;
use super::{Extras, Preferences, store};
use crate::accounts::account::Roles;
use crate::messaging::Channel;
use crate::platform::db::Tx;
use crate::platform::i18n::{Lang, TimeZone};
use crate::platform::ids::{EmailId, NotificationRuleId, PhoneId, TeamId};
use crate::users::channels::Channels;
use crate::users::emails::EmailAddress;
use crate::users::phones::policy::is_country_open;
use crate::users::phones::{self, Method, PhoneNumber};
use crate::users::profile::PersonName;
use crate::web::api::Result;
use crate::web::api::caller::Caller;
use crate::web::api::refusal::Refusal;

/// The attribute of the teams that a person is in, and the object that its ids name.
pub(super) const TEAMS: &str = "member_team_ids";
pub const TEAMS_OF_ACCOUNT: &str = "teams of this account";
/// The attribute of a person's notification rule, and the object that its id names.
pub(super) const RULE: &str = "notification_rule_id";
pub(super) const RULE_OF_ACCOUNT: &str = "a notification rule of this account";

/// The changes that a program asks for of a person. `None` leaves an attribute as it is.
#[derive(Default)]
pub struct MemberPatch {
    pub name: Option<PersonName>,
    pub time_zone: Option<TimeZone>,
    pub language: Option<Lang>,
    pub channels: ChannelsPatch,
    pub emails: Vec<EmailPatch>,
    pub phones: Vec<PhonePatch>,
    pub roles: RolesPatch,
    pub teams: Option<Vec<TeamId>>,
    pub meta: Option<String>,
    /// `Some(None)` removes the rule.
    pub notification_rule_id: Option<Option<NotificationRuleId>>,
    pub going_on_call: Option<RemindersBody>,
    pub going_off_call: Option<RemindersBody>,
    pub report_performance: Option<bool>,
    pub report_oncall: Option<bool>,
    pub wizard_dragdrop: Option<bool>,
    pub wizard_quickcreate: Option<bool>,
}

/// The change of one email, and the caller's name for its field.
pub struct EmailPatch {
    pub field: ContactField,
    /// The email to change; `None` adds one.
    pub id: Option<EmailId>,
    pub address: Option<EmailAddress>,
    pub primary: Option<bool>,
    pub remove: bool,
}

/// The change of one phone, and the caller's name for its field.
pub struct PhonePatch {
    pub field: ContactField,
    pub id: Option<PhoneId>,
    pub number: Option<PhoneNumber>,
    pub method: Option<Method>,
    pub primary: Option<bool>,
    pub remove: bool,
}

/// The path of a contact in the caller's body, for error texts.
pub struct ContactField {
    /// The path of the contact's object, with a final dot; empty when the contact is a plain
    /// attribute.
    pub within: String,
    pub name: &'static str,
}

impl ContactField {
    /// Returns the path of a contact that is a plain attribute.
    pub fn plain(within: &str, name: &'static str) -> Self {
        Self { within: within.to_owned(), name }
    }

    /// Returns the path of a contact in a list, by its index.
    pub fn listed(within: &str, list: &str, at: usize, name: &'static str) -> Self {
        Self { within: format!("{within}{list}[{at}]."), name }
    }

    /// Returns the path of the address or number.
    pub fn path(&self) -> String {
        self.of(self.name)
    }

    /// Returns the path of another attribute of the contact.
    pub fn of(&self, name: &str) -> String {
        format!("{}{name}", self.within)
    }
}

/// Roles to grant or revoke; `None` leaves a role as it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct RolesPatch {
    pub admin: Option<bool>,
    pub billing: Option<bool>,
    pub broadcaster: Option<bool>,
    pub communicator: Option<bool>,
}

impl RolesPatch {
    /// Applies the changes to a member's roles.
    pub fn on(self, roles: Roles) -> Roles {
        Roles {
            admin: self.admin.unwrap_or(roles.admin),
            billing: self.billing.unwrap_or(roles.billing),
            broadcaster: self.broadcaster.unwrap_or(roles.broadcaster),
            communicator: self.communicator.unwrap_or(roles.communicator),
        }
    }
}

/// Channels to turn on or off; other channels stay as they are.
#[derive(Clone, Debug, Default)]
pub struct ChannelsPatch(Vec<(Channel, bool)>);

impl ChannelsPatch {
    /// Collects the channels whose new state is `Some`.
    pub fn of(said: impl IntoIterator<Item = (Channel, Option<bool>)>) -> Self {
        Self(said.into_iter().filter_map(|(channel, on)| Some((channel, on?))).collect())
    }

    /// Applies the changes to a person's channels.
    pub fn on(&self, channels: &Channels) -> Channels {
        let mut channels = channels.clone();
        self.0.iter().for_each(|(channel, on)| channels.set(*channel, *on));
        channels
    }
}

impl MemberPatch {
    /// Applies the changes to the attributes that only programs set.
    pub fn extras(&self, now: Extras) -> Extras {
        let Preferences { report_performance, report_oncall, wizard_dragdrop, wizard_quickcreate } =
            now.preferences;
        Extras {
            meta: self.meta.clone().unwrap_or(now.meta),
            notification_rule_id: self.notification_rule_id.unwrap_or(now.notification_rule_id),
            going_on_call: match &self.going_on_call {
                Some(wanted) => wanted.on(&now.going_on_call),
                None => now.going_on_call,
            },
            going_off_call: match &self.going_off_call {
                Some(wanted) => wanted.on(&now.going_off_call),
                None => now.going_off_call,
            },
            preferences: Preferences {
                report_performance: self.report_performance.unwrap_or(report_performance),
                report_oncall: self.report_oncall.unwrap_or(report_oncall),
                wizard_dragdrop: self.wizard_dragdrop.unwrap_or(wizard_dragdrop),
                wizard_quickcreate: self.wizard_quickcreate.unwrap_or(wizard_quickcreate),
            },
        }
    }

    /// Validates what can be validated without the person.
    ///
    /// # Errors
    /// When a change is refused.
    pub async fn check(&self, tx: &mut Tx, caller: &Caller) -> Result<()> {
        if let Some(Some(rule)) = self.notification_rule_id
            && !store::has_rule(tx, caller.place.account_id, rule).await?
        {
            return Err(Refusal::unknown(RULE, RULE_OF_ACCOUNT));
        }
        let twice = |field: &ContactField| Err(Refusal::invalid(field.path(), "appears twice"));
        let mut seen = (HashSet::new(), HashSet::new());
        for change in &self.emails {
            if change.id.is_some_and(|id| !seen.0.insert(id)) {
                return twice(&change.field);
            }
        }
        for change in &self.phones {
            if change.id.is_some_and(|id| !seen.1.insert(id)) {
                return twice(&change.field);
            }
            let is_closed = |number: &&PhoneNumber| !is_country_open(&caller.app.operator, number);
            if let Some(number) = change.number.as_ref().filter(is_closed) {
                let why = caller.text(&phones::country_closed(caller, number.country()));
                return Err(Refusal::invalid(change.field.path(), why));
            }
        }
        Ok(())
    }
}
