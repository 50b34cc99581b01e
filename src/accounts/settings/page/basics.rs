//! The card of an account's basics: its name and its maximum number of users.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::{AccountPage, SAVED};
use crate::accounts::account::AccountName;
use crate::accounts::settings::{self, Basics, SettingsChanged, UserLimit, Wish};
use crate::core::stamp::Stamp;
use crate::platform::i18n::Message;
use crate::web::card::{
    Card, CardFrame, CardOutcome, CardReply, RailEntry, Section, answer, saved_frame,
};
use crate::web::errors::Result;
use crate::web::form::{Field, Form, FormErrors};
use crate::web::gate::Admin;
use crate::web::paths;
use crate::web::routes::Routes;

pub static BASICS: Section<AccountPage> = Section {
    path: paths::ACCOUNT_SETTINGS,
    slug: "basics",
    title: "accounts-basics-title",
    rail: Some(RailEntry { icon: "building-2", synonyms: None }),
    routes: || Routes::new().post(paths::ACCOUNT_SETTINGS, update),
    card: |page, tx| {
        Box::pin(async {
            let stored = page.find(tx).await?.basics;
            BasicsCard::new(page, BasicsForm::of(&stored)).render().map(Some)
        })
    },
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
    fn new(page: &'a AccountPage, form: BasicsForm) -> Self {
        let mut frame = CardFrame::new(page, &BASICS, form.stamp.clone());
        frame.errors = FormErrors::default()
            .of("name", form.name.error())
            .of("user_limit", form.user_limit.error());
        frame.ids.push(("account", page.account_id().to_string()));
        Self { frame, form }
    }

    fn render(&self) -> Result<Card> {
        Card::render(&BASICS, self)
    }
}

async fn update(Admin(me): Admin, Form(mut form): Form<BasicsForm>) -> Result<Response> {
    let page = AccountPage(me);
    if let (Some(name), Some(user_limit)) = (form.name.value(), form.user_limit.value()) {
        let wish = Wish::Basics { name: name.clone(), user_limit: *user_limit };
        let mut change = page.0.change().await?;
        match settings::change(&mut change, page.account_id(), &form.stamp, &wish).await? {
            // The name stands around the card as well.
            SettingsChanged::Saved => {
                return saved_frame(&page, &BASICS, change, &Message::new(SAVED)).await;
            }
            SettingsChanged::Stale(stamp) => {
                let reply = CardOutcome::Stale.commit(&page, change).await?;
                let mut card = BasicsCard::new(&page, BasicsForm { stamp, ..form });
                card.frame.say(&reply);
                return answer(&page, &BASICS, reply, card.render()?).await;
            }
            SettingsChanged::BelowTotal { total } => {
                let why = Message::new("accounts-limit-below").with("total", total);
                form.user_limit.refuse(why);
            }
        }
    }
    let card = BasicsCard::new(&page, form).render()?;
    answer(&page, &BASICS, CardReply::invalid(), card).await
}
