//! The sign-in page.

use askama::Template;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use tower_sessions::Session;

use super::{SignInClaim, SignInOutcome, check};
use crate::platform::i18n::Message;
use crate::users::emails::EmailAddress;
use crate::web::errors::Result;
use crate::web::form::{Field, Form, FormErrors, Query, Secret, SmallForm};
use crate::web::gate::Visitor;
use crate::web::paths::{self, Next};
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;
use crate::web::viewer::device::Device;
use crate::web::viewer::session::{self, SignIn, SignedInBy};

pub fn routes() -> Routes {
    Routes::new()
        .get(paths::SIGN_IN, show)
        .post(paths::SIGN_IN, sign_in)
        .post(paths::SIGN_OUT, sign_out)
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    next: Next,
    #[serde(rename = "signed-out")]
    signed_out: Option<String>,
    reset: Option<String>,
    deleted: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct SignInForm {
    next: Next,
    email: Field<EmailAddress>,
    password: Secret,
}

#[derive(Template)]
#[template(path = "auth/sign_in/page.html")]
struct SignInPage<'a> {
    ctx: &'a Ctx,
    form: SignInForm,
    flash: Option<Message>,
    alert: Option<Message>,
    errors: FormErrors,
    unknown_passkey: Option<String>,
}

impl<'a> SignInPage<'a> {
    fn new(ctx: &'a Ctx, form: SignInForm) -> Self {
        let errors = FormErrors::default()
            .of("email", form.email.error())
            .of("password", form.password.error());
        Self { ctx, form, flash: None, alert: None, errors, unknown_passkey: None }
    }

    fn failed(&self) -> bool {
        self.alert.is_some() || !self.errors.is_empty()
    }
}

async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Result<Response> {
    if visitor.person.is_some() {
        return Ok(Redirect::to(asked.next.as_str()).into_response());
    }
    let flash = match (asked.signed_out, asked.reset, asked.deleted) {
        (_, Some(_), _) => Some(Message::new("auth-password-set")),
        (Some(_), None, _) => Some(Message::new("auth-signed-out")),
        (None, None, Some(_)) => Some(Message::new("data-deleted")),
        (None, None, None) => None,
    };
    let form = SignInForm { next: asked.next, email: Field::blank(), ..SignInForm::default() };
    let page = SignInPage { flash, ..SignInPage::new(&visitor, form) };
    Ok(visitor.html(StatusCode::OK, page.render()?))
}

fn refused(
    ctx: &Ctx,
    status: StatusCode,
    form: SignInForm,
    alert: Option<Message>,
) -> Result<Response> {
    let page = SignInPage { alert, ..SignInPage::new(ctx, form) };
    Ok(ctx.html(status, page.render()?))
}

/// The reason why another way of signing in leads back to this page.
pub struct Unpassed {
    pub alert: Message,
    /// A passkey that its device should delete.
    pub unknown_passkey: Option<String>,
}

/// Answers with the page again, after another way of signing in has failed.
pub fn show_again(ctx: &Ctx, next: Next, why: Unpassed) -> Result<Response> {
    let form = SignInForm { next, email: Field::blank(), ..SignInForm::default() };
    let mut page = SignInPage::new(ctx, form);
    (page.alert, page.unknown_passkey) = (Some(why.alert), why.unknown_passkey);
    Ok(ctx.html(StatusCode::UNPROCESSABLE_ENTITY, page.render()?))
}

async fn sign_in(
    Visitor(ctx): Visitor,
    session: Session,
    cookies: CookieJar,
    Form(mut form): SmallForm<SignInForm>,
) -> Result<Response> {
    if form.password.password().is_empty() {
        form.password.refuse(Message::new("auth-password-empty"));
    }
    let (Some(email), None) = (form.email.value(), form.password.error()) else {
        return refused(&ctx, StatusCode::UNPROCESSABLE_ENTITY, form, None);
    };
    let device = Device::of(&ctx, &cookies);
    let claim = SignInClaim {
        email,
        password: form.password.password().clone(),
        origin: &ctx.origin(),
        device: &device,
    };
    match check(&ctx.app, claim).await? {
        SignInOutcome::Entered { user, entrant } => {
            let who = entrant.by(&ctx, user, SignedInBy::Password);
            session::sign_in(&session, who, ctx.now).await?;
            let cookies = entrant.cookies(&ctx, cookies);
            Ok((cookies, Redirect::to(form.next.as_str())).into_response())
        }
        SignInOutcome::Claimed { user, epoch } => {
            let who = SignIn::by_password(&ctx, user, None, epoch);
            session::claim(&session, who, ctx.now).await?;
            Ok(Redirect::to(&paths::challenge_then(&form.next)).into_response())
        }
        SignInOutcome::Refused => {
            let alert = Message::new("auth-refused");
            refused(&ctx, StatusCode::UNPROCESSABLE_ENTITY, form, Some(alert))
        }
        SignInOutcome::TooManyTries { minutes } => {
            let alert = Message::new("common-too-many-tries").with("minutes", minutes);
            refused(&ctx, StatusCode::TOO_MANY_REQUESTS, form, Some(alert))
        }
    }
}

/// Signs out, with or without a session. The HTTP cache is cleared, so that Back shows nothing;
/// storage and cookies stay, for push and the known browser.
async fn sign_out(visitor: Visitor, session: Session) -> Result<Response> {
    session::end(&session).await?;
    if let Some(person) = &visitor.person {
        tracing::info!(
            target: "security",
            event = "signed_out",
            user = %person.user_id,
            "a session was ended"
        );
    }
    let clear = HeaderName::from_static("clear-site-data");
    let to = format!("{}?signed-out", paths::SIGN_IN);
    Ok(([(clear, HeaderValue::from_static("\"cache\""))], Redirect::to(&to)).into_response())
}
