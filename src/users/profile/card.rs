//! The card of the person's name.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::{PersonName, rename};
use crate::core::stamp::{Stamp, Stamped};
use crate::platform::i18n::Message;
use crate::web::card::{Card, CardFrame, CardOutcome, CardReply, RailEntry, Section, answer};
use crate::web::errors::Result;
use crate::web::form::{Field, Form, FormErrors};
use crate::web::gate::SignedIn;
use crate::web::paths;
use crate::web::routes::Routes;

pub static SECTION: Section = Section {
    path: paths::GENERAL,
    slug: "general",
    title: "general-title",
    rail: Some(RailEntry { icon: "user", synonyms: Some("general-synonyms") }),
    routes: || Routes::new().post(paths::GENERAL, update),
    card: |me, _| Box::pin(async { stored(me, &me.person.name).render().map(Some) }),
};

#[derive(Deserialize, Default)]
#[serde(default)]
struct GeneralForm {
    stamp: Stamp,
    name: Field<PersonName>,
}

#[derive(Template)]
#[template(path = "users/profile/card.html")]
struct GeneralCard<'a> {
    frame: CardFrame<'a>,
    form: GeneralForm,
}

impl<'a> GeneralCard<'a> {
    fn new(me: &'a SignedIn, form: GeneralForm) -> Self {
        let mut frame = CardFrame::new(me, &SECTION, form.stamp.clone());
        frame.errors = FormErrors::default().of("name", form.name.error());
        frame.ids.push(("user", me.person.user_id.to_string()));
        Self { frame, form }
    }

    fn render(&self) -> Result<Card> {
        Card::render(&SECTION, self)
    }
}

fn stored<'a>(me: &'a SignedIn, name: &str) -> GeneralCard<'a> {
    let form = GeneralForm { stamp: Stamp::of(&name), name: Field::typed(name) };
    GeneralCard::new(me, form)
}

/// Renders the card as it is stored, with the outcome of a form beside the name's.
pub fn card_saying(me: &SignedIn, reply: &CardReply) -> Result<Card> {
    let mut card = stored(me, &me.person.name);
    card.frame.say(reply);
    card.render()
}

async fn update(me: SignedIn, Form(mut form): Form<GeneralForm>) -> Result<Response> {
    let Some(name) = form.name.value() else {
        let card = GeneralCard::new(&me, form).render()?;
        return answer(&me, &SECTION, CardReply::invalid(), card).await;
    };
    let mut change = me.change().await?;
    let renamed = rename(&mut change, me.person.user_id, &form.stamp, name).await?;
    match renamed {
        Stamped::Saved => {
            let saved = CardOutcome::Saved(Message::new("general-saved"));
            let reply = saved.commit(&me, change).await?;
            let me = me.renamed(name.as_ref());
            let mut card = stored(&me, name.as_ref());
            card.frame.say(&reply);
            answer(&me, &SECTION, reply, card.render()?).await
        }
        Stamped::Stale(stamp) => {
            let reply = CardOutcome::Stale.commit(&me, change).await?;
            form.stamp = stamp;
            let mut card = GeneralCard::new(&me, form);
            card.frame.say(&reply);
            answer(&me, &SECTION, reply, card.render()?).await
        }
    }
}
