//! The step that sends a test message and asks whether it arrived.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::OnboardingStep;
use super::frame::{OnboardingFrame, away};
use crate::messaging::Channel;
use crate::platform::i18n::Message;
use crate::users::channels::{self, Contacts, Reach, TestLine, Tested};
use crate::web::errors::Result;
use crate::web::form::{Field, Form, SmallForm};
use crate::web::gate::SignedIn;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

pub fn routes() -> Routes {
    Routes::new().get(paths::ONBOARDING_TEST, show).post(paths::ONBOARDING_TEST, send)
}

/// A channel by which a test message can be sent.
struct Way {
    channel: Channel,
    label: &'static str,
    icon: &'static str,
    goes_to: String,
}

#[derive(Template)]
#[template(path = "auth/onboarding/test.html")]
struct TestPage<'a> {
    ctx: &'a Ctx,
    frame: OnboardingFrame<'a>,
    ways: Vec<Way>,
    line: Option<TestLine>,
}

impl TestPage<'_> {
    fn heading(&self) -> &'static str {
        "wizard-test-title"
    }

    fn title(&self) -> String {
        self.frame.title(self.heading(), self.frame.alert.is_some())
    }
}

async fn page(me: &SignedIn, status: StatusCode, frame: OnboardingFrame<'_>) -> Result<Response> {
    let mut tx = me.app.db.read().await?;
    let contacts = Contacts::of(&mut tx, me.person.user_id, me.current_account()).await?;
    let line = channels::last_test(&mut tx, me).await?;
    drop(tx);
    let ways = [
        (Channel::Sms, "wizard-test-sms"),
        (Channel::Voice, "wizard-test-voice"),
        (Channel::Email, "wizard-test-email"),
    ];
    let way = |(channel, label): (Channel, _)| match contacts.reach(&me.app.transports, channel) {
        Reach::To(to) => Some(Way { channel, label, icon: channel.row().icon, goes_to: to.masked }),
        Reach::Off | Reach::NoContact => None,
    };
    let ways = ways.into_iter().filter_map(way).collect();
    Ok(me.html(status, TestPage { ctx: &me.ctx, frame, ways, line }.render()?))
}

async fn show(me: SignedIn) -> Result<Response> {
    if let Some(away) = away(&me) {
        return Ok(away);
    }
    let frame = OnboardingFrame::of(&me, OnboardingStep::Test).await?;
    page(&me, StatusCode::OK, frame).await
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct TestForm {
    channel: Field<Channel>,
}

async fn send(me: SignedIn, Form(form): SmallForm<TestForm>) -> Result<Response> {
    let tested = match form.channel.value() {
        Some(&channel) => {
            let mut change = me.change().await?;
            let tested =
                channels::test(&mut change, &me.app.transports, me.person.user_id, channel).await?;
            change.commit().await?;
            tested
        }
        None => Tested::Unable,
    };
    let (status, alert) = match tested {
        Tested::Queued => return Ok(Redirect::to(paths::ONBOARDING_TEST).into_response()),
        Tested::Unable => (StatusCode::UNPROCESSABLE_ENTITY, Message::new("wizard-test-unable")),
        Tested::TooMany { until } => (StatusCode::TOO_MANY_REQUESTS, me.try_after(until)),
    };
    let mut frame = OnboardingFrame::bare(&me, OnboardingStep::Test).await?;
    frame.alert = Some(alert);
    page(&me, status, frame).await
}
