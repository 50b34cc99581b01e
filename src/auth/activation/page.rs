//! The page that an activation link opens.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use tower_sessions::Session;

use super::{ActivationLinkState, AwaitingActivation, look_up};
use crate::auth::password;
use crate::auth::password::{NewPassword, OwnWords};
use crate::auth::sign_in::{self, Entrant};
use crate::core::links::{LinkPurpose, LinkToken};
use crate::core::origin::Origin;
use crate::platform::i18n::{Lang, Message};
use crate::platform::ids::UserId;
use crate::users::{emails, preferences, verification};
use crate::web::App;
use crate::web::errors::Result;
use crate::web::form::{Form, FormErrors, Secret, SmallForm};
use crate::web::gate::Visitor;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;
use crate::web::viewer::device::Device;
use crate::web::viewer::session::{self, SignedInBy};

pub fn routes() -> Routes {
    Routes::new().get(paths::ACTIVATION_LINK, show).post(paths::ACTIVATION_LINK, set_password)
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct PasswordForm {
    password: Secret,
}

#[derive(Template)]
#[template(path = "auth/activation/link.html")]
struct ActivationPage<'a> {
    ctx: &'a Ctx,
    found: ActivationLinkState,
    form: PasswordForm,
    errors: FormErrors,
}

impl ActivationPage<'_> {
    /// Returns the heading, which greets the person when the link is valid.
    fn heading(&self) -> String {
        match &self.found {
            ActivationLinkState::Good(found) => {
                self.ctx.t_with("welcome-link-title", "name", &found.name)
            }
            _ => self.ctx.t("welcome-link-over-title").into_owned(),
        }
    }

    fn intro(&self, found: &AwaitingActivation) -> String {
        let account = found.account.clone().unwrap_or_default();
        self.ctx.t_with("welcome-link-lead", "account", account)
    }

    /// Returns why the link does not work, and what to do.
    fn why(&self) -> String {
        let of = |id, account: &String| Message::new(id).with("account", account.clone());
        self.ctx.text(&match &self.found {
            ActivationLinkState::Late { account } => {
                of("welcome-link-late", account).with_hours("hours", LinkPurpose::Activation.life())
            }
            ActivationLinkState::Taken { account } => of("welcome-link-taken", account),
            ActivationLinkState::Good(_) | ActivationLinkState::NotGood => {
                Message::new("welcome-link-not-good")
            }
        })
    }
}

fn page(
    ctx: &Ctx,
    status: StatusCode,
    found: ActivationLinkState,
    form: PasswordForm,
) -> Result<Response> {
    let errors = FormErrors::default().of("password", form.password.error());
    Ok(ctx.html(status, ActivationPage { ctx, found, form, errors }.render()?))
}

async fn found(ctx: &Ctx, token: Option<&LinkToken>) -> Result<ActivationLinkState> {
    let Some(token) = token else { return Ok(ActivationLinkState::NotGood) };
    let mut tx = ctx.app.db.read().await?;
    Ok(look_up(&mut tx, &ctx.app.keys, token, ctx.now).await?)
}

async fn show(Visitor(ctx): Visitor, cookies: CookieJar) -> Result<Response> {
    let token = verification::link_cookie(&ctx, &cookies, LinkPurpose::Activation);
    let found = found(&ctx, token.as_ref()).await?;
    let status = match &found {
        ActivationLinkState::Good(_) => StatusCode::OK,
        _ => StatusCode::NOT_FOUND,
    };
    page(&ctx, status, found, PasswordForm::default())
}

async fn set_password(
    Visitor(ctx): Visitor,
    session: Session,
    cookies: CookieJar,
    Form(mut form): SmallForm<PasswordForm>,
) -> Result<Response> {
    const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
    let token = verification::link_cookie(&ctx, &cookies, LinkPurpose::Activation);
    let (token, newcomer) = match (token.as_ref(), found(&ctx, token.as_ref()).await?) {
        (Some(token), ActivationLinkState::Good(newcomer)) => (token, newcomer),
        (_, other) => return page(&ctx, REFUSED, other, PasswordForm::default()),
    };
    let own = OwnWords::of(&mut ctx.app.db.read().await?, newcomer.user_id, &newcomer.name).await?;
    let judged = NewPassword::judge(&ctx.app.passwords, form.password.password(), &own).await?;
    let new = match judged {
        Ok(new) => new,
        Err(why) => {
            form.password.refuse(why);
            return page(&ctx, REFUSED, ActivationLinkState::Good(newcomer), form);
        }
    };
    let device = Device::of(&ctx, &cookies);
    let browser = FirstBrowser { origin: ctx.origin(), lang: ctx.lang, device: &device };
    let begun = begin(&ctx.app, token, &new, browser).await?;
    let Some((user, entrant)) = begun else {
        let found = found(&ctx, Some(token)).await?;
        return page(&ctx, REFUSED, found, PasswordForm::default());
    };
    let who = entrant.by(&ctx, user, SignedInBy::Password);
    session::sign_in(&session, who, ctx.now).await?;
    let cookies = entrant.cookies(&ctx, cookies);
    let cookies = verification::forget_link(&ctx, cookies, LinkPurpose::Activation);
    Ok((cookies, Redirect::to(paths::ONBOARDING)).into_response())
}

/// The browser in which a person sets their first password.
pub struct FirstBrowser<'a> {
    pub origin: Origin,
    pub lang: Lang,
    pub device: &'a Device,
}

/// Sets the first password by a link, which is used up; verifies the address, stores the language,
/// and signs the person in. `None` when the link is not, or no longer, valid.
///
/// # Errors
/// When no core is free for hashing.
pub async fn begin(
    app: &App,
    token: &LinkToken,
    new: &NewPassword,
    browser: FirstBrowser<'_>,
) -> Result<Option<(UserId, Entrant)>> {
    let hash = app.passwords.queue()?.hash(new.password().clone()).await?;
    let mut change = app.change(browser.origin).await?;
    let now = change.now();
    // The user is locked first: of concurrent requests, all but one find the link used.
    let Some(sent) = verification::find(&mut change, token.verification()).await? else {
        return Ok(None);
    };
    change.lock_user(sent.user_id).await?;
    let ActivationLinkState::Good(found) = look_up(&mut change, &app.keys, token, now).await?
    else {
        return Ok(None);
    };
    if !verification::consume(&mut change, token.verification()).await? {
        return Ok(None);
    }
    let user = found.user_id;
    if password::replace(&mut change, user, None, &hash).await?.is_none()
        || !emails::accept(&mut change, user, found.email_id).await?
    {
        return Ok(None);
    }
    preferences::set_language(&mut change, user, browser.lang).await?;
    sign_in::forget_tries(&mut change, &found.address_key).await?;
    let entrant = sign_in::begin(&mut change, user, browser.device).await?;
    change.commit().await?;
    Ok(Some((user, entrant)))
}
