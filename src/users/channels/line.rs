//! The line that says how a test message went, and polls until that is final.

use std::time::Duration;

use strum::EnumMessage;

use super::store::Test;
use crate::core::mood::Mood;
use crate::messaging::ledger::DeliveryState;
use crate::platform::i18n::Message;
use crate::web::paths;
use crate::web::viewer::Ctx;

/// How long a test is shown: an older one says nothing about today.
pub(super) const TEST_LIFE: Duration = Duration::from_secs(24 * 60 * 60);

/// How long the page polls for the carrier's report.
const ASKING: Duration = Duration::from_secs(5 * 60);

/// The state of a test in one line.
pub struct TestLine {
    pub id: String,
    pub path: String,
    pub mood: Mood,
    pub is_final: bool,
    /// Whether the line polls, because news may come soon.
    pub asks: bool,
    /// The sentence before the moment at which the test was requested.
    pub before: String,
    pub at: String,
    pub after: String,
    pub machine_at: String,
    pub reason: Option<&'static str>,
    pub answer: Option<String>,
}

/// Makes the line of a test.
pub(super) fn line(ctx: &Ctx, test: &Test) -> TestLine {
    let state = ctx.t(test.state.get_message().unwrap_or_default()).into_owned();
    let sentence = Message::new("channels-test-line").with("state", state);
    let (before, after) = ctx.around(&sentence, "time");
    TestLine {
        before,
        after,
        id: format!("channels-{}-test", test.channel.as_ref()),
        path: paths::of(paths::CHANNEL_TESTS, &test.channel.as_ref()),
        mood: test.state.mood(),
        is_final: test.state.is_final()
            || (test.state == DeliveryState::Sent && !ctx.app.transports.reports(test.channel)),
        asks: ctx.now.since(test.created_at) < ASKING,
        at: ctx.dates().time(test.created_at),
        machine_at: test.created_at.to_jiff().to_string(),
        reason: test.reason.and_then(|reason| reason.get_message()),
        answer: test.answer.clone().filter(|_| ctx.debug()),
    }
}
