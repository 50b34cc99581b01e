//! How often a token may call, counted in memory: 300 requests a minute.

use std::num::NonZeroU32;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use governor::clock::Clock as _;
use governor::middleware::StateInformationMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

use crate::platform::clock::Clock;

/// What is left, and for how long (draft-ietf-httpapi-ratelimit-headers).
pub const LIMIT: HeaderName = HeaderName::from_static("ratelimit");
/// How much there is in how long.
pub const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

const REQUESTS: NonZeroU32 = NonZeroU32::new(300).unwrap();
const WINDOW: Duration = Duration::from_secs(60);

/// Our clock as the counter reads it.
#[derive(Clone, Debug)]
struct Ticking(Clock);

impl governor::clock::Clock for Ticking {
    type Instant = Nanos;
    fn now(&self) -> Nanos {
        Duration::from_millis(u64::try_from(self.0.now().millis()).unwrap_or_default()).into()
    }
}

/// Whose calls are counted together: a token's, or a person's who has one by their password.
pub type Key = [u8; 16];

/// The calls of everyone, on this instance.
pub struct Calls {
    clock: Ticking,
    limiter: RateLimiter<Key, HashMapStateStore<Key>, Ticking, StateInformationMiddleware>,
}

/// How a caller stands after a call.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// Requests that are left.
    left: u32,
    /// How long until the next one, when none is.
    pub wait: Option<Duration>,
}

impl Calls {
    /// Nobody has called yet.
    pub fn new(clock: Clock) -> Self {
        let clock = Ticking(clock);
        let quota = Quota::per_minute(REQUESTS);
        let limiter = RateLimiter::new(quota, HashMapStateStore::default(), clock.clone());
        Self { clock, limiter }
    }

    /// Counts a call.
    pub fn count(&self, key: &Key) -> Standing {
        match self.limiter.check_key(key) {
            Ok(state) => Standing { left: state.remaining_burst_capacity(), wait: None },
            Err(not_yet) => {
                let wait = not_yet.wait_time_from(self.clock.now());
                Standing { left: 0, wait: Some(wait.max(Duration::from_millis(1))) }
            }
        }
    }

    /// Forgets who has not called for a while.
    pub fn tidy(&self) {
        self.limiter.retain_recent();
        self.limiter.shrink_to_fit();
    }
}

impl Standing {
    /// How long until everything is there again, in whole seconds.
    fn until_whole(self) -> Duration {
        let each = WINDOW / REQUESTS.get();
        let wait = each * (REQUESTS.get() - self.left);
        Duration::from_secs(u64::try_from(wait.as_millis().div_ceil(1000)).unwrap_or(u64::MAX))
    }

    fn write(self, headers: &mut HeaderMap) {
        let policy = format!("\"default\";q={REQUESTS};w={}", WINDOW.as_secs());
        let limit = format!("\"default\";r={};t={}", self.left, self.until_whole().as_secs());
        for (name, text) in [(POLICY, policy), (LIMIT, limit)] {
            if let Ok(value) = HeaderValue::from_str(&text) {
                headers.insert(name, value);
            }
        }
    }
}

/// Where the gate leaves how the caller stands, for the headers of the answer.
#[derive(Clone, Default)]
pub struct Slot(Arc<OnceLock<Standing>>);

impl Slot {
    /// How they stand after this call, which counts once however often it is asked.
    pub fn once(&self, count: impl FnOnce() -> Standing) -> Standing {
        *self.0.get_or_init(count)
    }
}

/// Tells callers how they stand.
pub async fn add_fields(mut request: Request, next: Next) -> Response {
    let slot = Slot::default();
    request.extensions_mut().insert(slot.clone());
    let mut response = next.run(request).await;
    if let Some(standing) = slot.0.get() {
        standing.write(response.headers_mut());
    }
    response
}
