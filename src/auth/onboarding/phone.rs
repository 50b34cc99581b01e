//! The step that adds a phone and verifies it.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::OnboardingStep;
use super::frame::{OnboardingFrame, away, on};
use crate::core::change::Change;
use crate::platform::i18n::Message;
use crate::platform::ids::PhoneId;
use crate::users::phones::{
    self, CodeEntry, CodeForm, CodesForm, Entered, Phone, PhoneForm, PhoneInputs, Verifying,
};
use crate::web::errors::Result;
use crate::web::form::{Form, FormErrors, Query, SmallForm};
use crate::web::gate::SignedIn;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

pub fn routes() -> Routes {
    Routes::new()
        .get(paths::ONBOARDING_PHONE, show)
        .post(paths::ONBOARDING_PHONE, add)
        .get(paths::ONBOARDING_PHONE_VERIFICATION, back)
        .post(paths::ONBOARDING_PHONE_VERIFICATION, verify)
        .post(paths::ONBOARDING_PHONE_CODES, resend)
}

#[derive(Template)]
#[template(path = "auth/onboarding/phone.html")]
struct NumberPage<'a> {
    ctx: &'a Ctx,
    frame: OnboardingFrame<'a>,
    inputs: PhoneInputs,
    errors: FormErrors,
    /// Whether an unverified number waits for its code.
    has_other: bool,
}

impl NumberPage<'_> {
    fn heading(&self) -> &'static str {
        "wizard-phone-title"
    }

    fn title(&self) -> String {
        self.frame.title(self.heading(), !self.errors.is_empty())
    }
}

#[derive(Template)]
#[template(path = "auth/onboarding/code.html")]
struct CodePage<'a> {
    ctx: &'a Ctx,
    frame: OnboardingFrame<'a>,
    entry: CodeEntry,
    errors: FormErrors,
}

impl CodePage<'_> {
    fn heading(&self) -> &'static str {
        "phones-verification-title"
    }

    fn title(&self) -> String {
        let failed = !self.errors.is_empty() || self.frame.alert.is_some();
        self.frame.title(self.heading(), failed)
    }

    /// Returns the URL of the page with the form of another number.
    fn another(&self) -> String {
        format!("{}?another", paths::ONBOARDING_PHONE)
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Wanted {
    another: Option<String>,
}

async fn list(me: &SignedIn) -> Result<Vec<Phone>> {
    Ok(phones::list(&mut me.app.db.read().await?, me.person.user_id).await?)
}

/// Finds the unverified number that was added last.
fn waiting(phones: &[Phone]) -> Option<PhoneId> {
    phones.iter().filter(|phone| phone.can_be_verified()).map(|phone| phone.id).max()
}

async fn show(me: SignedIn, Query(wanted): Query<Wanted>) -> Result<Response> {
    if let Some(away) = away(&me) {
        return Ok(away);
    }
    let phones = list(&me).await?;
    if phones.iter().any(Phone::is_usable) {
        return on(&me, OnboardingStep::Phone).await;
    }
    let frame = OnboardingFrame::of(&me, OnboardingStep::Phone).await?;
    match waiting(&phones).filter(|_| wanted.another.is_none()) {
        Some(id) => {
            let mut tx = me.app.db.read().await?;
            let entry = phones::code_entry(&me, &mut tx, id, None, None).await?;
            code_page(&me, StatusCode::OK, frame, entry)
        }
        None => number_page(&me, StatusCode::OK, frame, &phones, PhoneForm::default()),
    }
}

fn number_page(
    me: &SignedIn,
    status: StatusCode,
    frame: OnboardingFrame<'_>,
    phones: &[Phone],
    form: PhoneForm,
) -> Result<Response> {
    let inputs = PhoneInputs::new(me, phones, form);
    let (errors, has_other) = (inputs.errors(), waiting(phones).is_some());
    Ok(me.html(status, NumberPage { ctx: &me.ctx, frame, inputs, errors, has_other }.render()?))
}

fn code_page(
    me: &SignedIn,
    status: StatusCode,
    mut frame: OnboardingFrame<'_>,
    mut entry: CodeEntry,
) -> Result<Response> {
    let errors = std::mem::take(&mut entry.errors);
    frame.alert = entry.alert.clone();
    Ok(me.html(status, CodePage { ctx: &me.ctx, frame, entry, errors }.render()?))
}

async fn add(me: SignedIn, Form(mut form): SmallForm<PhoneForm>) -> Result<Response> {
    let mut frame = OnboardingFrame::bare(&me, OnboardingStep::Phone).await?;
    let mut change = me.change().await?;
    let entered = phones::enter(&me, &mut change, &mut form).await?;
    change.commit().await?;
    match entered {
        // The next page says where the code was sent.
        Entered::Added(_) => return Ok(Redirect::to(paths::ONBOARDING_PHONE).into_response()),
        Entered::Stopped(alert) => {
            frame.alert = Some(alert);
            form = PhoneForm::default();
        }
        Entered::Refused => {}
    }
    number_page(&me, StatusCode::UNPROCESSABLE_ENTITY, frame, &list(&me).await?, form)
}

/// Redirects when the answer to a wrong code is reloaded.
async fn back(_: SignedIn, _: Path<String>) -> Redirect {
    Redirect::to(paths::ONBOARDING_PHONE)
}

async fn verify(
    me: SignedIn,
    Path(id): Path<String>,
    Form(form): SmallForm<CodeForm>,
) -> Result<Response> {
    let mut change = me.change().await?;
    let tried = phones::check_code(&me, &mut change, phones::parse(&id)?, form).await?;
    answer(&me, change, tried).await
}

async fn resend(
    me: SignedIn,
    Path(id): Path<String>,
    Form(form): SmallForm<CodesForm>,
) -> Result<Response> {
    let mut change = me.change().await?;
    let sent = phones::send_again(&me, &mut change, phones::parse(&id)?, &form).await?;
    answer(&me, change, sent).await
}

async fn answer(me: &SignedIn, change: Change, came_of_it: Verifying) -> Result<Response> {
    let flash = match came_of_it {
        Verifying::Again(status, entry) => {
            change.commit().await?;
            let frame = OnboardingFrame::bare(me, OnboardingStep::Phone).await?;
            return code_page(me, status, frame, *entry);
        }
        Verifying::Verified => Message::new("phones-verified"),
        Verifying::Resent(flash) => flash,
    };
    me.commit_with_flash(change, &flash).await?;
    on(me, OnboardingStep::Phone).await
}
