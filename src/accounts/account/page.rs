//! The page of the viewer's accounts, and the page that creates another.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tower_sessions::Session;

use super::{AccountMade, AccountName, OwnMembership, Role, Switched};
use crate::core::change::Change;
use crate::platform::i18n::Message;
use crate::web::errors::{Error, Result};
use crate::web::form::{Field, Form, FormErrors};
use crate::web::form_page::FormPage;
use crate::web::gate::{EvenLocked, SignedIn};
use crate::web::paths::{self, Next};
use crate::web::routes::Routes;
use crate::web::viewer::{Ctx, session};

pub fn routes() -> Routes {
    Routes::new()
        .get(paths::ACCOUNTS, show)
        .get(paths::ACCOUNT_NEW, show_new)
        .post(paths::ACCOUNT_NEW, make)
        .post(paths::ACCOUNT_SWITCH, switch)
}

#[derive(Template)]
#[template(path = "accounts/account/page.html")]
struct AccountsPage<'a> {
    ctx: &'a Ctx,
    places: Vec<OwnMembership>,
    flash: Option<Message>,
}

impl AccountsPage<'_> {
    fn is_current(&self, place: &OwnMembership) -> bool {
        let current = self.ctx.person.as_ref().and_then(|person| person.account());
        current.is_some_and(|(id, _)| id == place.account_id)
    }

    fn roles(&self, place: &OwnMembership) -> Vec<&'static str> {
        place.roles.list().into_iter().map(Role::label).collect()
    }

    fn switch_path(&self, place: &OwnMembership) -> String {
        paths::of(paths::ACCOUNT_SWITCH, &place.account_id)
    }
}

async fn show(me: SignedIn) -> Result<Response> {
    let flash = me.take_flash().await?;
    let places = super::places(&mut me.app.db.read().await?, me.person.user_id).await?;
    Ok(me.html(StatusCode::OK, AccountsPage { ctx: &me.ctx, places, flash }.render()?))
}

async fn switch(
    EvenLocked(me): EvenLocked,
    browser: Session,
    Path(id): Path<String>,
) -> Result<Response> {
    let account = id.parse()?;
    let mut change = me.change().await?;
    let (user, session) = (me.person.user_id, me.person.session_id);
    match super::switch(&mut change, user, session, account).await? {
        Switched::To(place) => entered(&me, change, "accounts-switched", place.account_name).await,
        Switched::OnlyAnew => {
            drop(change);
            session::end(&browser).await?;
            let next = Next::parse(paths::ACCOUNTS);
            Ok(Redirect::to(&paths::sign_in_then(&next)).into_response())
        }
        Switched::Gone => Err(Error::NotFound),
    }
}

/// Commits the change and redirects to the list, which says that another account is current now.
async fn entered(
    me: &SignedIn,
    change: Change,
    flash: &'static str,
    name: String,
) -> Result<Response> {
    let flash = Message::new(flash).with("account", name);
    me.commit_with_flash(change, &flash).await?;
    Ok(Redirect::to(paths::ACCOUNTS).into_response())
}

#[derive(Deserialize)]
#[serde(default)]
struct NewForm {
    name: Field<AccountName>,
}

impl Default for NewForm {
    fn default() -> Self {
        Self { name: Field::blank() }
    }
}

#[derive(Template)]
#[template(path = "accounts/account/new.html")]
struct NewPage<'a> {
    ctx: &'a Ctx,
    form: NewForm,
    frame: FormPage,
}

fn new_page(
    ctx: &Ctx,
    status: StatusCode,
    form: NewForm,
    refusal: Option<Message>,
) -> Result<Response> {
    let frame = FormPage {
        title: "accounts-new-title",
        lead: Some(Message::new("accounts-new-text")),
        above: paths::ACCOUNTS.to_owned(),
        above_label: ctx.t("accounts-title").into_owned(),
        action: paths::ACCOUNT_NEW.to_owned(),
        prefix: "account",
        deed: "accounts-new-title",
        refusal,
        errors: FormErrors::default().of("name", form.name.error()),
    };
    Ok(ctx.html(status, NewPage { ctx, form, frame }.render()?))
}

async fn show_new(me: SignedIn) -> Result<Response> {
    new_page(&me, StatusCode::OK, NewForm::default(), None)
}

async fn make(me: SignedIn, Form(form): Form<NewForm>) -> Result<Response> {
    let Some(name) = form.name.value() else {
        return new_page(&me, StatusCode::UNPROCESSABLE_ENTITY, form, None);
    };
    let mut change = me.change().await?;
    let made = super::make(&mut change, me.person.session_id, name).await?;
    match made {
        AccountMade::Made(_) => {
            let name = name.as_ref().to_owned();
            entered(&me, change, "accounts-made", name).await
        }
        AccountMade::TooMany { until } => {
            change.commit().await?;
            let alert = Some(me.try_after(until));
            new_page(&me, StatusCode::TOO_MANY_REQUESTS, form, alert)
        }
    }
}
