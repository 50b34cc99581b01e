//! Names of factors: the page on which an authenticator app or a passkey gets another one.

use std::fmt::Display;
use std::str::FromStr;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::AuthenticatorName;
use crate::core::actor::{Done, Gone};
use crate::core::change::Change;
use crate::platform::db::{self, Tx};
use crate::platform::i18n::Message;
use crate::platform::ids::{NotAnId, UserId};
use crate::web::card::Section;
use crate::web::errors::Result;
use crate::web::form::{Field, Form, FormErrors};
use crate::web::gate::SignedIn;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

/// A factor whose owner can give it another name.
pub trait NamedFactor: 'static {
    type Id: FromStr<Err = NotAnId> + Display + Copy + Send + Sync;

    /// The path of the page, which has the id.
    const PATH: &'static str;
    /// The text id of its heading.
    const TITLE: &'static str;
    /// The text id of the flash that says it is done.
    const RENAMED: &'static str;
    /// The card that lists such factors.
    const SECTION: &'static Section;

    /// Finds the present name of one of the person's own factors.
    fn name(
        tx: &mut Tx,
        user: UserId,
        id: Self::Id,
    ) -> impl Future<Output = db::Result<Option<String>>> + Send;

    /// Gives one of the person's own factors another name.
    fn rename(
        change: &mut Change,
        user: UserId,
        id: Self::Id,
        name: &AuthenticatorName,
    ) -> impl Future<Output = Done<()>> + Send;
}

/// Returns the routes of the page.
pub fn naming_routes<F: NamedFactor>() -> Routes {
    Routes::new().get(F::PATH, show::<F>).post(F::PATH, update::<F>)
}

/// The name as it was typed.
#[derive(Deserialize, Default)]
#[serde(default)]
struct NameForm {
    name: Field<AuthenticatorName>,
}

#[derive(Template)]
#[template(path = "auth/second_factor/naming.html")]
struct NamePage<'a> {
    ctx: &'a Ctx,
    title: &'static str,
    /// The path that the form posts to.
    action: String,
    /// The path of the card.
    back: &'static str,
    form: NameForm,
}

impl NamePage<'_> {
    fn errors(&self) -> FormErrors {
        FormErrors::default().of("name", self.form.name.error())
    }
}

fn page<F: NamedFactor>(me: &SignedIn, id: F::Id, form: NameForm) -> Result<Response> {
    let status = match form.name.error() {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let (ctx, title, back) = (&me.ctx, F::TITLE, F::SECTION.path);
    let page = NamePage { ctx, title, action: paths::of(F::PATH, &id), back, form };
    Ok(me.html(status, page.render()?))
}

async fn present_name<F: NamedFactor>(me: &SignedIn, id: F::Id) -> Result<String> {
    let mut tx = me.app.db.read().await?;
    Ok(F::name(&mut tx, me.person.user_id, id).await?.ok_or(Gone)?)
}

async fn show<F: NamedFactor>(me: SignedIn, Path(id): Path<String>) -> Result<Response> {
    let id = id.parse()?;
    let name = Field::typed(&present_name::<F>(&me, id).await?);
    page::<F>(&me, id, NameForm { name })
}

async fn update<F: NamedFactor>(
    me: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<NameForm>,
) -> Result<Response> {
    let id = id.parse()?;
    let Some(name) = form.name.value() else {
        present_name::<F>(&me, id).await?;
        return page::<F>(&me, id, form);
    };
    let mut change = me.change().await?;
    F::rename(&mut change, me.person.user_id, id, name).await?;
    me.commit_with_flash(change, &Message::new(F::RENAMED)).await?;
    Ok(Redirect::to(F::SECTION.path).into_response())
}
