//! The card of Other Settings.

use std::str::FromStr;
use std::sync::Arc;

use askama::Template;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use super::{
    AccountPreferences, AppPersistent, AppSound, FirstDay, Layers, LeadTime, OtherSettings,
    Reminders, RowsPerPage, Rule, languages,
};
use crate::core::stamp::{Stamp, Stamped};
use crate::core::theme::Theme;
use crate::platform::i18n::{Dates, Lang, Message, TimeFormat, TimeZone};
use crate::platform::ids::NotificationRuleId;
use crate::web::card::{Card, CardFrame, CardOutcome, CardReply, Section, answer, saved_frame};
use crate::web::errors::{Error, Result};
use crate::web::form::{AsText, Checkbox, Choice, Field, Form, FormErrors, MultiChoice, choices};
use crate::web::gate::SignedIn;
use crate::web::paths;
use crate::web::pickers::zone;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;
use crate::web::viewer::person::Membership;

/// Its place on My Settings.
pub static SECTION: Section = Section {
    path: paths::OTHER,
    slug: "other",
    title: "other-title",
    synonyms: "other-synonyms",
    icon: "sliders",
    routes: || Routes::new().post(paths::OTHER, update),
    card: |me, tx| {
        Box::pin(async {
            let membership = me.membership();
            let (stored, rules) = super::find(
                tx,
                me.person.user_id,
                membership.as_ref().map(|place| place.account_user_id),
            )
            .await?;
            card(&me.ctx, stored, membership, rules)
        })
    },
};

/// The card as it is stored.
pub fn card(
    ctx: &Ctx,
    stored: OtherSettings,
    membership: Option<Membership>,
    rules: Vec<Rule>,
) -> Result<Card> {
    OtherCard::new(ctx, OtherForm::of(stored), membership, rules)?.render()
}

/// The rule that replaces the default channels, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
struct RuleChoice(Option<NotificationRuleId>);

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

#[derive(Deserialize, Default)]
#[serde(default)]
struct OtherForm {
    stamp: Stamp,
    time_zone: Field<TimeZone>,
    language: Field<Lang>,
    theme: Field<Theme>,
    notification_rule: Field<RuleChoice>,
    on_call: Checkbox,
    on_call_lead_times: MultiChoice<LeadTime>,
    on_call_layers: Field<Layers>,
    off_call: Checkbox,
    off_call_lead_times: MultiChoice<LeadTime>,
    off_call_layers: Field<Layers>,
    emoji_mode: Checkbox,
    advanced_mode: Checkbox,
    debug_mode: Checkbox,
    first_day: Field<FirstDay>,
    time_format: Field<TimeFormat>,
    rows_per_page: Field<RowsPerPage>,
    app_persistent: Field<AppPersistent>,
    app_sound: Field<AppSound>,
}

impl OtherForm {
    /// The form as it stands before anyone touched it.
    fn of(stored: OtherSettings) -> Self {
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
            time_format: Field::of(stored.time_format),
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

    fn errors(&self) -> FormErrors {
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
            .of("time_format", self.time_format.error())
            .of("rows_per_page", self.rows_per_page.error())
            .of("app_persistent", self.app_persistent.error())
            .of("app_sound", self.app_sound.error())
    }

    /// A rule must be one of the account's.
    fn check_rule(&mut self, rules: &[Rule]) {
        let chosen = self.notification_rule.value().and_then(|choice| choice.0);
        if chosen.is_some_and(|id| !rules.iter().any(|rule| rule.id == id)) {
            self.notification_rule.refuse(Message::new("common-choice-unknown"));
        }
    }

    /// A reminder that is on has a time.
    fn check_lead_times(&mut self) {
        for (on, times) in [
            (self.on_call, &mut self.on_call_lead_times),
            (self.off_call, &mut self.off_call_lead_times),
        ] {
            if on.0 && times.values().is_empty() && times.error().is_none() {
                times.refuse(Message::new("other-lead-times-empty"));
            }
        }
    }

    /// What it means, if all of it means something.
    fn settings(&self, membership: Option<&Membership>) -> Option<OtherSettings> {
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
            time_format: *self.time_format.value()?,
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

/// One group of reminders, as the template shows it twice.
struct ReminderInputs<'a> {
    name: &'static str,
    title: &'static str,
    switch: &'static str,
    times: &'static str,
    on: bool,
    times_name: &'static str,
    lead_times: Vec<Choice>,
    lead_times_error: Option<&'a Message>,
    layers_name: &'static str,
    layers: &'a Field<Layers>,
}

#[derive(Template)]
#[template(path = "users/preferences/card.html")]
struct OtherCard<'a> {
    frame: CardFrame<'a>,
    form: OtherForm,
    account: Option<String>,
    rules: Vec<Rule>,
    zone_options: Arc<str>,
}

impl<'a> OtherCard<'a> {
    fn new(
        ctx: &'a Ctx,
        form: OtherForm,
        membership: Option<Membership>,
        rules: Vec<Rule>,
    ) -> Result<Self> {
        let mut frame = CardFrame::new(ctx, &SECTION, form.stamp.clone());
        frame.errors = form.errors();
        if let Some(membership) = &membership {
            frame.ids.push(("account user", membership.account_user_id.to_string()));
            frame.ids.push(("account", membership.account_id.to_string()));
        }
        let zone_options = zone::options(ctx)?;
        let account = membership.map(|membership| membership.account_name);
        Ok(Self { frame, form, account, rules, zone_options })
    }

