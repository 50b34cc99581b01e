//! The page on which a phone is proved by the code that was sent to it.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tower_sessions::Session;

use super::page::parse;
use super::{Method, NumberKind, Phone, Resent, Verified};
use crate::auth::verification::{self, Again, TypedCode, Verification};
use crate::clock::Timestamp;
use crate::i18n::Message;
use crate::ids::PhoneId;
use crate::settings::{Gone, Owner};
use crate::web::ctx::Ctx;
use crate::web::error::{Error, Result};
use crate::web::form::{Errors, Field, Form, SmallForm};
use crate::web::gate::SignedIn;
use crate::web::routes::Routes;
use crate::web::{session, url};

/// Its routes.
pub fn routes() -> Routes {
    Routes::new()
        .post(url::PHONE_CODES, resend)
        .get(url::PHONE_VERIFICATION, show)
        .post(url::PHONE_VERIFICATION, verify)
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct CodeForm {
    code: Field<TypedCode>,
}

#[derive(Template)]
#[template(path = "settings/verification.html")]
struct VerificationPage<'a> {
    ctx: &'a Ctx,
    phone: Phone,
    last: Option<Verification>,
    form: CodeForm,
    notice: Option<Message>,
    alert: Option<Message>,
    errors: Errors,
}

impl VerificationPage<'_> {
    fn title(&self) -> String {
        let title = self.ctx.t("phones-verification-title");
        match self.alert.is_some() || !self.errors.is_empty() {
            true => self.ctx.t_with("common-error-title", "title", title),
            false => title.into_owned(),
        }
    }

    fn path(&self, path: &str) -> String {
        url::of(path, &self.phone.id)
    }

    /// The verification whose code can still be typed.
    fn open(&self) -> Option<&Verification> {
        self.last
            .as_ref()
            .filter(|last| last.is_open(self.ctx.now) && last.tries < verification::TRIES)
    }

    /// How it was sent and when it expires, around that moment.
    fn sent(&self) -> (String, String) {
        let id = match self.phone.confirmation_method {
            Method::Sms => "phones-verification-sent-sms",
            Method::Voice => "phones-verification-sent-voice",
        };
        self.ctx.around(&Message::new(id), "time")
    }

    /// What stands around the countdown.
    fn countdown(&self) -> (String, String) {
        self.ctx.around(&Message::new("phones-resend-wait"), "time")
    }

    /// How many seconds until another code may be asked for.
    fn wait(&self) -> u64 {
        match self.last.as_ref().map(|last| last.again(self.ctx.now)) {
            Some(Again::At(until)) => until.since(self.ctx.now).as_secs() + 1,
            _ => 0,
        }
    }

    fn locked_until(&self) -> Option<Timestamp> {
        match self.last.as_ref()?.again(self.ctx.now) {
            Again::Locked { until } => Some(until),
            Again::Now | Again::At(_) => None,
        }
    }

    /// Whether neither a code nor another one would be taken now.
    fn is_locked(&self) -> bool {
        self.locked_until().is_some()
    }

    /// The ways a code can be sent again, the one that was chosen first.
    fn ways(&self) -> Vec<(Method, &'static str)> {
        let landline = self.phone.number().kind() == NumberKind::Landline;
        let mut ways = match self.phone.confirmation_method {
            Method::Sms => {
                vec![(Method::Sms, "phones-resend-sms"), (Method::Voice, "phones-resend-voice")]
            }
            Method::Voice => {
                vec![(Method::Voice, "phones-recall-voice"), (Method::Sms, "phones-recall-sms")]
            }
        };
        ways.retain(|(method, _)| *method == Method::Voice || !landline);
        ways
    }
}

fn locked(ctx: &Ctx, until: Timestamp) -> Message {
    Message::new("phones-code-locked").with("when", ctx.dates().time(until))
}

/// The page as it is, with what came of the last thing done on it.
async fn verification_page(
    me: &SignedIn,
    id: PhoneId,
    (status, form): (StatusCode, CodeForm),
    (notice, alert): (Option<Message>, Option<Message>),
) -> Result<Response> {
    let mut tx = me.app.db.read().await?;
    let phone = super::find(&mut tx, me.person.user_id, id).await?.ok_or(Error::NotFound)?;
    let last = verification::of_phone(&mut tx, me.person.user_id, id).await?;
    drop(tx);
    let last = last.filter(|last| last.used_at.is_none());
    let errors = Errors::default().of("code", form.code.error());
    let mut page = VerificationPage { ctx: &me.ctx, phone, last, form, notice, alert, errors };
    if let Some(until) = page.locked_until() {
        // Nothing is left to type into, and one sentence says so.
        page.alert = Some(locked(&me.ctx, until));
        page.errors = Errors::default();
    }
    Ok(me.html(status, page.render()?))
}

