//! The page on which an authenticator app gets another name.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};

use crate::auth::second_factor::enrolment::{NameForm, NamePage, rename};
use crate::auth::second_factor::{self, SECTION};
use crate::platform::i18n::Message;
use crate::platform::ids::AuthenticatorId;
use crate::web::errors::{Error, Result};
use crate::web::form::Form;
use crate::web::gate::SignedIn;
use crate::web::paths;
use crate::web::routes::Routes;

pub fn routes() -> Routes {
    Routes::new().get(paths::AUTHENTICATOR_NAME, show).post(paths::AUTHENTICATOR_NAME, update)
}

/// Finds the present name of one of the person's own authenticator apps.
async fn present_name(me: &SignedIn, id: AuthenticatorId) -> Result<String> {
    let mut tx = me.app.db.read().await?;
    let all = second_factor::find(&mut tx, me.person.user_id).await?.authenticators;
    let app = all.into_iter().find(|app| app.id == id).ok_or(Error::NotFound)?;
    Ok(app.name)
}

fn page(me: &SignedIn, id: AuthenticatorId, form: NameForm) -> Result<Response> {
    let action = paths::of(paths::AUTHENTICATOR_NAME, &id);
    let title = "two-factor-naming-title";
    NamePage { ctx: &me.ctx, title, action, back: SECTION.path, form }.answer()
}

async fn show(me: SignedIn, Path(id): Path<String>) -> Result<Response> {
    let id: AuthenticatorId = id.parse()?;
    let name = present_name(&me, id).await?;
    page(&me, id, NameForm::of(&name))
}

async fn update(
    me: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<NameForm>,
) -> Result<Response> {
    let id: AuthenticatorId = id.parse()?;
    let Some(name) = form.name.value() else {
        present_name(&me, id).await?;
        return page(&me, id, form);
    };
    let mut change = me.change().await?;
    rename(&mut change, me.person.user_id, id, name).await?;
    me.commit_with_flash(change, &Message::new("two-factor-renamed")).await?;
    Ok(Redirect::to(SECTION.path).into_response())
}
