//! The reauthentication page, which leads on to the page that required it.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tower_sessions::Session;

use crate::auth::password::{self, CurrentPassword};
use crate::auth::second_factor::{self, CodeCheck, FactorAnswer};
use crate::platform::i18n::Message;
use crate::platform::secrets::password::Password;
use crate::users::verification::TypedCode;
use crate::web::errors::Result;
use crate::web::form::{Form, Query, Secret, SmallForm};
use crate::web::gate::SignedIn;
use crate::web::gate::reauth::ReauthPage;
use crate::web::paths::{self, Next};
use crate::web::routes::Routes;
use crate::web::viewer::session::Renewal;

pub fn routes() -> Routes {
    Routes::new().get(paths::SUDO, show).post(paths::SUDO, reauthenticate)
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    next: Next,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ReauthForm {
    next: Next,
    back: Next,
    #[serde(rename = "proof")]
    credential: Secret,
}

async fn show(me: SignedIn, Query(asked): Query<Asked>) -> Result<Response> {
    // Whoever sent a form goes back to it, confirmed or not.
    let back = asked.next.clone();
    ReauthPage::new(&me.ctx, asked.next, back, Secret::default()).answer(StatusCode::OK)
}

async fn reauthenticate(
    me: SignedIn,
    session: Session,
    Form(form): SmallForm<ReauthForm>,
) -> Result<Response> {
    let ReauthForm { next, back, mut credential } = form;
    let code = credential.password().expose().parse::<TypedCode>().ok();
    let code = code.filter(|_| me.person.has_second_factor);
    let outcome = match code {
        _ if credential.password().is_empty() => Reauthentication::WrongPassword,
        Some(code) => by_code(&me, &FactorAnswer::Digits(code)).await?,
        None => by_password(&me, credential.password().clone()).await?,
    };
    let (status, alert) = match outcome {
        Reauthentication::Confirmed => return go_on_to(&me, session, &next).await,
        Reauthentication::TooManyTries { minutes } => {
            let alert = Message::new("common-too-many-tries").with("minutes", minutes);
            (StatusCode::TOO_MANY_REQUESTS, Some(alert))
        }
        Reauthentication::WrongPassword => {
            credential.refuse(Message::new(match credential.password().is_empty() {
                true => "auth-password-empty",
                false if me.person.has_second_factor => "auth-proof-wrong",
                false => "password-current-wrong",
            }));
            (StatusCode::UNPROCESSABLE_ENTITY, None)
        }
        Reauthentication::Refused(checked) => {
            credential.refuse(checked.refusal(&me.ctx));
            (StatusCode::UNPROCESSABLE_ENTITY, None)
        }
    };
    let mut page = ReauthPage::new(&me.ctx, next, back, credential);
    page.alert = alert;
    page.answer(status)
}

/// Records the reauthentication under a new session id, and redirects to `next`.
///
/// # Errors
/// When the session ended meanwhile.
pub async fn go_on_to(me: &SignedIn, session: Session, next: &Next) -> Result<Response> {
    let session = Renewal::of(session).await?;
    let mut change = me.change().await?;
    session.take(&mut change).await?;
    change.commit().await?;
    session.renew(me.person.epoch, me.now, None).await?;
    Ok(Redirect::to(next.as_str()).into_response())
}

/// The outcome of a reauthentication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reauthentication {
    Confirmed,
    WrongPassword,
    TooManyTries {
        minutes: i64,
    },
    /// The code of the second factor was refused, for this reason.
    Refused(CodeCheck),
}

/// Checks a code of the second factor. A refused one counts as an attempt.
///
/// # Errors
/// When the session ended meanwhile.
pub async fn by_code(me: &SignedIn, answer: &FactorAnswer) -> Result<Reauthentication> {
    let (user, session) = (me.person.user_id, me.person.session_id);
    let mut change = me.change().await?;
    // A session that is signed in passed a factor already: attempts of strangers at sign-in are not
    // counted against it.
    let checked = second_factor::check(&mut change, user, Some(session.as_bytes()), answer).await?;
    change.commit().await?;
    Ok(match checked {
        CodeCheck::Right => Reauthentication::Confirmed,
        refused => Reauthentication::Refused(refused),
    })
}

/// Checks the password. A wrong one counts as an attempt.
///
/// # Errors
/// When no core is free for hashing.
pub async fn by_password(me: &SignedIn, typed: Password) -> Result<Reauthentication> {
    match password::check_current(me, typed).await? {
        CurrentPassword::Right { .. } => {}
        CurrentPassword::Wrong => return Ok(Reauthentication::WrongPassword),
        CurrentPassword::TooManyTries { minutes } => {
            return Ok(Reauthentication::TooManyTries { minutes });
        }
    }
    let mut change = me.change().await?;
    password::forget_tries(&mut change, me.person.user_id, me.person.session_id).await?;
    change.commit().await?;
    Ok(Reauthentication::Confirmed)
}
