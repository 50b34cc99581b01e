//! The page on which a phone is verified by the code that was sent to it.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::code_input::{
    CodeEntry, CodeForm, CodesForm, Verifying, check_code, code_entry, send_again,
};
use super::inputs::parse;
use super::{SECTION, delivery};
use crate::platform::i18n::Message;
use crate::web::errors::Result;
use crate::web::form::{Form, SmallForm};
use crate::web::gate::SignedIn;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

/// The routes of the page.
pub fn routes() -> Routes {
    Routes::new()
        .get(paths::PHONE_CODES, delivery::show)
        .post(paths::PHONE_CODES, resend)
        .get(paths::PHONE_VERIFICATION, show)
        .post(paths::PHONE_VERIFICATION, verify)
}

#[derive(Template)]
#[template(path = "users/phones/verification.html")]
struct VerificationPage<'a> {
    ctx: &'a Ctx,
    entry: CodeEntry,
}

impl VerificationPage<'_> {
    fn title(&self) -> String {
        let title = self.ctx.t("phones-verification-title");
        match self.entry.failed() {
            true => self.ctx.t_with("common-error-title", "title", title),
            false => title.into_owned(),
        }
    }

    fn action(&self) -> String {
        SECTION.anchored(&self.entry.path(paths::PHONE_VERIFICATION))
    }
}

fn page(me: &SignedIn, status: StatusCode, entry: CodeEntry) -> Result<Response> {
    Ok(me.html(status, VerificationPage { ctx: &me.ctx, entry }.render()?))
}

async fn show(me: SignedIn, Path(id): Path<String>) -> Result<Response> {
    let id = parse(&id)?;
    let mut tx = me.app.db.read().await?;
    let mut entry = code_entry(&me, &mut tx, id, None, None).await?;
    drop(tx);
    if entry.phone.is_usable() {
        return Ok(Redirect::to(paths::PHONES).into_response());
    }
    entry.flash = me.take_flash().await?;
    page(&me, StatusCode::OK, entry)
}

async fn verify(
    me: SignedIn,
    Path(id): Path<String>,
    Form(form): SmallForm<CodeForm>,
) -> Result<Response> {
    let mut change = me.change().await?;
    match check_code(&me, &mut change, parse(&id)?, form).await? {
        Verifying::Again(status, entry) => {
            change.commit().await?;
            page(&me, status, *entry)
        }
        Verifying::Verified | Verifying::Resent(_) => {
            me.commit_with_flash(change, &Message::new("phones-verified")).await?;
            Ok(Redirect::to(paths::PHONES).into_response())
        }
    }
}

async fn resend(
    me: SignedIn,
    Path(id): Path<String>,
    Form(form): SmallForm<CodesForm>,
) -> Result<Response> {
    let id = parse(&id)?;
    let mut change = me.change().await?;
    match send_again(&me, &mut change, id, &form).await? {
        Verifying::Again(status, entry) => {
            change.commit().await?;
            page(&me, status, *entry)
        }
        Verifying::Verified => Ok(Redirect::to(paths::PHONES).into_response()),
        Verifying::Resent(flash) => {
            me.commit_with_flash(change, &flash).await?;
            let to = paths::of(paths::PHONE_VERIFICATION, &id);
            Ok(Redirect::to(&to).into_response())
        }
    }
}
