//! The card of an account's basics: its name and its maximum number of users.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::{SAVED, around, find};
use crate::accounts::account::AccountName;
use crate::accounts::settings::{self, Basics, SettingsChanged, UserLimit, Wish};
use crate::core::stamp::Stamp;
use crate::platform::i18n::Message;
use crate::web::card::{Card, CardFrame, CardOutcome, CardReply, Section, answer, saved_frame};
use crate::web::errors::Result;
use crate::web::form::{Field, Form, FormErrors};
use crate::web::gate::Admin;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

pub static BASICS: Section = Section {
    path: paths::ACCOUNT_SETTINGS,
    slug: "basics",
    title: "accounts-basics-title",
    synonyms: None,
    icon: "building-2",
    routes: || Routes::new().post(paths::ACCOUNT_SETTINGS, update),
    card: |me, tx| {
        Box::pin(async {
            let stored = find(me, tx).await?.basics;
            BasicsCard::new(&me.ctx, BasicsForm::of(&stored)).render()
        })
    },
    around,
};

/// The basics as they were typed.
#[derive(Deserialize, Default)]
#[serde(default)]
struct BasicsForm {
    stamp: Stamp,
    name: Field<AccountName>,
    user_limit: Field<UserLimit>,
}

impl BasicsForm {
    /// Fills the form with the stored settings.
    fn of(stored: &Basics) -> Self {
        Self {
            stamp: Stamp::of(stored),
            name: Field::typed(&stored.name),
            user_limit: Field::of(UserLimit(stored.user_limit)),
        }
    }
}

#[derive(Template)]
#[template(path = "accounts/settings/basics.html")]
struct BasicsCard<'a> {
    frame: CardFrame<'a>,
    form: BasicsForm,
}

impl<'a> BasicsCard<'a> {
    fn new(ctx: &'a Ctx, form: BasicsForm) -> Self {
        let mut frame = CardFrame::of_account(ctx, &BASICS, form.stamp.clone());
        frame.errors = FormErrors::default()
            .of("name", form.name.error())
            .of("user_limit", form.user_limit.error());
        let place = ctx.membership();
        frame.ids.extend(place.map(|place| ("account", place.account_id.to_string())));
        Self { frame, form }
    }

    fn render(&self) -> Result<Card> {
        Card::render(&BASICS, self)
    }
}

async fn update(me: Admin, Form(mut form): Form<BasicsForm>) -> Result<Response> {
    if let (Some(name), Some(user_limit)) = (form.name.value(), form.user_limit.value()) {
        let wish = Wish::Basics { name: name.clone(), user_limit: *user_limit };
        let mut change = me.change().await?;
        match settings::change(&mut change, me.account_id(), &form.stamp, &wish).await? {
            // The name stands around the card as well.
            SettingsChanged::Saved => {
                return saved_frame(&me, &BASICS, change, &Message::new(SAVED)).await;
            }
            SettingsChanged::Stale(stamp) => {
                let reply = CardOutcome::Stale.commit(&me, change).await?;
                let mut card = BasicsCard::new(&me.ctx, BasicsForm { stamp, ..form });
                card.frame.say(&reply);
                return answer(&me, &BASICS, reply, card.render()?).await;
            }
            SettingsChanged::BelowTotal { total } => {
                let why = Message::new("accounts-limit-below").with("total", total);
                form.user_limit.refuse(why);
            }
        }
    }
    let card = BasicsCard::new(&me.ctx, form).render()?;
    answer(&me, &BASICS, CardReply::invalid(), card).await
}
