//! The page that requests a link, and the page that the link opens.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use super::request::{ResetRequested, ask};
use super::reset::reset;
use super::{Entitled, entitled};
use crate::auth::password::{OwnWords, typed_twice};
use crate::core::links::{LinkPurpose, LinkToken};
use crate::messaging::Channel;
use crate::platform::i18n::Message;
use crate::users::emails::EmailAddress;
use crate::users::verification;
use crate::web::errors::Result;
use crate::web::form::{Field, Form, FormErrors, Query, Secret, SmallForm};
use crate::web::gate::Visitor;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;
use crate::web::viewer::device::Device;

/// The routes of the pages.
pub fn routes() -> Routes {
    Routes::new()
        .get(paths::FORGOT_PASSWORD, show)
        .post(paths::FORGOT_PASSWORD, request)
        .get(paths::RESET_LINK, show_link)
        .post(paths::RESET_LINK, set_password)
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ForgotForm {
    email: Field<EmailAddress>,
}

#[derive(Template)]
#[template(path = "auth/recovery/request.html")]
struct ForgotPage<'a> {
    ctx: &'a Ctx,
    form: ForgotForm,
    accepted: bool,
    can_send: bool,
    alert: Option<Message>,
    errors: FormErrors,
}

impl ForgotPage<'_> {
    fn failed(&self) -> bool {
        self.alert.is_some() || !self.errors.is_empty()
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Seen {
    #[serde(rename = "noted")]
    accepted: Option<String>,
}

async fn show(Visitor(ctx): Visitor, Query(seen): Query<Seen>) -> Result<Response> {
    let form = ForgotForm { email: Field::blank() };
    let page = forgot_page(&ctx, form, seen.accepted.is_some(), None);
    Ok(ctx.html(StatusCode::OK, page.render()?))
}

fn forgot_page(
    ctx: &Ctx,
    form: ForgotForm,
    accepted: bool,
    alert: Option<Message>,
) -> ForgotPage<'_> {
    let errors = FormErrors::default().of("email", form.email.error());
    let can_send = ctx.app.transports.can(Channel::Email);
    ForgotPage { ctx, form, accepted, can_send, alert, errors }
}

async fn request(
    Visitor(ctx): Visitor,
    cookies: CookieJar,
    Form(form): SmallForm<ForgotForm>,
) -> Result<Response> {
    let Some(address) = form.email.value() else {
        let page = forgot_page(&ctx, form, false, None).render()?;
        return Ok(ctx.html(StatusCode::UNPROCESSABLE_ENTITY, page));
    };
    match ask(&ctx.app, address, ctx.origin(), &Device::of(&ctx, &cookies)).await? {
        ResetRequested::Accepted => {
            Ok(Redirect::to(&format!("{}?noted", paths::FORGOT_PASSWORD)).into_response())
        }
        ResetRequested::TooMany { until } => {
            let alert = ctx.try_after(until);
            let page = forgot_page(&ctx, form, false, Some(alert)).render()?;
            Ok(ctx.html(StatusCode::TOO_MANY_REQUESTS, page))
        }
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ResetForm {
    new: Secret,
    confirm: Secret,
}

/// The page of a link, with the form, or with the sentence that the link is not valid.
#[derive(Template)]
#[template(path = "auth/recovery/link.html")]
struct ResetPage<'a> {
    ctx: &'a Ctx,
    /// The address that the link was sent to, for the browser's password manager.
    username: Option<String>,
    form: ResetForm,
    errors: FormErrors,
}

fn reset_page(
    ctx: &Ctx,
    status: StatusCode,
    username: Option<String>,
    form: ResetForm,
) -> Result<Response> {
    let errors =
        FormErrors::default().of("new", form.new.error()).of("confirm", form.confirm.error());
    let page = ResetPage { ctx, username, form, errors };
    Ok(ctx.html(status, page.render()?))
}

fn not_good(ctx: &Ctx, status: StatusCode) -> Result<Response> {
    reset_page(ctx, status, None, ResetForm::default())
}

async fn found(ctx: &Ctx, cookies: &CookieJar) -> Result<Option<(LinkToken, Entitled)>> {
    let Some(token) = verification::link_cookie(ctx, cookies, LinkPurpose::Reset) else {
        return Ok(None);
    };
    let mut tx = ctx.app.db.read().await?;
    let entitled = entitled(&mut tx, &ctx.app.keys, &token, ctx.now).await?;
    Ok(entitled.map(|entitled| (token, entitled)))
}

async fn show_link(Visitor(ctx): Visitor, cookies: CookieJar) -> Result<Response> {
    match found(&ctx, &cookies).await? {
        Some((_, entitled)) => {
            reset_page(&ctx, StatusCode::OK, Some(entitled.address), ResetForm::default())
        }
        None => not_good(&ctx, StatusCode::NOT_FOUND),
    }
}

async fn set_password(
    Visitor(ctx): Visitor,
    cookies: CookieJar,
    Form(mut form): SmallForm<ResetForm>,
) -> Result<Response> {
    let Some((token, entitled)) = found(&ctx, &cookies).await? else {
        return not_good(&ctx, StatusCode::UNPROCESSABLE_ENTITY);
    };
    let own = OwnWords::of(&mut ctx.app.db.read().await?, entitled.user, &entitled.name).await?;
    let Some(new) = typed_twice(&ctx.app, &own, &mut form.new, &mut form.confirm).await? else {
        let username = Some(entitled.address);
        return reset_page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, username, form);
    };
    if !reset(&ctx.app, &token, &new, ctx.origin()).await? {
        return not_good(&ctx, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let cookies = verification::forget_link(&ctx, cookies, LinkPurpose::Reset);
    Ok((cookies, Redirect::to(&format!("{}?reset", paths::SIGN_IN))).into_response())
}
