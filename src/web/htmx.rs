//! What htmx says of a request, and what it is told.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

/// Go there with a full page load.
pub const REDIRECT: HeaderName = HeaderName::from_static("hx-redirect");
/// Put the answer there instead of where it was asked for.
pub const RETARGET: HeaderName = HeaderName::from_static("hx-retarget");
/// And this way.
pub const RESWAP: HeaderName = HeaderName::from_static("hx-reswap");

const REQUEST: HeaderName = HeaderName::from_static("hx-request");
const REQUEST_TYPE: HeaderName = HeaderName::from_static("hx-request-type");

/// How the browser will use the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenderMode {
    /// A browser that shows a page.
    Page,
    /// A script that puts one card in its place. `HX-Request` alone does not say so: htmx sends
    /// it for whole pages too.
    Fragment,
}

impl RenderMode {
    /// Reads it off the request's headers.
    pub fn of(headers: &HeaderMap) -> Self {
        let is =
            |name, value: &str| headers.get(name).is_some_and(|v| v.as_bytes() == value.as_bytes());
        if is(REQUEST, "true") && is(REQUEST_TYPE, "partial") { Self::Fragment } else { Self::Page }
    }

    /// Leads to another page of ours, in whichever way the browser follows.
    pub fn redirect(self, to: &str) -> Response {
        match (self, HeaderValue::from_str(to)) {
            (Self::Fragment, Ok(to)) => ([(REDIRECT, to)], StatusCode::OK).into_response(),
            _ => Redirect::to(to).into_response(),
        }
    }
}
