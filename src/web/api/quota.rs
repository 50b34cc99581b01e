//! How often a token may call, counted in memory: 300 requests a minute.

use std::num::NonZeroU32;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use crate::platform::clock::Clock;
use crate::web::calls::{Calls, Standing};

/// What is left, and for how long (draft-ietf-httpapi-ratelimit-headers).
pub const LIMIT: HeaderName = HeaderName::from_static("ratelimit");
/// How much there is in how long.
pub const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

const REQUESTS: NonZeroU32 = NonZeroU32::new(300).unwrap();
const WINDOW: Duration = Duration::from_secs(60);

/// Whose calls are counted together: a token's, or a person's who has one by their password.
pub type Key = [u8; 16];

/// The calls of everyone: 300 in a minute each.
pub fn calls(clock: Clock) -> Calls<Key> {
    Calls::new(clock, REQUESTS)
}

/// How long until everything is there again, in whole seconds.
fn until_whole(standing: Standing) -> Duration {
    let each = WINDOW / REQUESTS.get();
    let wait = each * (REQUESTS.get() - standing.left);
    Duration::from_secs(u64::try_from(wait.as_millis().div_ceil(1000)).unwrap_or(u64::MAX))
}

fn write(standing: Standing, headers: &mut HeaderMap) {
    let policy = format!("\"default\";q={REQUESTS};w={}", WINDOW.as_secs());
    let limit = format!("\"default\";r={};t={}", standing.left, until_whole(standing).as_secs());
    for (name, text) in [(POLICY, policy), (LIMIT, limit)] {
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.insert(name, value);
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
        write(*standing, response.headers_mut());
    }
    response
}
