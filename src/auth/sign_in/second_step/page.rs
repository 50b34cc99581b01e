//! The page that asks for the second factor.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use tower_sessions::Session;

use crate::audit::{self, Event};
use crate::auth::second_factor::{CodeCheck, FactorAnswer, RecoveryCode};
use crate::auth::sign_in::{Entrant, KnownPlace};
use crate::auth::{second_factor, sign_in};
use crate::core::origin::Origin;
use crate::platform::i18n::Message;
use crate::platform::ids::UserId;
use crate::users::verification::TypedCode;
use crate::web::App;
use crate::web::errors::Result;
use crate::web::form::{Field, Form, FormErrors, Query, SmallForm};
use crate::web::gate::Visitor;
use crate::web::paths::{self, Next};
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;
use crate::web::viewer::device::Device;
use crate::web::viewer::session::{self, SignIn, SignedInBy};

pub fn routes() -> Routes {
    Routes::new().get(paths::CHALLENGE, show).post(paths::CHALLENGE, answer_challenge)
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    next: Next,
}

#[derive(Deserialize)]
#[serde(default)]
struct ChallengeForm {
    next: Next,
    code: Field<TypedCode>,
    recovery: Field<RecoveryCode>,
}

/// One of the two inputs is sent.
impl Default for ChallengeForm {
    fn default() -> Self {
        Self { next: Next::default(), code: Field::blank(), recovery: Field::blank() }
    }
}

#[derive(Template)]
#[template(path = "auth/sign_in/second_step.html")]
struct ChallengePage<'a> {
    ctx: &'a Ctx,
    form: ChallengeForm,
    /// Whether the input for recovery codes is unfolded.
    recovering: bool,
    alert: Option<Message>,
    errors: FormErrors,
}

fn challenge_page(
    ctx: &Ctx,
    status: StatusCode,
    form: ChallengeForm,
    alert: Option<Message>,
) -> Result<Response> {
    let errors =
        FormErrors::default().of("code", form.code.error()).of("recovery", form.recovery.error());
    let recovering = form.recovery.error().is_some();
    Ok(ctx.html(status, ChallengePage { ctx, form, recovering, alert, errors }.render()?))
}

/// Returns the person who entered the correct password in this browser within the last ten minutes,
/// and their epoch then.
async fn claim(ctx: &Ctx, session: &Session) -> Result<Option<(UserId, i64)>> {
    let state = session::state(session).await?;
    Ok(state.and_then(|state| Some((state.claimant(ctx.now)?, state.epoch))))
}

async fn show(
    Visitor(ctx): Visitor,
    session: Session,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    if ctx.person.is_some() {
        return Ok(Redirect::to(asked.next.as_str()).into_response());
    }
    match claim(&ctx, &session).await? {
        Some(_) => {
            let form = ChallengeForm { next: asked.next, ..ChallengeForm::default() };
            challenge_page(&ctx, StatusCode::OK, form, None)
        }
        None => Ok(Redirect::to(&paths::sign_in_then(&asked.next)).into_response()),
    }
}

async fn answer_challenge(
    Visitor(ctx): Visitor,
    session: Session,
    cookies: CookieJar,
    Form(mut form): SmallForm<ChallengeForm>,
) -> Result<Response> {
    let Some(claim) = claim(&ctx, &session).await? else {
        return Ok(Redirect::to(&paths::sign_in_then(&form.next)).into_response());
    };
    let typed = match (form.recovery.value(), form.code.value()) {
        (Some(code), _) => FactorAnswer::Recovery(code.clone()),
        (None, Some(code)) => FactorAnswer::Digits(code.clone()),
        (None, None) => {
            if form.recovery.error().is_none() && form.code.error().is_none() {
                form.code.refuse(Message::new("common-code-empty"));
            }
            return challenge_page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, form, None);
        }
    };
    let device = Device::of(&ctx, &cookies);
    let checked = match answer(&ctx.app, claim.0, claim.1, &typed, ctx.origin(), &device).await? {
        SecondStepOutcome::Entered { entrant, few_codes } => {
            let few = |left| Message::new("auth-recovery-codes-few").with("left", left);
            let who = entrant.by(&ctx, claim.0, SignedInBy::Password);
            let who = SignIn { flash: few_codes.map(few), ..who };
            session::sign_in(&session, who, ctx.now).await?;
            let cookies = entrant.cookies(&ctx, cookies);
            return Ok((cookies, Redirect::to(form.next.as_str())).into_response());
        }
        SecondStepOutcome::Over => {
            session::end(&session).await?;
            return Ok(Redirect::to(&paths::sign_in_then(&form.next)).into_response());
        }
        SecondStepOutcome::Refused(checked) => checked,
    };
    // A code is not sent back: the error stands beside the input that it was typed into.
    let mut form = ChallengeForm { next: form.next, ..ChallengeForm::default() };
    let words = checked.refusal(&ctx);
    let (status, alert) = match (checked, &typed) {
        (CodeCheck::Wait { .. } | CodeCheck::Dead, _) => {
            (StatusCode::TOO_MANY_REQUESTS, Some(words))
        }
        (_, FactorAnswer::Recovery(_)) => {
            form.recovery.refuse(words);
            (StatusCode::UNPROCESSABLE_ENTITY, None)
        }
        (_, FactorAnswer::Digits(_)) => {
            form.code.refuse(words);
            (StatusCode::UNPROCESSABLE_ENTITY, None)
        }
    };
    challenge_page(&ctx, status, form, alert)
}

/// The outcome of the second step of sign-in.
pub enum SecondStepOutcome {
    /// The code is correct. `few_codes` is the number of recovery codes left, when it is low.
    Entered {
        entrant: Entrant,
        few_codes: Option<i64>,
    },
    Refused(CodeCheck),
    /// The credentials changed since the password was checked: sign-in starts again.
    Over,
}

/// Checks the second factor of a person who entered the correct password at this epoch.
pub async fn answer(
    app: &App,
    user: UserId,
    epoch: i64,
    answer: &FactorAnswer,
    origin: Origin,
    device: &Device,
) -> Result<SecondStepOutcome> {
    let mut change = app.change(origin).await?;
    change.lock_user(user).await?;
    let known = KnownPlace::of(&mut change, device, Some(user)).await?;
    // After a change of the password, an answer of someone who knew the old one counts no attempt.
    if sign_in::epoch(&mut change, user).await? != Some(epoch) {
        return Ok(SecondStepOutcome::Over);
    }
    let checked =
        second_factor::check(&mut change, user, known.as_ref().map(KnownPlace::key), answer)
            .await?;
    if !matches!(checked, CodeCheck::Right | CodeCheck::Recovered { .. }) {
        change.commit().await?;
        return Ok(SecondStepOutcome::Refused(checked));
    }
    let entrant = sign_in::enter(&mut change, user, device).await?;
    let left = match checked {
        CodeCheck::Recovered { left } => {
            audit::notify(&mut change, user, &Event::RecoveryCodeUsed { left }).await?;
            left
        }
        _ => second_factor::codes_left(&mut change, user).await?,
    };
    change.commit().await?;
    let few_codes = (left <= second_factor::FEW_CODES).then_some(left);
    Ok(SecondStepOutcome::Entered { entrant, few_codes })
}
