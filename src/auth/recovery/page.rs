//! The page that asks for a link, and the one it leads to.

use std::time::Duration;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use super::{Entitled, entitled, store};
use crate::accounts::account;
use crate::audit::{self, Before, Event, Part};
use crate::auth::password::{NewPassword, OwnWords};
use crate::auth::recovery::mail::ResetRequest;
use crate::auth::sign_in::KnownPlace;
use crate::auth::{password, sign_in, undo};
use crate::core::actor::Actor;
use crate::core::limits::{Limit, Verdict};
use crate::core::links::{LinkPurpose, LinkToken};
use crate::core::origin::Origin;
use crate::messaging;
use crate::messaging::Channel;
use crate::platform::clock::Timestamp;
use crate::platform::i18n::Message;
use crate::users::emails::EmailAddress;
use crate::users::verification;
use crate::web::errors::Result;
use crate::web::form::{Field, Form, FormErrors, Query, Secret, SmallForm};
use crate::web::gate::Visitor;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;
use crate::web::viewer::device::Device;
use crate::web::{App, paths};

/// Its routes.
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

/// What a followed link shows: the form, or that the link is not good.
#[derive(Template)]
#[template(path = "auth/recovery/link.html")]
struct ResetPage<'a> {
    ctx: &'a Ctx,
    /// The address it was sent to, for the browser's password manager.
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
    let new = NewPassword::judge(&ctx.app.passwords, form.new.password(), &own).await?;
    if let Err(why) = &new {
        form.new.refuse(why.clone());
    } else if form.new.password() != form.confirm.password() {
        form.confirm.refuse(Message::new("common-password-unequal"));
    }
    let (Ok(new), true) = (new, form.confirm.error().is_none()) else {
        let username = Some(entitled.address);
        return reset_page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, username, form);
    };
    if !reset(&ctx.app, &token, &new, ctx.origin()).await? {
        return not_good(&ctx, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let cookies = verification::forget_link(&ctx, cookies, LinkPurpose::Reset);
    Ok((cookies, Redirect::to(&format!("{}?reset", paths::SIGN_IN))).into_response())
}

/// The outcome of asking for a link that sets a new password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResetRequested {
    /// If someone has verified the address, a link goes there.
    Accepted,
    /// Too many from this network, whatever the addresses.
    TooMany { until: Timestamp },
}

/// Takes a request. For every address it is the same statements: whether anyone has it is looked
/// up, but all that hangs on the answer is left to the outbox.
pub async fn ask(
    app: &App,
    address: &EmailAddress,
    origin: Origin,
    device: &Device,
) -> Result<ResetRequested> {
    let network = origin.network.clone();
    let mut change = app.change(origin).await?;
    let now = change.now();
    let by_network = BY_NETWORK.count(&mut change, &[network.as_bytes()]).await?;
    if let Verdict::Past { retry_after, .. } = by_network {
        // Before the address counts: who asks too often must not use up what others may ask for.
        change.commit().await?;
        return Ok(ResetRequested::TooMany { until: now + retry_after });
    }
    let verified = store::verified(&mut change, address.key()).await?;
    let owner = verified.as_ref().map(|verified| verified.user_id);
    // Strangers share the address's links; where its owner has signed in before, these are its own.
    let known = KnownPlace::of(&mut change, device, owner).await?;
    let mut who = vec![address.key()];
    who.extend(known.as_ref().map(KnownPlace::key));
    let to_address = TO_ADDRESS.count(&mut change, &who).await?;
    let email = verified.map(|verified| verified.id);
    let removal = undo::removal_of(&mut change, address.key(), now).await?;
    let request = match to_address {
        Verdict::Within => ResetRequest { email, removal },
        Verdict::Past { .. } => ResetRequest { email: None, removal: None },
    };
    messaging::later(&mut change, Channel::Email, &request).await?;
    change.commit().await?;
    Ok(ResetRequested::Accepted)
}

/// Sets a new password by a link, which is used up. Every session of the person ends, and every
/// verified address is told. `false` when the link is not good, or not any more.
///
/// # Errors
/// When no core is free for hashing.
pub async fn reset(
    app: &App,
    token: &LinkToken,
    new: &NewPassword,
    origin: Origin,
) -> Result<bool> {
    let hash = app.passwords.queue()?.hash(new.password().clone()).await?;
    let mut change = app.change(origin).await?;
    let now = change.now();
    // The owner's row first: a change of password under way must end before the link is looked at.
    let Some(verification) = verification::find(&mut change, token.verification()).await? else {
        return Ok(false);
    };
    change.lock_user(verification.user_id).await?;
    let Some(found) = entitled(&mut change, &app.keys, token, now).await? else { return Ok(false) };
    if !verification::consume(&mut change, token.verification()).await? {
        return Ok(false);
    }
    let stored = password::stored(&mut change, found.user).await?;
    password::replace(&mut change, found.user, stored.as_deref(), &hash).await?;
    sign_in::forget_tries(&mut change, &found.address_key).await?;
    let account = account::current_of(&mut change, found.user).await?;
    // Whoever reads the mail of an address is its user, as far as anyone can tell.
    change.act_as(Actor::on_page(found.user, account));
    let undo = Before::of(Part::Password, &())?;
    let event = Event::PasswordReset;
    audit::notify_with_undo(&mut change, found.user, &event, undo).await?;
    change.commit().await?;
    Ok(true)
}

/// Links to one address that strangers ask for together, or that are asked for from one known place.
/// What is asked for beyond is answered the same, and sends nothing: who owns the address has these.
const TO_ADDRESS: Limit = Limit { name: "reset address", tries: 5, window: HOUR };

/// Requests from one network.
const BY_NETWORK: Limit = Limit { name: "reset network", tries: 50, window: HOUR };

const HOUR: Duration = Duration::from_secs(60 * 60);
