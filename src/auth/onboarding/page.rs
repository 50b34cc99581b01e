//! The first and the last page of onboarding.

use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::frame::{away, on};
use super::{OnboardingStep, finish, phone, region};
use crate::platform::i18n::Message;
use crate::users::channels::{Reachability, Reached};
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
    /// Sent by the button that follows an answered test alert.
    arrived: Option<String>,
}

async fn end(me: SignedIn, Form(form): SmallForm<EndForm>) -> Result<Response> {
    let mut change = me.change().await?;
    let user = me.person.user_id;
    finish(&mut change, user).await?;
    let place = me.current_account();
    let found = Reachability::find(&mut change, user, place, &me.app.transports).await?;
    let flash = Message::new(match (form.arrived, found.reached()) {
        (None, _) => "wizard-skipped",
        (Some(_), Reached::Yes | Reached::Partly) => "wizard-finished",
        (Some(_), Reached::Quietly | Reached::No) => "wizard-finished-unreached",
    });
    me.commit_with_flash(change, &flash).await?;
    Ok(Redirect::to(paths::SETTINGS).into_response())
}
