//! The card of my phones.

use std::str::FromStr;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use strum::EnumMessage;
use tower_sessions::Session;

use super::{Added, Method, NumberKind, Phone, PhoneNumber, proof};
use crate::i18n::{Country, Message};
use crate::ids::PhoneId;
use crate::settings::page::{Answer, answer};
use crate::settings::removal::{self, Removal};
use crate::settings::{Gone, Owner};
use crate::web::card::{Card, Frame, Section};
use crate::web::country_picker::{self, CountryOptions};
use crate::web::ctx::Ctx;
use crate::web::error::Result;
use crate::web::form::{Choice, Errors, Field, Form, Query, Stamp, choices};
use crate::web::gate::SignedIn;
use crate::web::{session, url};

/// Its place on My Settings.
pub static SECTION: Section = Section {
    path: url::PHONES,
    slug: "phones",
    title: "phones-title",
    synonyms: "phones-synonyms",
    icon: "phone",
    routes: || {
        proof::routes()
            .post(url::PHONES, add)
            .get(url::PHONE_PREVIEW, preview)
            .post(url::PHONE_PRIMARY, make_primary)
            .get(url::PHONE_REMOVAL, ask_to_remove)
            .post(url::PHONE_REMOVAL, remove)
    },
    card: |me, tx| {
        Box::pin(async {
            let phones = super::list(tx, me.person.user_id).await?;
            PhonesCard::new(me, phones, PhonesForm::default()).render()
        })
    },
};

/// A number as it was typed; what it means hangs on the country beside it.
#[derive(Clone)]
struct TypedNumber;

impl FromStr for TypedNumber {
    type Err = Message;
    fn from_str(text: &str) -> std::result::Result<Self, Message> {
        match text.trim().is_empty() {
            true => Err(Message::new("phones-number-empty")),
            false => Ok(Self),
        }
    }
}

#[derive(Deserialize)]
#[serde(default)]
struct PhonesForm {
    country: Field<Country>,
    number: Field<TypedNumber>,
    method: Field<Method>,
}

impl Default for PhonesForm {
    fn default() -> Self {
        Self {
            country: Field::blank(),
            number: Field::blank(),
            method: Field::of(Method::default()),
        }
    }
}

impl PhonesForm {
    /// What was typed, if it is a number that the method can reach.
    fn check(&mut self, me: &SignedIn) -> Option<(PhoneNumber, Method)> {
        let country = *self.country.value()?;
        self.number.value()?;
        let number = match read_number(me, self.number.raw(), country) {
            Ok(number) => number,
            Err(why) => {
                self.number.refuse(why);
                return None;
            }
        };
        let method = *self.method.value()?;
        if method == Method::Sms && number.kind() == NumberKind::Landline {
            self.method.refuse(Message::new("phones-method-landline"));
            return None;
        }
        Some((number, method))
    }
}

fn read_number(
    me: &Ctx,
    text: &str,
    country: Country,
) -> std::result::Result<PhoneNumber, Message> {
    let number = PhoneNumber::parse(text, country)?;
    match country_picker::is_taken(me, number.country()) {
        true => Ok(number),
        false => Err(Message::new("phones-number-country-closed")
            .with("country", number.country().name(me.lang).to_owned())),
    }
}

#[derive(Template)]
#[template(path = "settings/phones.html")]
struct PhonesCard<'a> {
    frame: Frame<'a>,
    form: PhonesForm,
    phones: Vec<Phone>,
    countries: CountryOptions,
    preview: Option<String>,
    can_send: bool,
}

impl<'a> PhonesCard<'a> {
    fn new(me: &'a SignedIn, phones: Vec<Phone>, form: PhonesForm) -> Self {
        let mut frame = Frame::new(&me.ctx, &SECTION, Stamp::default());
        frame.errors = Errors::default()
            .of("country", form.country.error())
            .of("number", form.number.error())
            .of("method", form.method.error());
        frame.ids.extend(phones.iter().map(|phone| ("phone", phone.id.to_string())));
        let known: Vec<_> = phones.iter().map(|phone| phone.number().country()).collect();
        let likely = country_picker::likely(&me.ctx, &known);
        let chosen = form.country.value().copied().or_else(|| likely.first().copied());
        let countries = country_picker::options(&me.ctx, &likely, chosen);
        let number = chosen.and_then(|chosen| read_number(&me.ctx, form.number.raw(), chosen).ok());
        let preview = number.map(|number| describe(&me.ctx, &number));
        let can_send = me.app.transports.can(Method::Sms.channel());
        Self { frame, form, phones, countries, preview, can_send }
    }

    fn render(&self) -> Result<Card> {
        Card::render(&SECTION, self)
    }

