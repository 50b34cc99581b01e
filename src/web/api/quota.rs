//! How often a token may call, counted in memory: 300 requests a minute.

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

/// The header of what is left, and for how long (draft-ietf-httpapi-ratelimit-headers).
pub const LIMIT: HeaderName = HeaderName::from_static("ratelimit");
/// The header of how much there is in how long.
pub const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
/// The header of an API that will go: since when that is said (RFC 9745).
pub const DEPRECATION: HeaderName = HeaderName::from_static("deprecation");

const REQUESTS: NonZeroU32 = NonZeroU32::new(300).unwrap();
const WINDOW: Duration = Duration::from_secs(60);

/// People whom one person, and one account, may ask in: a test holds it to the rule.
pub const NEWCOMERS_AN_HOUR: u64 = 5000;

/// Whose calls are counted together: a token's, or a person's who has one by their password.
pub type Key = [u8; 16];

/// The calls of everyone: 300 in a minute each.
pub fn calls(clock: Clock) -> Calls<Key> {
    Calls::new(clock, REQUESTS)
}

/// How a caller stands with one of the limits, as the headers tell.
#[derive(Clone, Copy, Debug)]
struct LimitField {
    name: &'static str,
    /// So many in so long.
    quota: u64,
    window: Duration,
    left: u64,
    /// How long until everything is there again.
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

/// Where gates and handlers leave what the headers of the answer tell: how the caller stands, and which
/// part of a list it is.
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
    /// How they stand after this call, which counts once however often it is asked.
    pub fn once(&self, count: impl FnOnce() -> Standing) -> Standing {
        *self.0.calls.get_or_init(count)
    }

    /// The standing of a network whose strangers ask.
    pub fn of_strangers(&self, standing: Standing) {
        let _ = self.0.strangers.set(standing);
    }

    /// The number of people whom the caller may yet ask in.
    pub fn of_newcomers(&self, left: LimitLeft) {
        let _ = self.0.newcomers.set(left);
    }

    /// The part of a list that was asked for.
    pub fn of_list(&self, window: Window) {
        let _ = self.0.window.set(window);
    }

    /// The part of a list that was asked for, if a list was.
    pub fn window(&self) -> Option<Window> {
        self.0.window.get().copied()
    }

    /// The moment since which the older API is deprecated, if it is.
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

/// Tells callers how they stand.
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
