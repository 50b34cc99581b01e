//! The card of the person's phones.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::inputs::{self, Entered, PhoneForm, PhoneInputs, describe, parse, read_number};
use super::row::{PhoneRows, Trouble};
use super::{Phone, code};
use crate::core::actor::Gone;
use crate::core::stamp::Stamp;
use crate::platform::i18n::{Country, Message};
use crate::web::card::{
    Attention, Card, CardFrame, CardOutcome, CardReply, CardState, CardSummary, RailEntry, Section,
    WayOn, answer,
};
use crate::web::confirm::{self, Removal};
use crate::web::errors::Result;
use crate::web::form::{Field, Form, SmallForm};
use crate::web::gate::{SignedIn, Sudo};
use crate::web::paths;

pub static SECTION: Section = Section {
    path: paths::PHONES,
    slug: "phones",
    title: "phones-title",
    rail: Some(RailEntry { icon: "phone", synonyms: Some("phones-synonyms") }),
    routes: || {
        code::routes()
            .post(paths::PHONES, add)
            .post(paths::PHONE_PREVIEW, preview)
            .post(paths::PHONE_PRIMARY, make_primary)
            .get(paths::PHONE_REMOVAL, ask_to_remove)
            .post(paths::PHONE_REMOVAL, remove)
    },
    card: |me, tx| {
        Box::pin(async {
            let rows = PhoneRows::of(tx, me).await?;
            PhonesCard::new(me, rows, PhoneForm::default()).render().map(Some)
        })
    },
};

#[derive(Template)]
#[template(path = "users/phones/card.html")]
struct PhonesCard<'a> {
    frame: CardFrame<'a>,
    inputs: PhoneInputs,
    rows: PhoneRows,
}

impl<'a> PhonesCard<'a> {
    fn new(me: &'a SignedIn, rows: PhoneRows, form: PhoneForm) -> Self {
        let phones = &rows.phones;
        let inputs = PhoneInputs::new(me, phones, form);
        let mut frame = CardFrame::new(me, &SECTION, Stamp::default());
        frame.errors = inputs.errors();
        Self { frame, inputs, rows }
    }

    fn render(&self) -> Result<Card> {
        Ok(Card::render(&SECTION, self)?.with(self.summary()))
    }

    /// Says which phones nothing can be sent to.
    fn summary(&self) -> CardSummary {
        let unusable = self.rows.phones.iter().filter(|phone| !phone.is_usable());
        let asking = |phone: &Phone| {
            let (words, way_on) = match phone.can_be_verified() {
                true => (
                    "phones-attention-unverified",
                    WayOn::new(self.path(paths::PHONE_VERIFICATION, phone), "phones-verify"),
                ),
                false => {
                    ("phones-attention-blocked", WayOn::new(SECTION.fragment(), "settings-show"))
                }
            };
            let words = Message::new(words).with("phone", phone.number().international());
            Attention { words, when: None, way_on, heals: phone.can_be_verified() }
        };
        let attention: Vec<_> = unusable.map(asking).collect();
        let state = Some(CardState::count(self.rows.phones.len(), !attention.is_empty()));
        CardSummary { state, attention, verdict: None }
    }

    /// Returns why nothing arrives at a phone, and what to do.
    fn trouble(&self, phone: &Phone) -> Option<Trouble> {
        self.rows.trouble(self.frame.ctx, phone)
    }

    fn path(&self, path: &str, phone: &Phone) -> String {
        paths::of(path, &phone.id)
    }
}

/// Answers with the card and the outcome.
async fn say(me: &SignedIn, reply: CardReply, form: PhoneForm) -> Result<Response> {
    let rows = PhoneRows::of(&mut me.app.db.read().await?, me).await?;
    let mut card = PhonesCard::new(me, rows, form);
    card.frame.say(&reply);
    answer(me, &SECTION, reply, card.render()?).await
}

async fn add(me: SignedIn, Form(mut form): Form<PhoneForm>) -> Result<Response> {
    let mut change = me.change().await?;
    let outcome = match inputs::enter(&me, &mut change, &mut form).await? {
        Entered::Added(flash) => CardOutcome::Saved(flash),
        Entered::Stopped(alert) => CardOutcome::Refused(alert),
        Entered::Refused => CardOutcome::Invalid,
    };
    if !matches!(outcome, CardOutcome::Invalid) {
        form = PhoneForm::default();
    }
    say(&me, outcome.commit(&me, change).await?, form).await
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Typed {
    country: Field<Country>,
    number: String,
}

/// The line below the inputs that shows how a number was understood.
#[derive(Template)]
#[template(path = "users/phones/preview.html")]
struct Preview {
    words: String,
}

async fn preview(me: SignedIn, Form(typed): SmallForm<Typed>) -> Result<Response> {
    let number = typed.country.value().map(|country| read_number(&me, &typed.number, *country));
    let words = match number {
        _ if typed.number.trim().is_empty() => String::new(),
        Some(Ok(number)) => describe(&me.ctx, &number),
        Some(Err(why)) if why.id() == "phones-number-malformed" => {
            me.t("phones-preview-incomplete").into_owned()
        }
        Some(Err(why)) => me.text(&why),
        None => me.t("phones-preview-incomplete").into_owned(),
    };
    Ok(me.html(StatusCode::OK, Preview { words }.render()?))
}

async fn make_primary(me: SignedIn, Path(id): Path<String>) -> Result<Response> {
    let mut change = me.change().await?;
    let made = super::make_primary(&mut change, me.person.user_id, parse(&id)?).await?;
    let outcome = match made {
        true => CardOutcome::Saved(Message::new("phones-primary-made")),
        false => CardOutcome::Refused(Message::new("phones-primary-not-proved")),
    };
    say(&me, outcome.commit(&me, change).await?, PhoneForm::default()).await
}

async fn ask_to_remove(Sudo(me): Sudo, Path(id): Path<String>) -> Result<Response> {
    let id = parse(&id)?;
    let phones = super::list(&mut me.app.db.read().await?, me.person.user_id).await?;
    let phone = phones.iter().find(|phone| phone.id == id).ok_or(Gone)?;
    let others = phones.iter().filter(|other| other.id != id && other.is_usable()).count();
    let removal = Removal {
        title: "phones-removal-title",
        thing: phone.number().international(),
        consequence: Message::new(match phone.is_usable() && others == 0 {
            true => "phones-removal-last",
            false => "phones-removal-text",
        }),
        refusal: None,
        action: SECTION.anchored(&paths::of(paths::PHONE_REMOVAL, &id)),
        remove: "phones-removal-action",
        keep: "phones-removal-keep",
        back: SECTION.path.to_owned(),
        back_label: "common-back-to-settings",
    };
    confirm::ask(&me, StatusCode::OK, removal)
}

async fn remove(Sudo(me): Sudo, Path(id): Path<String>) -> Result<Response> {
    let mut change = me.change().await?;
    super::remove(&mut change, me.person.user_id, parse(&id)?).await?;
    me.commit_with_flash(change, &Message::new("phones-removed")).await?;
    Ok(Redirect::to(paths::PHONES).into_response())
}
