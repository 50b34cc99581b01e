//! Values that gates and handlers leave for the headers of an answer.

use std::sync::{Arc, OnceLock};

use axum::extract::Request;
use axum::http::header::LINK;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use super::quota::LimitField;
use crate::core::limits::LimitLeft;
use crate::platform::clock::Timestamp;
use crate::platform::db::list::Window;
use crate::web::calls::Standing;
use crate::web::paths;

/// The header of a deprecated API, with the moment of its deprecation (RFC 9745).
pub const DEPRECATION: HeaderName = HeaderName::from_static("deprecation");

/// The slot in which gates and handlers leave values for the answer's headers: the state of the
/// limits, and the page of a list.
#[derive(Clone, Default)]
pub struct Slot(Arc<Left>);

#[derive(Default)]
struct Left {
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

    fn limits(&self) -> Vec<LimitField> {
        let calls = self.0.calls.get().copied().map(LimitField::of_calls);
        let strangers = self.0.strangers.get().copied().map(LimitField::of_strangers);
        let newcomers = self.0.newcomers.get().map(LimitField::of_newcomers);
        calls.into_iter().chain(strangers).chain(newcomers).collect()
    }

    fn deprecation(&self, headers: &mut HeaderMap) {
        let Some(at) = self.0.v1_deprecated_at.get() else { return };
        let since = format!("@{}", at.millis().div_euclid(1000));
        let instead = format!("<{}>; rel=\"deprecation\"", paths::V1_REFERENCE);
        if let (Ok(since), Ok(instead)) =
            (HeaderValue::from_str(&since), HeaderValue::from_str(&instead))
        {
            headers.insert(DEPRECATION, since);
            headers.append(LINK, instead);
        }
    }
}

/// Adds the headers to the answer.
pub async fn add_headers(mut request: Request, next: Next) -> Response {
    let slot = Slot::default();
    request.extensions_mut().insert(slot.clone());
    let mut response = next.run(request).await;
    LimitField::write(&slot.limits(), response.headers_mut());
    slot.deprecation(response.headers_mut());
    response
}
