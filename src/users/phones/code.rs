//! The page on which a phone is proved by the code that was sent to it.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::delivery::{self, CodeLine};
use super::inputs::{country_closed, parse};
use super::{CodeResent, Method, Phone, SECTION, Verified};
use crate::core::actor::Gone;
use crate::core::change::Change;
use crate::messaging::latest::LatestDelivery;
use crate::platform::clock::Timestamp;
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::platform::ids::PhoneId;
use crate::users::verification::{self, Again, TypedCode, Verification};
use crate::web::errors::{Error, Result};
use crate::web::form::{Field, Form, FormErrors, SmallForm};
use crate::web::gate::SignedIn;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

/// Its routes.
pub fn routes() -> Routes {
    Routes::new()
        .get(paths::PHONE_CODES, delivery::show)
        .post(paths::PHONE_CODES, resend)
        .get(paths::PHONE_VERIFICATION, show)
        .post(paths::PHONE_VERIFICATION, verify)
}

/// The code as it was typed.
#[derive(Deserialize)]
#[serde(default)]
pub struct CodeForm {
    pub code: Field<TypedCode>,
}

/// What was not sent is one that nobody was asked for yet.
impl Default for CodeForm {
    fn default() -> Self {
        Self { code: Field::blank() }
    }
}

impl CodeForm {
    /// With its error, but without the code: a code is not sent back.
    fn emptied(&self) -> Self {
        let mut code = Field::blank();
        if let Some(error) = self.code.error() {
            code.refuse(error.clone());
        }
        Self { code }
    }
}

/// How a code is to come again.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct CodesForm {
    pub method: Field<Method>,
}

/// The input that takes a code, and all there is to say of it.
pub struct CodeEntry {
    pub phone: Phone,
    last: Option<Verification>,
    delivery: Option<LatestDelivery>,
    pub form: CodeForm,
    pub flash: Option<Message>,
    pub alert: Option<Message>,
    pub errors: FormErrors,
}

impl CodeEntry {
    /// Whether something is wrong.
    pub fn failed(&self) -> bool {
        self.alert.is_some() || !self.errors.is_empty()
    }

    /// A path that is about the phone.
    pub fn path(&self, path: &str) -> String {
        paths::of(path, &self.phone.id)
    }

    /// What became of the last code: that it did not get there, or when it expires.
    pub fn line(&self, ctx: &Ctx) -> Option<CodeLine> {
        let open = self.last.as_ref().filter(|last| last.takes_codes(ctx.now));
        delivery::line(ctx, &self.phone, self.delivery.as_ref(), open)
    }

    /// How many seconds until another code may be asked for.
    pub fn wait(&self, ctx: &Ctx) -> u64 {
        match self.last.as_ref().map(|last| last.again(ctx.now)) {
            Some(Again::At(until)) => until.since(ctx.now).as_secs() + 1,
            _ => 0,
        }
    }

    fn locked_until(&self, ctx: &Ctx) -> Option<Timestamp> {
        match self.last.as_ref()?.again(ctx.now) {
            Again::Locked { until } => Some(until),
            Again::Now | Again::At(_) => None,
        }
    }

    /// Whether neither a code nor another one would be taken now.
    pub fn is_locked(&self, ctx: &Ctx) -> bool {
        self.locked_until(ctx).is_some()
    }

    /// The ways a code can be sent again, the one that was chosen first.
    pub fn ways(&self) -> Vec<(Method, &'static str)> {
        let mut ways = match self.phone.confirmation_method {
            Method::Sms => {
                vec![(Method::Sms, "phones-resend-sms"), (Method::Voice, "phones-resend-voice")]
            }
            Method::Voice => {
                vec![(Method::Voice, "phones-recall-voice"), (Method::Sms, "phones-recall-sms")]
            }
        };
        ways.retain(|(method, _)| self.phone.takes(method.channel()));
        ways
    }
}

fn locked(ctx: &Ctx, until: Timestamp) -> Message {
    Message::new("phones-code-locked").with("when", ctx.dates().time(until))
}

