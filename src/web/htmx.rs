//! Headers of htmx, in requests and answers.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

/// The answer header that makes htmx load another page.
pub const REDIRECT: HeaderName = HeaderName::from_static("hx-redirect");
/// The answer header that makes htmx put the answer into another element.
pub const RETARGET: HeaderName = HeaderName::from_static("hx-retarget");
/// The answer header that makes htmx trigger an event on an element.
pub const TRIGGER: HeaderName = HeaderName::from_static("hx-trigger");
/// The answer header that makes htmx place the answer in another way.
pub const RESWAP: HeaderName = HeaderName::from_static("hx-reswap");

const REQUEST: HeaderName = HeaderName::from_static("hx-request");
const REQUEST_TYPE: HeaderName = HeaderName::from_static("hx-request-type");

/// How the browser will use the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenderMode {
    /// The browser shows it as a page.
    Page,
    /// A script puts one card in its place. `HX-Request` alone does not mean this: htmx sends it
    /// for whole pages too.
    Fragment,
}

impl RenderMode {
    /// Reads the mode from the request's headers.
    pub fn of(headers: &HeaderMap) -> Self {
        let is =
            |name, value: &str| headers.get(name).is_some_and(|v| v.as_bytes() == value.as_bytes());
        if is(REQUEST, "true") && is(REQUEST_TYPE, "partial") { Self::Fragment } else { Self::Page }
    }

    /// Redirects to a page of ours in the way that the browser, or htmx, follows.
    pub fn redirect(self, to: &str) -> Response {
        match (self, HeaderValue::from_str(to)) {
            (Self::Fragment, Ok(to)) => ([(REDIRECT, to)], StatusCode::OK).into_response(),
            _ => Redirect::to(to).into_response(),
        }
    }
}
