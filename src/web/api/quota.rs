//! Rate limit of the APIs, counted in memory: 300 requests a minute per token.

use std::num::NonZeroU32;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::extract::Request;
use axum::http::header::LINK;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use crate::core::limits::LimitLeft;
use crate::platform::clock::{Clock, Timestamp};
use crate::platform::db::list::Window;
use crate::web::calls::{Calls, Standing};
use crate::web::{paths, requests};

/// The header of the remaining quota and the time until it resets
/// (draft-ietf-httpapi-ratelimit-headers).
pub const LIMIT: HeaderName = HeaderName::from_static("ratelimit");
/// The header of the quota and its window.
pub const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
/// The header of a deprecated API, with the moment of its deprecation (RFC 9745).
pub const DEPRECATION: HeaderName = HeaderName::from_static("deprecation");

const REQUESTS: NonZeroU32 = NonZeroU32::new(300).unwrap();
const WINDOW: Duration = Duration::from_secs(60);

/// The most people whom one person, and one account, may add in an hour; a test compares it with
/// the rule.
pub const NEWCOMERS_AN_HOUR: u64 = 5000;

/// The key by which calls are counted: a token's, or the person's for v1 tokens.
pub type Key = [u8; 16];

/// The counter of calls, 300 in a minute for each key.
pub fn calls(clock: Clock) -> Calls<Key> {
    Calls::new(clock, REQUESTS)
}

/// The state of one limit, as a header field tells it.
#[derive(Clone, Copy, Debug)]
struct LimitField {
    name: &'static str,
    /// The number of calls in the window.
    quota: u64,
    window: Duration,
    left: u64,
    /// How long until the full quota is available again.
    whole_in: Duration,
}

impl LimitField {
    fn of_calls(name: &'static str, each_minute: NonZeroU32, standing: Standing) -> Self {
        let gone = each_minute.get().saturating_sub(standing.left);
        Self {
            name,
            quota: each_minute.get().into(),
            window: WINDOW,
            left: standing.left.into(),
            whole_in: WINDOW / each_minute.get() * gone,
        }
    }

    fn policy(&self) -> String {
        format!("\"{}\";q={};w={}", self.name, self.quota, self.window.as_secs())
    }

    fn limit(&self) -> String {
        let seconds = self.whole_in.as_millis().div_ceil(1000);
        format!("\"{}\";r={};t={seconds}", self.name, self.left)
    }
}

fn write(fields: &[LimitField], headers: &mut HeaderMap) {
    let joined =
        |text: fn(&LimitField) -> String| fields.iter().map(text).collect::<Vec<_>>().join(", ");
    let texts = [(POLICY, joined(LimitField::policy)), (LIMIT, joined(LimitField::limit))];
    for (name, text) in texts.into_iter().filter(|_| !fields.is_empty()) {
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.insert(name, value);
        }
    }
}

/// The slot in which gates and handlers leave values for the answer's headers: the state of the
/// limits, and the page of a list.
#[derive(Clone, Default)]
pub struct Slot(Arc<Standings>);

#[derive(Default)]
struct Standings {
    calls: OnceLock<Standing>,
    strangers: OnceLock<Standing>,
    newcomers: OnceLock<LimitLeft>,
    window: OnceLock<Window>,
    v1_deprecated_at: OnceLock<Timestamp>,
}

impl Slot {
    /// Returns the state after this call, which counts once however often this is called.
    pub fn once(&self, count: impl FnOnce() -> Standing) -> Standing {
        *self.0.calls.get_or_init(count)
    }

    /// Leaves the state of a network's limit of unauthenticated calls.
    pub fn of_strangers(&self, standing: Standing) {
        let _ = self.0.strangers.set(standing);
    }

    /// Leaves the number of people whom the caller may still add.
    pub fn of_newcomers(&self, left: LimitLeft) {
        let _ = self.0.newcomers.set(left);
    }

    /// Leaves the page of a list that was requested.
    pub fn of_list(&self, window: Window) {
        let _ = self.0.window.set(window);
    }

    /// Returns the page of a list, when one was requested.
    pub fn window(&self) -> Option<Window> {
        self.0.window.get().copied()
    }

    /// Leaves the moment from which v1 is deprecated, if any.
    pub fn of_v1(&self, deprecated_at: Option<Timestamp>) {
        if let Some(at) = deprecated_at {
            let _ = self.0.v1_deprecated_at.set(at);
        }
    }

    fn fields(&self) -> Vec<LimitField> {
        let calls = self.0.calls.get();
        let calls = calls.map(|standing| LimitField::of_calls("default", REQUESTS, *standing));
        let strangers = self.0.strangers.get();
        let strangers = strangers
            .map(|standing| LimitField::of_calls("strangers", requests::REQUESTS, *standing));
        let newcomers = self.0.newcomers.get().map(|left| LimitField {
            name: "people",
            quota: NEWCOMERS_AN_HOUR,
            window: Duration::from_secs(60 * 60),
            left: u64::try_from(left.tries).unwrap_or_default(),
            whole_in: left.whole_in,
        });
        calls.into_iter().chain(strangers).chain(newcomers).collect()
    }
}

/// Adds the headers to the answer.
pub async fn add_fields(mut request: Request, next: Next) -> Response {
    let slot = Slot::default();
    request.extensions_mut().insert(slot.clone());
    let mut response = next.run(request).await;
    write(&slot.fields(), response.headers_mut());
    if let Some(at) = slot.0.v1_deprecated_at.get()
        && let Ok(at) = HeaderValue::from_str(&format!("@{}", at.millis().div_euclid(1000)))
    {
        let instead = format!("<{}>; rel=\"deprecation\"", paths::V1_REFERENCE);
        response.headers_mut().insert(DEPRECATION, at);
        if let Ok(link) = HeaderValue::from_str(&instead) {
            response.headers_mut().append(LINK, link);
        }
    }
    response
}