    fn render(&self) -> Result<Card> {
        Card::render(&SECTION, self)
    }

    fn rule_choices(&self) -> Vec<Choice> {
        let chosen = self.form.notification_rule.raw();
        let none = self.frame.ctx.t("other-notification-rule-none").into_owned();
        let none = Choice::ours("", none, chosen.is_empty());
        let rule = |rule: &Rule| {
            let value = rule.id.to_string();
            Choice { chosen: value == chosen, value, label: rule.name.clone(), lang: Some("") }
        };
        std::iter::once(none).chain(self.rules.iter().map(rule)).collect()
    }

    fn languages(&self) -> Vec<Choice> {
        languages(self.form.language.value())
    }

    fn choices_of<T>(&self, field: &Field<T>) -> Vec<Choice>
    where
        T: strum::VariantArray + strum::EnumMessage + AsRef<str> + PartialEq + 'static,
    {
        choices(self.frame.ctx, |value: &T| field.value() == Some(value))
    }

    fn reminders(&self) -> [ReminderInputs<'_>; 2] {
        let form = &self.form;
        let lead_times = |times: &MultiChoice<LeadTime>| {
            choices(self.frame.ctx, |time: &LeadTime| times.values().contains(time))
        };
        [
            ReminderInputs {
                name: "on_call",
                title: "other-going-on-call-title",
                switch: "other-going-on-call-switch",
                times: "other-going-on-call-lead-times",
                on: form.on_call.0,
                times_name: "on_call_lead_times",
                lead_times: lead_times(&form.on_call_lead_times),
                lead_times_error: form.on_call_lead_times.error(),
                layers_name: "on_call_layers",
                layers: &form.on_call_layers,
            },
            ReminderInputs {
                name: "off_call",
                title: "other-going-off-call-title",
                switch: "other-going-off-call-switch",
                times: "other-going-off-call-lead-times",
                on: form.off_call.0,
                times_name: "off_call_lead_times",
                lead_times: lead_times(&form.off_call_lead_times),
                lead_times_error: form.off_call_lead_times.error(),
                layers_name: "off_call_layers",
                layers: &form.off_call_layers,
            },
        ]
    }

    /// The chosen zone as it is labelled in the list; what is not a zone has no label.
    fn zone_label(&self) -> String {
        let ctx = self.frame.ctx;
        self.form.time_zone.value().map(|zone| zone.label(ctx.lang, ctx.now)).unwrap_or_default()
    }

    /// This moment as the form would have it written.
    fn example(&self) -> String {
        let ctx = self.frame.ctx;
        let zone = self.form.time_zone.value().cloned().unwrap_or_else(TimeZone::utc);
        let format = self.form.time_format.value().copied().unwrap_or_default();
        Dates::new(ctx.lang, zone, format).date_time(ctx.now)
    }
}

async fn update(
    me: SignedIn,
    cookies: CookieJar,
    Form(mut form): Form<OtherForm>,
) -> Result<Response> {
    let membership = me.membership();
    let member = membership.as_ref().map(|place| place.account_user_id);
    let user = me.person.user_id;
    let mut change = me.change().await?;
    // Half of the form is of the account that was current when it was shown.
    if change.account() != membership.as_ref().map(|place| place.account_id) {
        return Err(Error::OtherAccount);
    }
    let (_, rules) = super::find(&mut change, user, member).await?;
    form.check_rule(&rules);
    if membership.is_some() {
        form.check_lead_times();
    }
    let Some(settings) = form.settings(membership.as_ref()) else {
        drop(change);
        let card = OtherCard::new(&me.ctx, form, membership, rules)?.render()?;
        return answer(&me, &SECTION, CardReply::invalid(), card).await;
    };
    let stored = super::change(&mut change, user, member, &form.stamp, &settings).await?;
    match stored {
        Stamped::Saved => {
            let cookies = cookies.add(me.remember_language(settings.language));
            let flash = Message::new("other-saved");
            let saved = saved_frame(&me, &SECTION, change, &flash).await?;
            Ok((cookies, saved).into_response())
        }
        Stamped::Stale(stamp) => {
            let reply = CardOutcome::Stale.commit(&me, change).await?;
            form.stamp = stamp;
            let mut card = OtherCard::new(&me.ctx, form, membership, rules)?;
            card.frame.say(&reply);
            answer(&me, &SECTION, reply, card.render()?).await
        }
    }
}
