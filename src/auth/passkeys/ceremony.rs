//! Endpoints of the passkey script: they issue challenges and take the answers.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use tower_sessions::Session;

use super::assertion::{PasskeySignIn, Use, ask, reauthenticate, sign_in};
use crate::auth::{reauth, sign_in as by_password};
use crate::platform::i18n::Message;
use crate::platform::secrets;
use crate::platform::secrets::passkey::{Challenge, PasskeyAnswer, PasskeyRefusal};
use crate::web::App;
use crate::web::errors::Result;
use crate::web::form::{Form, Secret};
use crate::web::gate::reauth::ReauthPage;
use crate::web::gate::{SignedIn, Visitor};
use crate::web::paths::{self, Next};
use crate::web::routes::Routes;
use crate::web::viewer::device::Device;
use crate::web::viewer::session::{self, SignedInBy};

pub fn routes() -> Routes {
    Routes::new()
        .get(paths::PASSKEY_SIGN_IN, ask_to_sign_in)
        .post(paths::PASSKEY_SIGN_IN, enter)
        .get(paths::PASSKEY_SUDO, ask_to_reauthenticate)
        .post(paths::PASSKEY_SUDO, reauthenticate_by_passkey)
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct AnswerForm {
    next: Next,
    state: String,
    answer: String,
}

impl AnswerForm {
    fn parts(self) -> (Next, PasskeyAnswer) {
        (self.next, PasskeyAnswer { state: self.state, answer: self.answer })
    }
}

fn json(challenge: &Challenge) -> Result<Response> {
    let body = serde_json::to_string(challenge).map_err(anyhow::Error::from)?;
    Ok(([(CONTENT_TYPE, "application/json")], body).into_response())
}

/// Issues a challenge for sign-in. It does not ask who signs in, and is the same for everyone.
async fn ask_to_sign_in(visitor: Visitor, State(app): State<App>) -> Result<Response> {
    json(&ask(&app, Use::SignIn, visitor.now)?)
}

async fn enter(
    Visitor(ctx): Visitor,
    session: Session,
    cookies: CookieJar,
    Form(form): Form<AnswerForm>,
) -> Result<Response> {
    let (next, answer) = form.parts();
    let device = Device::of(&ctx, &cookies);
    let refused = match sign_in(&ctx.app, &answer, ctx.origin(), &device).await? {
        PasskeySignIn::Entered { user, entrant } => {
            let who = entrant.by(&ctx, user, SignedInBy::Passkey);
            session::sign_in(&session, who, ctx.now).await?;
            let cookies = entrant.cookies(&ctx, cookies);
            return Ok((cookies, Redirect::to(next.as_str())).into_response());
        }
        PasskeySignIn::Unknown { credential_id } => by_password::Unpassed {
            alert: Message::new("auth-passkey-unknown"),
            unknown_passkey: Some(secrets::encode(&credential_id)),
        },
        PasskeySignIn::Refused(why) => {
            by_password::Unpassed { alert: refusal(why), unknown_passkey: None }
        }
    };
    by_password::show_again(&ctx, next, refused)
}

fn refusal(why: PasskeyRefusal) -> Message {
    Message::new(match why {
        PasskeyRefusal::Over => "auth-passkey-over",
        PasskeyRefusal::Wrong => "auth-passkey-wrong",
    })
}

async fn ask_to_reauthenticate(me: SignedIn) -> Result<Response> {
    json(&ask(&me.app, Use::Sudo(me.person.session_id), me.now)?)
}

async fn reauthenticate_by_passkey(
    me: SignedIn,
    session: Session,
    Form(form): Form<AnswerForm>,
) -> Result<Response> {
    let (next, answer) = form.parts();
    match reauthenticate(&me, &answer).await? {
        Ok(()) => reauth::go_on_to(&me, session, &next).await,
        Err(why) => {
            let back = Next::settings();
            let mut page = ReauthPage::new(&me.ctx, next, back, Secret::default());
            page.alert = Some(refusal(why));
            page.answer(StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}