/// The input as it is, with what came of the last thing done with it.
///
/// # Errors
/// When the number is not theirs.
pub async fn code_entry(
    me: &SignedIn,
    tx: &mut Tx,
    id: PhoneId,
    form: CodeForm,
    alert: Option<Message>,
) -> Result<CodeEntry> {
    let phone = super::find(tx, me.person.user_id, id).await?.ok_or(Error::NotFound)?;
    let last = verification::of_phone(tx, me.person.user_id, id).await?;
    let last = last.filter(|last| last.used_at.is_none());
    let delivery = delivery::last(tx, me, &phone).await?;
    let errors = FormErrors::default().of("code", form.code.error());
    let mut entry = CodeEntry { phone, last, delivery, form, flash: None, alert, errors };
    if let Some(until) = entry.locked_until(&me.ctx) {
        // Nothing is left to type into, and one sentence says so.
        entry.alert = Some(locked(&me.ctx, until));
        entry.errors = FormErrors::default();
    }
    Ok(entry)
}

/// What came of a form of the page.
pub enum Verifying {
    /// Nothing is left to prove.
    Verified,
    /// Another code is on its way.
    Resent(Message),
    /// The input again, with this status.
    Again(StatusCode, Box<CodeEntry>),
}

/// Tries the code that was typed. Whatever comes of it, the change is to last: a try counts.
///
/// # Errors
/// When the number is not theirs.
pub async fn check_code(
    me: &SignedIn,
    change: &mut Change,
    id: PhoneId,
    mut form: CodeForm,
) -> Result<Verifying> {
    const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
    let Some(code) = form.code.value() else {
        if form.code.error().is_none() {
            form.code.refuse(Message::new("common-code-empty"));
        }
        let entry = code_entry(me, change, id, form.emptied(), None).await?;
        return Ok(Verifying::Again(REFUSED, Box::new(entry)));
    };
    let verified = super::verify(change, me.person.user_id, id, code).await?;
    let (status, error, alert) = match verified {
        Verified::Verified | Verified::Already => return Ok(Verifying::Verified),
        Verified::Blocked => (REFUSED, None, Some("phones-blocked-stopped")),
        Verified::Wrong { left } => {
            (REFUSED, Some(Message::new("phones-code-wrong").with("left", left)), None)
        }
        Verified::Expired => (REFUSED, Some(Message::new("phones-code-expired")), None),
        Verified::TooManyTries => {
            (StatusCode::TOO_MANY_REQUESTS, None, Some("phones-code-too-many"))
        }
    };
    let mut form = CodeForm::default();
    if let Some(error) = error {
        form.code.refuse(error);
    }
    let entry = code_entry(me, change, id, form, alert.map(Message::new)).await?;
    Ok(Verifying::Again(status, Box::new(entry)))
}

/// Sends a code again. Whatever comes of it, the change is to last: a try counts.
///
/// # Errors
/// When the number is not theirs.
pub async fn send_again(
    me: &SignedIn,
    change: &mut Change,
    id: PhoneId,
    form: &CodesForm,
) -> Result<Verifying> {
    const LATER: StatusCode = StatusCode::TOO_MANY_REQUESTS;
    const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
    let method = form.method.value().copied().unwrap_or_default();
    let resent = super::resend(change, me.person.user_id, id, method).await?;
    let (status, alert) = match resent {
        CodeResent::Sent => {
            return Ok(Verifying::Resent(Message::new(match method {
                Method::Sms => "phones-resent-sms",
                Method::Voice => "phones-resent-voice",
            })));
        }
        CodeResent::NotNeeded => return Ok(Verifying::Verified),
        CodeResent::Blocked => (LATER, Message::new("phones-blocked-stopped")),
        CodeResent::CountryClosed => {
            let phone = super::find(change, me.person.user_id, id).await?;
            (REFUSED, country_closed(&me.ctx, phone.ok_or(Gone)?.number().country()))
        }
        CodeResent::OutOfReach => (REFUSED, Message::new("phones-method-landline")),
        CodeResent::Wait { until } => (LATER, me.wait_until(until)),
        CodeResent::Locked { until } => (LATER, locked(me, until)),
        CodeResent::TooMany { until } => (LATER, me.try_after(until)),
    };
    let entry = code_entry(me, change, id, CodeForm::default(), Some(alert)).await?;
    Ok(Verifying::Again(status, Box::new(entry)))
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
    let mut entry = code_entry(&me, &mut tx, id, CodeForm::default(), None).await?;
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
