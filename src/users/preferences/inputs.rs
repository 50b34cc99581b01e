//! The inputs of Other Settings, and the settings that they stand for.

use std::str::FromStr;

use serde::Deserialize;

use super::{
    AccountPreferences, AppPersistent, AppSound, FirstDay, Layers, LeadTime, OtherSettings,
    Reminders, RowsPerPage, Rule,
};
use crate::core::stamp::Stamp;
use crate::core::theme::Theme;
use crate::platform::i18n::{DateFormat, Formats, Lang, Message, TimeFormat, TimeZone};
use crate::platform::ids::NotificationRuleId;
use crate::web::form::{AsText, Checkbox, Field, FormErrors, MultiChoice};
use crate::web::viewer::person::Membership;

/// The notification rule that replaces the default channels, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct RuleChoice(pub Option<NotificationRuleId>);

impl FromStr for RuleChoice {
    type Err = Message;
    fn from_str(text: &str) -> std::result::Result<Self, Message> {
        if text.is_empty() {
            return Ok(Self(None));
        }
        text.parse().map(|id| Self(Some(id))).map_err(|_| Message::new("common-choice-unknown"))
    }
}

impl AsText for RuleChoice {
    fn as_text(&self) -> String {
        self.0.map(|id| id.to_string()).unwrap_or_default()
    }
}

impl AsText for TimeZone {
    fn as_text(&self) -> String {
        self.name().to_owned()
    }
}

/// Other Settings as they were typed.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct OtherForm {
    pub stamp: Stamp,
    pub time_zone: Field<TimeZone>,
    pub language: Field<Lang>,
    pub theme: Field<Theme>,
    pub notification_rule: Field<RuleChoice>,
    pub on_call: Checkbox,
    pub on_call_lead_times: MultiChoice<LeadTime>,
    pub on_call_layers: Field<Layers>,
    pub off_call: Checkbox,
    pub off_call_lead_times: MultiChoice<LeadTime>,
    pub off_call_layers: Field<Layers>,
    pub emoji_mode: Checkbox,
    pub advanced_mode: Checkbox,
    pub debug_mode: Checkbox,
    pub first_day: Field<FirstDay>,
    pub date_format: Field<DateFormat>,
    pub time_format: Field<TimeFormat>,
    pub rows_per_page: Field<RowsPerPage>,
    pub app_persistent: Field<AppPersistent>,
    pub app_sound: Field<AppSound>,
}

impl OtherForm {
    /// Fills the form with the stored settings.
    pub fn of(stored: OtherSettings) -> Self {
        let stamp = Stamp::of(&stored);
        let mut form = Self {
            stamp,
            time_zone: Field::of(stored.time_zone),
            language: Field::of(stored.language),
            theme: Field::of(stored.theme),
            emoji_mode: Checkbox(stored.emoji_mode),
            advanced_mode: Checkbox(stored.advanced_mode),
            debug_mode: Checkbox(stored.debug_mode),
            first_day: Field::of(stored.first_day),
            date_format: Field::of(stored.formats.date),
            time_format: Field::of(stored.formats.time),
            rows_per_page: Field::of(stored.rows_per_page),
            app_persistent: Field::of(stored.app_persistent),
            app_sound: Field::of(stored.app_sound),
            ..Self::default()
        };
        if let Some(account) = stored.account {
            form.notification_rule = Field::of(RuleChoice(account.notification_rule));
            form.on_call = Checkbox(account.going_on_call.enabled);
            form.on_call_lead_times = MultiChoice::of(account.going_on_call.lead_times);
            form.on_call_layers = Field::of(account.going_on_call.layers);
            form.off_call = Checkbox(account.going_off_call.enabled);
            form.off_call_lead_times = MultiChoice::of(account.going_off_call.lead_times);
            form.off_call_layers = Field::of(account.going_off_call.layers);
        }
        form
    }

    /// Lists the errors of all inputs, by name.
    pub fn errors(&self) -> FormErrors {
        FormErrors::default()
            .of("time_zone", self.time_zone.error())
            .of("language", self.language.error())
            .of("theme", self.theme.error())
            .of("notification_rule", self.notification_rule.error())
            .of("on_call_lead_times", self.on_call_lead_times.error())
            .of("on_call_layers", self.on_call_layers.error())
            .of("off_call_lead_times", self.off_call_lead_times.error())
            .of("off_call_layers", self.off_call_layers.error())
            .of("first_day", self.first_day.error())
            .of("date_format", self.date_format.error())
            .of("time_format", self.time_format.error())
            .of("rows_per_page", self.rows_per_page.error())
            .of("app_persistent", self.app_persistent.error())
            .of("app_sound", self.app_sound.error())
    }

    /// Refuses a notification rule that is not the account's.
    pub fn check_rule(&mut self, rules: &[Rule]) {
        let chosen = self.notification_rule.value().and_then(|choice| choice.0);
        if chosen.is_some_and(|id| !rules.iter().any(|rule| rule.id == id)) {
            self.notification_rule.refuse(Message::new("common-choice-unknown"));
        }
    }

    /// Refuses a reminder that is on and has no lead time.
    pub fn check_lead_times(&mut self) {
        let on_call = "other-going-on-call-times-empty";
        let off_call = "other-going-off-call-times-empty";
        for (on, times, why) in [
            (self.on_call, &mut self.on_call_lead_times, on_call),
            (self.off_call, &mut self.off_call_lead_times, off_call),
        ] {
            if on.0 && times.values().is_empty() && times.error().is_none() {
                times.refuse(Message::new(why));
            }
        }
    }

    /// Says of invalid layers which reminder they belong to.
    pub fn word_layers(&mut self) {
        for (layers, why) in [
            (&mut self.on_call_layers, "other-going-on-call-layers-malformed"),
            (&mut self.off_call_layers, "other-going-off-call-layers-malformed"),
        ] {
            if layers.error().is_some() {
                layers.refuse(Message::new(why).with("max", i64::from(Layers::MOST)));
            }
        }
    }

    /// Returns how dates and times are written, when both are valid.
    pub fn formats(&self) -> Option<Formats> {
        Some(Formats { date: *self.date_format.value()?, time: *self.time_format.value()? })
    }

    /// Returns the settings, when every input is valid.
    pub fn settings(&self, membership: Option<&Membership>) -> Option<OtherSettings> {
        let reminders = |on: Checkbox, times: &MultiChoice<LeadTime>, layers: &Field<Layers>| {
            let layers = layers.value()?.clone();
            Some(Reminders { enabled: on.0, lead_times: times.values().to_vec(), layers })
        };
        let going_on_call =
            reminders(self.on_call, &self.on_call_lead_times, &self.on_call_layers)?;
        let going_off_call =
            reminders(self.off_call, &self.off_call_lead_times, &self.off_call_layers)?;
        let notification_rule = self.notification_rule.value()?.0;
        if !self.errors().is_empty() {
            return None;
        }
        Some(OtherSettings {
            time_zone: self.time_zone.value()?.clone(),
            language: *self.language.value()?,
            theme: *self.theme.value()?,
            formats: self.formats()?,
            first_day: *self.first_day.value()?,
            rows_per_page: *self.rows_per_page.value()?,
            emoji_mode: self.emoji_mode.0,
            advanced_mode: self.advanced_mode.0,
            debug_mode: self.debug_mode.0,
            app_persistent: *self.app_persistent.value()?,
            app_sound: *self.app_sound.value()?,
            account: membership.map(|membership| AccountPreferences {
                member: membership.account_user_id,
                notification_rule,
                going_on_call,
                going_off_call,
            }),
        })
    }
}