    fn methods(&self) -> Vec<Choice> {
        choices(self.frame.ctx, |method: &Method| self.form.method.value() == Some(method))
    }

    /// Why it is blocked, and how to heal it.
    fn blocked(&self, phone: &Phone) -> Option<&'static str> {
        phone.blocked_why.and_then(|why| why.get_message())
    }

    fn path(&self, path: &str, phone: &Phone) -> String {
        url::of(path, &phone.id)
    }
}

/// "+31 6 12345678 · Netherlands · mobile"
fn describe(ctx: &Ctx, number: &PhoneNumber) -> String {
    let kind = ctx.t(number.kind().get_message().unwrap_or_default());
    format!("{} · {} · {kind}", number.international(), number.country().name(ctx.lang))
}

/// The card with what there is to say of it.
async fn say(
    me: &SignedIn,
    session: &Session,
    said: std::result::Result<Message, Message>,
) -> Result<Response> {
    let phones = super::list(&mut me.app.db.read().await?, me.person.user_id).await?;
    let mut card = PhonesCard::new(me, phones, PhonesForm::default());
    let said = match said {
        Ok(notice) => {
            card.frame.notice = Some(notice.clone());
            Answer::Saved(card.render()?, notice)
        }
        Err(alert) => {
            card.frame.alert = Some(alert);
            Answer::Refused(card.render()?)
        }
    };
    answer(me, session, &SECTION, said).await
}

async fn add(me: SignedIn, session: Session, Form(mut form): Form<PhonesForm>) -> Result<Response> {
    if let Some((number, method)) = form.check(&me) {
        let mut tx = me.app.db.begin().await?;
        let means = (&*me.app.keys, me.app.codes_a_day);
        let added = super::add(&mut tx, means, &Owner::of(&me), (&number, method), me.now).await?;
        tx.commit().await?;
        let refusal = match added {
            Added::Added(_) => {
                let sent = match (me.app.transports.can(method.channel()), method) {
                    (false, _) => "phones-added-unsent",
                    (true, Method::Sms) => "phones-added-sms",
                    (true, Method::Voice) => "phones-added-voice",
                };
                return say(&me, &session, Ok(Message::new(sent))).await;
            }
            Added::Stopped => {
                return say(&me, &session, Err(Message::new("phones-added-stopped"))).await;
            }
            Added::Duplicate => Message::new("phones-duplicate"),
            Added::Full => Message::new("phones-full"),
            Added::TooMany { until } => me.try_after(until),
        };
        form.number.refuse(refusal);
    }
    let phones = super::list(&mut me.app.db.read().await?, me.person.user_id).await?;
    let card = PhonesCard::new(&me, phones, form).render()?;
    answer(&me, &session, &SECTION, Answer::Refused(card)).await
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Typed {
    country: Field<Country>,
    number: String,
}

/// The line below the inputs that says how a number was understood.
#[derive(Template)]
#[template(path = "settings/phone_preview.html")]
struct Preview {
    words: String,
}

async fn preview(me: SignedIn, Query(typed): Query<Typed>) -> Result<Response> {
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

/// The number that a path names.
pub(super) fn parse(id: &str) -> std::result::Result<PhoneId, Gone> {
    id.parse().map_err(|_| Gone)
}

async fn make_primary(me: SignedIn, session: Session, Path(id): Path<String>) -> Result<Response> {
    let mut tx = me.app.db.begin().await?;
    let made = super::make_primary(&mut tx, &Owner::of(&me), parse(&id)?, me.now).await?;
    tx.commit().await?;
    let said = match made? {
        true => Ok(Message::new("phones-primary-made")),
        false => Err(Message::new("phones-primary-not-proved")),
    };
    say(&me, &session, said).await
}

async fn ask_to_remove(me: SignedIn, Path(id): Path<String>) -> Result<Response> {
    let id = parse(&id)?;
    let phone = super::find(&mut me.app.db.read().await?, me.person.user_id, id).await?;
    let removal = Removal {
        title: "phones-removal-title",
        thing: phone.ok_or(Gone)?.number().international(),
        consequence: Message::new("phones-removal-text"),
        refusal: None,
        action: url::of(url::PHONE_REMOVAL, &id),
        remove: "phones-removal-action",
        keep: "common-keep-it",
        back: &SECTION,
    };
    removal::ask(&me, StatusCode::OK, removal)
}

async fn remove(me: SignedIn, session: Session, Path(id): Path<String>) -> Result<Response> {
    let mut tx = me.app.db.begin().await?;
    let removed = super::remove(&mut tx, &Owner::of(&me), parse(&id)?, me.now).await?;
    tx.commit().await?;
    removed?;
    session::leave_notice(&me.app.db, &session, &Message::new("phones-removed")).await?;
    Ok(Redirect::to(url::PHONES).into_response())
}