async fn show(me: SignedIn, session: Session, Path(id): Path<String>) -> Result<Response> {
    let id = parse(&id)?;
    let phone = super::find(&mut me.app.db.read().await?, me.person.user_id, id).await?;
    if phone.ok_or(Gone)?.is_usable() {
        return Ok(Redirect::to(url::PHONES).into_response());
    }
    let notice = me.person.notice();
    if notice.is_some() {
        session::clear_notice(&me.app.db, &session).await?;
    }
    let form = CodeForm { code: Field::blank() };
    verification_page(&me, id, (StatusCode::OK, form), (notice, None)).await
}

async fn verify(
    me: SignedIn,
    session: Session,
    Path(id): Path<String>,
    Form(mut form): SmallForm<CodeForm>,
) -> Result<Response> {
    let id = parse(&id)?;
    let Some(code) = form.code.value() else {
        let form = (StatusCode::UNPROCESSABLE_ENTITY, form.emptied());
        return verification_page(&me, id, form, (None, None)).await;
    };
    let mut tx = me.app.db.begin().await?;
    let owner = Owner::of(&me);
    let verified = super::verify(&mut tx, &me.app.keys, &owner, (id, code), me.now).await?;
    tx.commit().await?;
    match verified? {
        Verified::Verified | Verified::Already => {
            let notice = Message::new("phones-verified");
            session::leave_notice(&me.app.db, &session, &notice).await?;
            Ok(Redirect::to(url::PHONES).into_response())
        }
        Verified::Blocked => {
            let alert = Some(Message::new("phones-blocked-stopped"));
            let form = (StatusCode::UNPROCESSABLE_ENTITY, CodeForm { code: Field::blank() });
            verification_page(&me, id, form, (None, alert)).await
        }
        Verified::Wrong { left } => {
            form.code.refuse(Message::new("phones-code-wrong").with("left", left));
            let form = (StatusCode::UNPROCESSABLE_ENTITY, form.emptied());
            verification_page(&me, id, form, (None, None)).await
        }
        Verified::Expired => {
            form.code.refuse(Message::new("phones-code-expired"));
            let form = (StatusCode::UNPROCESSABLE_ENTITY, form.emptied());
            verification_page(&me, id, form, (None, None)).await
        }
        Verified::TooManyTries => {
            let alert = Some(Message::new("phones-code-too-many"));
            let form = (StatusCode::TOO_MANY_REQUESTS, CodeForm { code: Field::blank() });
            verification_page(&me, id, form, (None, alert)).await
        }
    }
}

impl CodeForm {
    /// With its error, but without the code: a code is not sent back.
    fn emptied(self) -> Self {
        let mut code = Field::blank();
        if let Some(error) = self.code.error() {
            code.refuse(error.clone());
        }
        Self { code }
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct CodesForm {
    method: Field<Method>,
}

async fn resend(
    me: SignedIn,
    session: Session,
    Path(id): Path<String>,
    Form(form): SmallForm<CodesForm>,
) -> Result<Response> {
    let id = parse(&id)?;
    let method = form.method.value().copied().unwrap_or_default();
    let mut tx = me.app.db.begin().await?;
    let means = (&*me.app.keys, me.app.codes_a_day);
    let resent = super::resend(&mut tx, means, &Owner::of(&me), (id, method), me.now).await?;
    tx.commit().await?;
    let alert = match resent? {
        Resent::Sent => {
            let notice = Message::new(match method {
                Method::Sms => "phones-resent-sms",
                Method::Voice => "phones-resent-voice",
            });
            session::leave_notice(&me.app.db, &session, &notice).await?;
            let to = url::of(url::PHONE_VERIFICATION, &id);
            return Ok(Redirect::to(&to).into_response());
        }
        Resent::NotNeeded => return Ok(Redirect::to(url::PHONES).into_response()),
        Resent::Blocked => Message::new("phones-blocked-stopped"),
        Resent::Wait { until } => me.wait_until(until),
        Resent::Locked { until } => locked(&me, until),
        Resent::TooMany { until } => me.try_after(until),
    };
    let form = (StatusCode::TOO_MANY_REQUESTS, CodeForm { code: Field::blank() });
    verification_page(&me, id, form, (None, Some(alert))).await
}
