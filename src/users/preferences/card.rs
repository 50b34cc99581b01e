//! The card of Other Settings.

use askama::Template;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use strum::{EnumMessage, VariantArray};

use super::inputs::OtherForm;
use super::{Layers, LeadTime, OtherSettings, Rule, languages};
use crate::core::change::Change;
use crate::core::stamp::Stamped;
use crate::platform::i18n::{DateFormat, Dates, Lang, Message, TimeZone};
use crate::web::card::{
    Card, CardFrame, CardOutcome, CardReply, RailEntry, Section, answer, saved_frame,
};
use crate::web::errors::{Error, Result};
use crate::web::form::{Choice, Field, Form, MultiChoice, choices};
use crate::web::gate::SignedIn;
use crate::web::paths;
use crate::web::pickers::zone;
use crate::web::routes::Routes;
use crate::web::viewer::person::Membership;

pub static SECTION: Section = Section {
    path: paths::OTHER,
    slug: "other",
    title: "other-title",
    rail: Some(RailEntry { icon: "sliders", synonyms: Some("other-synonyms") }),
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
            card(me, stored, membership, rules).map(Some)
        })
    },
};

/// Builds the card from what is stored.
pub fn card(
    me: &SignedIn,
    stored: OtherSettings,
    membership: Option<Membership>,
    rules: Vec<Rule>,
) -> Result<Card> {
    OtherCard::new(me, OtherForm::of(stored), membership, rules)?.render()
}

/// The inputs of one kind of reminders; the card has two.
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
}

impl<'a> OtherCard<'a> {
    fn new(
        me: &'a SignedIn,
        form: OtherForm,
        membership: Option<Membership>,
        rules: Vec<Rule>,
    ) -> Result<Self> {
        let mut frame = CardFrame::new(me, &SECTION, form.stamp.clone());
        frame.errors = form.errors();
        if let Some(membership) = &membership {
            frame.ids.push(("account user", membership.account_user_id.to_string()));
            frame.ids.push(("account", membership.account_id.to_string()));
        }
        let account = membership.map(|membership| membership.account_name);
        Ok(Self { frame, form, account, rules })
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
        let lead_times = |times: &MultiChoice<LeadTime>, at_once: &'static str| {
            let ctx = self.frame.ctx;
            let evening = ctx.dates().time_of_day(LeadTime::EVENING_AT);
            let choice = |time: &LeadTime| {
                let label = match time {
                    LeadTime::AtStart => at_once,
                    other => other.get_message().unwrap_or_default(),
                };
                let label = ctx.t_with(label, "time", &evening);
                Choice::ours(time.as_ref(), label, times.values().contains(time))
            };
            LeadTime::VARIANTS.iter().map(choice).collect()
        };
        [
            ReminderInputs {
                name: "on_call",
                title: "other-going-on-call-title",
                switch: "other-going-on-call-switch",
                times: "other-going-on-call-lead-times",
                on: form.on_call.0,
                times_name: "on_call_lead_times",
                lead_times: lead_times(&form.on_call_lead_times, "other-lead-time-at-start"),
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
                lead_times: lead_times(&form.off_call_lead_times, "other-lead-time-at-end"),
                lead_times_error: form.off_call_lead_times.error(),
                layers_name: "off_call_layers",
                layers: &form.off_call_layers,
            },
        ]
    }

    /// Lists the formats of dates; those of regions write English alone.
    fn date_formats(&self) -> Vec<Choice> {
        let mut choices = self.choices_of(&self.form.date_format);
        let regions = [DateFormat::Us.as_ref(), DateFormat::Uk.as_ref()];
        let is_english = self.frame.ctx.lang == Lang::En;
        choices.retain(|one| is_english || one.chosen || !regions.contains(&&*one.value));
        choices
    }

    /// Returns the present moment in the chosen format.
    fn example(&self) -> String {
        let ctx = self.frame.ctx;
        let zone = self.form.time_zone.value().cloned().unwrap_or_else(TimeZone::utc);
        let formats = self.form.formats().unwrap_or_default();
        Dates::new(ctx.lang, zone, formats).date_time(ctx.now)
    }
}

/// Commits settings that alter nothing outside of the card but the menu, and answers with the card.
async fn saved_in_place(
    me: &SignedIn,
    change: Change,
    flash: Message,
    settings: &OtherSettings,
) -> Result<Response> {
    let reply = CardOutcome::Saved(flash).commit(me, change).await?;
    let me = me.with_modes(settings.emoji_mode, settings.advanced_mode);
    let membership = me.membership();
    let member = membership.as_ref().map(|place| place.account_user_id);
    let mut tx = me.app.db.read().await?;
    let (stored, rules) = super::find(&mut tx, me.person.user_id, member).await?;
    drop(tx);
    let mut card = OtherCard::new(&me, OtherForm::of(stored), membership, rules)?;
    card.frame.say(&reply);
    answer(&me, &SECTION, reply, card.render()?).await
}

async fn update(
    me: SignedIn,
    cookies: CookieJar,
    Form(mut form): Form<OtherForm>,
) -> Result<Response> {
    zone::settle(&me.ctx, &mut form.time_zone)?;
    let membership = me.membership();
    let member = membership.as_ref().map(|place| place.account_user_id);
    let user = me.person.user_id;
    let mut change = me.change().await?;
    // A part of the form belongs to the account that was current when it was shown.
    if change.account() != membership.as_ref().map(|place| place.account_id) {
        return Err(Error::OtherAccount);
    }
    let (before, rules) = super::find(&mut change, user, member).await?;
    form.check_rule(&rules);
    if membership.is_some() {
        form.check_lead_times();
        form.word_layers();
    }
    let Some(settings) = form.settings(membership.as_ref()) else {
        drop(change);
        let card = OtherCard::new(&me, form, membership, rules)?.render()?;
        return answer(&me, &SECTION, CardReply::invalid(), card).await;
    };
    let stored = super::change(&mut change, user, member, &form.stamp, &settings).await?;
    match stored {
        Stamped::Saved => {
            let cookies = cookies.add(me.remember_language(settings.language));
            let flash = Message::new("other-saved");
            let saved = match settings.alters_page(&before) {
                true => saved_frame(&me, &SECTION, change, &flash).await?,
                false => saved_in_place(&me, change, flash, &settings).await?,
            };
            Ok((cookies, saved).into_response())
        }
        Stamped::Stale(stamp) => {
            let reply = CardOutcome::Stale.commit(&me, change).await?;
            form.stamp = stamp;
            let mut card = OtherCard::new(&me, form, membership, rules)?;
            card.frame.say(&reply);
            answer(&me, &SECTION, reply, card.render()?).await
        }
    }
}
