//! The page on which new recovery codes replace the old ones.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{listed, offered, taker};
use crate::auth::second_factor::enrolment::replace_codes;
use crate::auth::second_factor::{self, Offer};
use crate::platform::i18n::Message;
use crate::web::errors::{Error, Result};
use crate::web::form::{Checkbox, Form, FormErrors};
use crate::web::gate::{SignedIn, Sudo};
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

pub fn routes() -> Routes {
    Routes::new().get(paths::RECOVERY_CODES, show_codes).post(paths::RECOVERY_CODES, take_codes)
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct CodesForm {
    saved: Checkbox,
}

/// The page with the new recovery codes, which become valid once their owner says that they are
/// saved.
#[derive(Template)]
#[template(path = "auth/second_factor/recovery_codes.html")]
struct CodesPage<'a> {
    ctx: &'a Ctx,
    offer: Offer,
    unsaved: Option<Message>,
    errors: FormErrors,
}

impl CodesPage<'_> {
    fn codes(&self) -> String {
        listed(&self.offer)
    }
}

fn codes_page(me: &SignedIn, offer: Offer, unsaved: Option<Message>) -> Result<Response> {
    let status = match unsaved {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let errors = FormErrors::default().of("saved", unsaved.as_ref());
    Ok(me.html(status, CodesPage { ctx: &me.ctx, offer, unsaved, errors }.render()?))
}

async fn show_codes(Sudo(me): Sudo) -> Result<Response> {
    match me.person.has_second_factor {
        true => codes_page(&me, offered(&me).await?, None),
        false => Err(Error::NotFound),
    }
}

async fn take_codes(Sudo(me): Sudo, Form(form): Form<CodesForm>) -> Result<Response> {
    if !form.saved.0 {
        let unsaved = Some(Message::new("two-factor-saved-missing"));
        return codes_page(&me, offered(&me).await?, unsaved);
    }
    let mut change = me.change().await?;
    let offer = second_factor::offer(&mut change, &me.app.keys, taker(&me)).await?;
    if !replace_codes(&mut change, me.person.user_id, &offer).await? {
        return Err(Error::NotFound);
    }
    me.commit_with_flash(change, &Message::new("two-factor-codes-made")).await?;
    Ok(Redirect::to(paths::TWO_FACTOR).into_response())
}
