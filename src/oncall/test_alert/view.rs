//! Where a person's test alert stands, as pages show it.

use std::time::Duration;

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use strum::EnumMessage;

use super::{TestAlert, TestAlertMade, TestAnswer, latest, make};
use crate::messaging::Channel;
use crate::oncall::alerts::AnsweredBy;
use crate::oncall::alerts::timeline::{Entry, TimelineRow};
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::web::errors::{Error, Result};
use crate::web::gate::SignedIn;
use crate::web::htmx::RenderMode;
use crate::web::paths;
use crate::web::viewer::Ctx;

/// How long a test alert is shown.
const RECENT: Duration = Duration::from_secs(24 * 60 * 60);

/// Where a test alert stands, as a page shows it.
pub struct TestView {
    pub test: TestAlert,
    /// The path of this part alone, which it asks while the person may still answer.
    pub path: &'static str,
    /// Whether the page is the step of onboarding.
    pub is_onboarding: bool,
}

impl TestView {
    /// Tells whether the answer or the end is still to come.
    pub fn waits(&self) -> bool {
        self.test.alert.status.pages()
    }

    /// Returns the channel of a message.
    pub fn channel(&self, row: &TimelineRow) -> Channel {
        match row.entry() {
            Some(Entry::Sent { channel, .. }) => channel,
            _ => Channel::Email,
        }
    }

    /// Returns the text id of the state of a message.
    pub fn state(&self, row: &TimelineRow) -> Option<&'static str> {
        row.state.and_then(|state| state.get_message())
    }

    /// Returns the text id of why a message did not arrive.
    pub fn reason(&self, row: &TimelineRow) -> Option<&'static str> {
        row.reason.and_then(|reason| reason.get_message())
    }

    /// Says how it ended; `None` while it waits.
    pub fn outcome(&self, ctx: &Ctx) -> Option<Message> {
        let Some(TestAnswer { by, after }) = self.test.answer else {
            return (!self.waits()).then(|| Message::new("test-alert-unanswered"));
        };
        let said = match by {
            AnsweredBy::Page | AnsweredBy::Api => Message::new("test-alert-answered-here"),
            AnsweredBy::Message(channel) => Message::new("test-alert-answered")
                .with("channel", ctx.t(channel.row().word).into_owned()),
        };
        let seconds = i64::try_from(after.as_secs()).unwrap_or(i64::MAX);
        Some(said.with("seconds", seconds.max(1)))
    }

    /// Tells whether it was answered, so that the channel is known to work.
    pub fn is_answered(&self) -> bool {
        self.test.answer.is_some()
    }
}

#[derive(Template)]
#[template(path = "oncall/test_alert/state_fragment.html")]
struct StateFragment<'a> {
    ctx: &'a Ctx,
    view: TestView,
}

/// Finds the latest test alert of a person, if it is of the last day.
pub async fn view(me: &SignedIn, tx: &mut Tx, is_onboarding: bool) -> Result<Option<TestView>> {
    let Some(account) = me.current_account() else { return Ok(None) };
    let path = if is_onboarding { paths::ONBOARDING_TEST } else { paths::TEST_ALERT };
    let test = latest(tx, account, me.person.user_id).await?;
    let test = test.filter(|test| me.now.since(test.alert.created_at) < RECENT);
    Ok(test.map(|test| TestView { test, path, is_onboarding }))
}

/// Answers a script that asks where the test alert stands; `None` for a browser.
pub fn fragment(me: &SignedIn, view: &mut Option<TestView>) -> Result<Option<Response>> {
    if me.render_mode == RenderMode::Page {
        return Ok(None);
    }
    let Some(view) = view.take() else { return Ok(None) };
    Ok(Some(me.html(StatusCode::OK, StateFragment { ctx: &me.ctx, view }.render()?)))
}

/// Makes a test alert of the viewer, and says why it could not be made.
pub async fn begin(me: &SignedIn) -> Result<Option<(StatusCode, Message)>> {
    let membership = me.membership().ok_or(Error::NotFound)?;
    let (account, user) = (membership.account_id, me.person.user_id);
    let title = me.t("test-alert-title").parse().map_err(|_| Error::NotFound)?;
    let mut change = me.change_in(&[account]).await?;
    let made = make(&mut change, account, user, membership.account_user_id, title).await?;
    change.commit().await?;
    Ok(match made {
        TestAlertMade::Made => None,
        TestAlertMade::TooMany { until } => {
            Some((StatusCode::TOO_MANY_REQUESTS, me.try_after(until)))
        }
        TestAlertMade::Gone => return Err(Error::NotFound),
    })
}
