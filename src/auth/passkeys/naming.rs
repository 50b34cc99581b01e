//! The page on which a passkey gets another name.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};

use super::page::parse;
use super::{SECTION, list, rename};
use crate::auth::second_factor::enrolment::{NameForm, NamePage};
use crate::core::actor::Gone;
use crate::platform::i18n::Message;
use crate::platform::ids::PasskeyId;
use crate::web::errors::Result;
use crate::web::form::Form;
use crate::web::gate::SignedIn;
use crate::web::paths;
use crate::web::routes::Routes;

pub fn routes() -> Routes {
    Routes::new().get(paths::PASSKEY_NAME, show).post(paths::PASSKEY_NAME, update)
}

/// Finds the present name of one of the person's own passkeys.
async fn present_name(me: &SignedIn, id: PasskeyId) -> Result<String> {
    let all = list(&mut me.app.db.read().await?, me.person.user_id).await?;
    let found = all.into_iter().find(|passkey| passkey.id == id).ok_or(Gone)?;
    Ok(found.name)
}

fn page(me: &SignedIn, id: PasskeyId, form: NameForm) -> Result<Response> {
    let action = paths::of(paths::PASSKEY_NAME, &id);
    let title = "passkeys-naming-title";
    NamePage { ctx: &me.ctx, title, action, back: SECTION.path, form }.answer()
}

async fn show(me: SignedIn, Path(id): Path<String>) -> Result<Response> {
    let id = parse(&id)?;
    let name = present_name(&me, id).await?;
    page(&me, id, NameForm::of(&name))
}

async fn update(
    me: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<NameForm>,
) -> Result<Response> {
    let id = parse(&id)?;
    let Some(name) = form.name.value() else {
        present_name(&me, id).await?;
        return page(&me, id, form);
    };
    let mut change = me.change().await?;
    rename(&mut change, me.person.user_id, id, name).await?;
    me.commit_with_flash(change, &Message::new("passkeys-renamed")).await?;
    Ok(Redirect::to(SECTION.path).into_response())
}
