//! Rate limit of the APIs, counted in memory, and the headers that tell what is left of a limit.

use std::num::NonZeroU32;
use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, HeaderValue};

use crate::core::limits::LimitLeft;
use crate::platform::clock::Clock;
use crate::web::calls::{Calls, Standing};
use crate::web::requests;

/// The header of the remaining quota and the time until it resets
/// (draft-ietf-httpapi-ratelimit-headers).
pub const LIMIT: HeaderName = HeaderName::from_static("ratelimit");
/// The header of the quota and its window.
pub const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// The calls in a minute of each key.
pub const REQUESTS: NonZeroU32 = NonZeroU32::new(300).unwrap();
const MINUTE: Duration = Duration::from_secs(60);

/// The key by which calls are counted: a token's, or the person's for v1 tokens.
pub type Key = [u8; 16];

/// The counter of calls.
pub fn calls(clock: Clock) -> Calls<Key> {
    Calls::new(clock, REQUESTS)
}

/// The state of one limit, as a header field tells it.
#[derive(Clone, Copy, Debug)]
pub struct LimitField {
    name: &'static str,
    /// The number of calls in the window.
    quota: u64,
    window: Duration,
    left: u64,
    /// How long until the full quota is available again.
    whole_in: Duration,
}

impl LimitField {
    /// The calls of a key.
    pub fn of_calls(standing: Standing) -> Self {
        Self::in_a_minute("default", REQUESTS, standing)
    }

    /// The unauthenticated calls of a network.
    pub fn of_strangers(standing: Standing) -> Self {
        Self::in_a_minute("strangers", requests::REQUESTS, standing)
    }

    /// The people whom a caller adds.
    pub fn of_newcomers(left: &LimitLeft) -> Self {
        let number = |tries: i64| u64::try_from(tries).unwrap_or_default();
        Self {
            name: "people",
            quota: number(left.limit.tries),
            window: left.limit.window,
            left: number(left.tries),
            whole_in: left.whole_in,
        }
    }

    fn in_a_minute(name: &'static str, quota: NonZeroU32, standing: Standing) -> Self {
        let gone = quota.get().saturating_sub(standing.left);
        Self {
            name,
            quota: quota.get().into(),
            window: MINUTE,
            left: standing.left.into(),
            whole_in: MINUTE / quota.get() * gone,
        }
    }

    fn policy(&self) -> String {
        format!("\"{}\";q={};w={}", self.name, self.quota, self.window.as_secs())
    }

    fn limit(&self) -> String {
        let seconds = self.whole_in.as_millis().div_ceil(1000);
        format!("\"{}\";r={};t={seconds}", self.name, self.left)
    }

    /// Writes the limits into the two headers, when there are any.
    pub fn write(fields: &[Self], headers: &mut HeaderMap) {
        let joined =
            |text: fn(&Self) -> String| fields.iter().map(text).collect::<Vec<_>>().join(", ");
        let texts = [(POLICY, joined(Self::policy)), (LIMIT, joined(Self::limit))];
        for (name, text) in texts.into_iter().filter(|_| !fields.is_empty()) {
            if let Ok(value) = HeaderValue::from_str(&text) {
                headers.insert(name, value);
            }
        }
    }
}
