//! The card by which an account requires a second factor.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use strum::{EnumMessage, VariantArray};

use super::AccountPage;
use crate::accounts::settings::{self, Factored, Grace, SecondFactor, SettingsChanged, Wish};
use crate::core::stamp::Stamp;
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::web::card::{Card, CardFrame, CardReply, RailEntry, Section, answer};
use crate::web::errors::Result;
use crate::web::form::{Choice, Field, Form, FormErrors};
use crate::web::gate::SudoAdmin;
use crate::web::paths;
use crate::web::routes::Routes;

pub static FACTOR: Section<AccountPage> = Section {
    path: paths::ACCOUNT_SECOND_FACTOR,
    slug: "factor",
    title: "accounts-factor-title",
    rail: Some(RailEntry { icon: "shield-check", synonyms: None }),
    routes: || Routes::new().post(paths::ACCOUNT_SECOND_FACTOR, update),
    card: |page, tx| Box::pin(async { FactorCard::stored(page, tx).await?.render().map(Some) }),
};

/// The grace period as it was chosen.
#[derive(Deserialize, Default)]
#[serde(default)]
struct FactorForm {
    stamp: Stamp,
    second_factor: Field<Grace>,
}

impl FactorForm {
    /// Fills the form with the stored settings.
    fn of(stored: &SecondFactor) -> Self {
        let grace = match stored.second_factor_from {
            Some(_) => Grace::Kept,
            None => Grace::Off,
        };
        Self { stamp: Stamp::of(stored), second_factor: Field::of(grace) }
    }
}

#[derive(Template)]
#[template(path = "accounts/settings/second_factor.html")]
struct FactorCard<'a> {
    frame: CardFrame<'a>,
    form: FactorForm,
    stored: SecondFactor,
    factored: Factored,
}

impl<'a> FactorCard<'a> {
    async fn stored(page: &'a AccountPage, tx: &mut Tx) -> Result<Self> {
        let stored = page.find(tx).await?.second_factor;
        let factored = settings::factored(tx, page.account_id()).await?;
        let form = FactorForm::of(&stored);
        let frame = CardFrame::new(page, &FACTOR, form.stamp.clone());
        Ok(Self { frame, form, stored, factored })
    }

    /// Shows what was chosen instead of what is stored.
    fn with(mut self, form: FactorForm) -> Self {
        self.frame.stamp = form.stamp.clone();
        self.frame.errors = FormErrors::default().of("second_factor", form.second_factor.error());
        Self { form, ..self }
    }

    fn render(&self) -> Result<Card> {
        Card::render(&FACTOR, self)
    }

    /// Returns the sentence that says from when a second factor is required.
    fn wanted(&self) -> Option<Message> {
        let from = self.stored.second_factor_from?;
        let id = match from <= self.frame.ctx.now {
            true => "accounts-factor-since",
            false => "accounts-factor-from",
        };
        Some(Message::new(id).with("when", self.frame.ctx.dates().date_time(from)))
    }

    fn graces(&self) -> Vec<Choice> {
        let (ctx, wanted) = (self.frame.ctx, self.wanted());
        let chosen = self.form.second_factor.raw();
        let choice = |grace: &Grace| {
            let label = match (grace, &wanted) {
                (Grace::Kept, Some(wanted)) => ctx.text(wanted),
                (Grace::Kept, None) => return None,
                _ => ctx.t(grace.get_message()?).into_owned(),
            };
            Some(Choice::ours(grace.as_ref(), label, chosen == grace.as_ref()))
        };
        Grace::VARIANTS.iter().filter_map(choice).collect()
    }

    fn has_own_factor(&self) -> bool {
        self.frame.ctx.person.as_ref().is_some_and(|person| person.has_both_factors())
    }

    fn without(&self) -> String {
        let Factored { total, without } = self.factored;
        let count = Message::new("accounts-factor-without").with("without", without);
        self.frame.ctx.text(&count.with("total", total))
    }
}

async fn update(SudoAdmin(me): SudoAdmin, Form(mut form): Form<FactorForm>) -> Result<Response> {
    let page = AccountPage(me);
    let grace = form.second_factor.value().copied();
    if grace == Some(Grace::Now) && !page.person.has_both_factors() {
        form.second_factor.refuse(Message::new("accounts-factor-own-first"));
    }
    let Some(&grace) = form.second_factor.value() else {
        let stored = FactorCard::stored(&page, &mut page.app.db.read().await?).await?;
        let card = stored.with(form).render()?;
        return answer(&page, &FACTOR, CardReply::invalid(), card).await;
    };
    let (changed, reply) = page.change(&form.stamp, &Wish::SecondFactor(grace)).await?;
    let stored = FactorCard::stored(&page, &mut page.app.db.read().await?).await?;
    let mut card = match changed {
        SettingsChanged::Stale(stamp) => stored.with(FactorForm { stamp, ..form }),
        SettingsChanged::Saved | SettingsChanged::BelowTotal { .. } => stored,
    };
    card.frame.say(&reply);
    answer(&page, &FACTOR, reply, card.render()?).await
}
