//! The card of the lengths of an account's sessions, and the page that ends all sessions.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::AccountPage;
use crate::accounts::account;
use crate::accounts::settings::{Absolute, Idle, Lengths, SettingsChanged, Wish};
use crate::core::stamp::Stamp;
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::web::card::{Card, CardFrame, CardReply, RailEntry, Section, answer};
use crate::web::confirm::{self, Removal};
use crate::web::errors::Result;
use crate::web::form::{Choice, Field, Form, FormErrors, choices};
use crate::web::gate::{Admin, SudoAdmin};
use crate::web::paths;
use crate::web::routes::Routes;

pub static LENGTHS: Section<AccountPage> = Section {
    path: paths::ACCOUNT_SESSIONS,
    slug: "lengths",
    title: "accounts-lengths-title",
    rail: Some(RailEntry { icon: "clock", synonyms: None }),
    routes: || {
        Routes::new()
            .post(paths::ACCOUNT_SESSIONS, update)
            .get(paths::ACCOUNT_SESSIONS_END, ask_to_end_sessions)
            .post(paths::ACCOUNT_SESSIONS_END, end_sessions)
    },
    card: |page, tx| Box::pin(async { LengthsCard::stored(page, tx).await?.render().map(Some) }),
};

/// The lengths of sessions as they were chosen.
#[derive(Deserialize, Default)]
#[serde(default)]
struct LengthsForm {
    stamp: Stamp,
    idle: Field<Idle>,
    absolute: Field<Absolute>,
}

impl LengthsForm {
    /// Fills the form with the stored settings.
    fn of(stored: &Lengths) -> Self {
        Self {
            stamp: Stamp::of(stored),
            idle: Field::of(Idle::of(stored.session_idle)),
            absolute: Field::of(Absolute::of(stored.session_absolute)),
        }
    }
}

#[derive(Template)]
#[template(path = "accounts/settings/lengths.html")]
struct LengthsCard<'a> {
    frame: CardFrame<'a>,
    form: LengthsForm,
}

impl<'a> LengthsCard<'a> {
    async fn stored(page: &'a AccountPage, tx: &mut Tx) -> Result<Self> {
        Ok(Self::new(page, LengthsForm::of(&page.find(tx).await?.lengths)))
    }

    fn new(page: &'a AccountPage, form: LengthsForm) -> Self {
        let mut frame = CardFrame::new(page, &LENGTHS, form.stamp.clone());
        frame.errors = FormErrors::default()
            .of("idle", form.idle.error())
            .of("absolute", form.absolute.error());
        Self { frame, form }
    }

    fn render(&self) -> Result<Card> {
        Card::render(&LENGTHS, self)
    }

    fn idles(&self) -> Vec<Choice> {
        choices(self.frame.ctx, |idle: &Idle| self.form.idle.raw() == idle.as_ref())
    }

    fn absolutes(&self) -> Vec<Choice> {
        choices(self.frame.ctx, |most: &Absolute| self.form.absolute.raw() == most.as_ref())
    }
}

async fn update(SudoAdmin(me): SudoAdmin, Form(mut form): Form<LengthsForm>) -> Result<Response> {
    let page = AccountPage(me);
    let chosen = (form.idle.value().copied(), form.absolute.value().copied());
    let wish = match chosen {
        (Some(idle), Some(absolute)) if absolute.is_below(idle) => {
            form.absolute.refuse(Message::new("accounts-absolute-below"));
            None
        }
        (Some(idle), Some(absolute)) => Some(Wish::Lengths { idle, absolute }),
        _ => None,
    };
    let Some(wish) = wish else {
        let card = LengthsCard::new(&page, form).render()?;
        return answer(&page, &LENGTHS, CardReply::invalid(), card).await;
    };
    let (changed, reply) = page.change(&form.stamp, &wish).await?;
    let mut card = match changed {
        SettingsChanged::Stale(stamp) => LengthsCard::new(&page, LengthsForm { stamp, ..form }),
        SettingsChanged::Saved | SettingsChanged::BelowTotal { .. } => {
            LengthsCard::stored(&page, &mut page.app.db.read().await?).await?
        }
    };
    card.frame.say(&reply);
    answer(&page, &LENGTHS, reply, card.render()?).await
}

async fn ask_to_end_sessions(me: Admin) -> Result<Response> {
    let asked = Removal {
        title: "accounts-sessions-question",
        thing: me.account.account_name.clone(),
        consequence: Message::new("accounts-sessions-text"),
        refusal: None,
        action: me.of_account(paths::ACCOUNT_SESSIONS_END),
        remove: "accounts-sessions-end",
        keep: "accounts-sessions-keep",
        back: paths::ACCOUNT_SETTINGS.to_owned(),
        back_label: "accounts-back",
    };
    confirm::ask(&me, StatusCode::OK, asked)
}

/// Signs everyone out of the account, the acting admin included.
async fn end_sessions(me: SudoAdmin) -> Result<Response> {
    let mut change = me.change().await?;
    account::end_all_sessions(&mut change, me.account_id()).await?;
    change.commit().await?;
    Ok(Redirect::to(&format!("{}?signed-out", paths::SIGN_IN)).into_response())
}
