//! The first and the last page of onboarding.

use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::frame::{away, on};
use super::{OnboardingStep, finish, phone, region, trial};
use crate::platform::i18n::Message;
use crate::web::errors::Result;
use crate::web::form::{Form, SmallForm};
use crate::web::gate::SignedIn;
use crate::web::paths;
use crate::web::routes::Routes;

pub fn routes() -> Routes {
    Routes::new()
        .get(paths::ONBOARDING, start)
        .post(paths::ONBOARDING_END, end)
        .and(region::routes())
        .and(phone::routes())
        .and(trial::routes())
}

async fn start(me: SignedIn) -> Result<Response> {
    match away(&me) {
        Some(away) => Ok(away),
        None => on(&me, OnboardingStep::Region).await,
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct EndForm {
    /// Sent by the button that confirms the test message.
    arrived: Option<String>,
}

async fn end(me: SignedIn, Form(form): SmallForm<EndForm>) -> Result<Response> {
    let mut change = me.change().await?;
    finish(&mut change, me.person.user_id).await?;
    let flash = Message::new(match form.arrived {
        Some(_) => "wizard-finished",
        None => "wizard-skipped",
    });
    me.commit_with_flash(change, &flash).await?;
    Ok(Redirect::to(paths::SETTINGS).into_response())
}
