//! The last step of onboarding: a test alert, which the person acknowledges.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::view::{TestView, begin, fragment, view};
use crate::auth::onboarding::{OnboardingFrame, OnboardingStep, away};
use crate::users::channels::{Reachability, Reached};
use crate::web::errors::Result;
use crate::web::gate::SignedIn;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

pub fn routes() -> Routes {
    Routes::new().get(paths::ONBOARDING_TEST, show).post(paths::ONBOARDING_TEST, send)
}

#[derive(Template)]
#[template(path = "oncall/test_alert/onboarding.html")]
struct OnboardingTest<'a> {
    ctx: &'a Ctx,
    frame: OnboardingFrame<'a>,
    /// Whether a message can reach the person.
    can_send: bool,
    view: Option<TestView>,
}

impl OnboardingTest<'_> {
    fn heading(&self) -> &'static str {
        "wizard-test-title"
    }

    fn title(&self) -> String {
        self.frame.title(self.heading(), self.frame.alert.is_some())
    }
}

async fn page(
    me: &SignedIn,
    status: StatusCode,
    frame: OnboardingFrame<'_>,
    view: Option<TestView>,
) -> Result<Response> {
    let account = me.current_account();
    let mut tx = me.app.db.read().await?;
    let reach = Reachability::find(&mut tx, me.person.user_id, account, &me.app.transports).await?;
    drop(tx);
    let can_send = account.is_some() && reach.reached() != Reached::No;
    Ok(me.html(status, OnboardingTest { ctx: &me.ctx, frame, can_send, view }.render()?))
}

async fn show(me: SignedIn) -> Result<Response> {
    if let Some(away) = away(&me) {
        return Ok(away);
    }
    let mut found = view(&me, &mut me.app.db.read().await?, true).await?;
    if let Some(answer) = fragment(&me, &mut found)? {
        return Ok(answer);
    }
    let frame = OnboardingFrame::of(&me, OnboardingStep::Test).await?;
    page(&me, StatusCode::OK, frame, found).await
}

async fn send(me: SignedIn) -> Result<Response> {
    let Some((status, refusal)) = begin(&me).await? else {
        return Ok(Redirect::to(paths::ONBOARDING_TEST).into_response());
    };
    let found = view(&me, &mut me.app.db.read().await?, true).await?;
    let mut frame = OnboardingFrame::bare(&me, OnboardingStep::Test).await?;
    frame.alert = Some(refusal);
    page(&me, status, frame, found).await
}
