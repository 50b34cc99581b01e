//! Request framing: a request must end in a way that every proxy reads alike.

use axum::extract::Request;
use axum::http::header::{CONNECTION, TRANSFER_ENCODING};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Refuses a request with a transfer coding other than `chunked`, whose end a proxy may have read
/// differently (RFC 9112 §6.1). The rest of the connection is not read; hyper itself does the same
/// after a request that also has a length. The answer is the one that hyper gives to a malformed
/// head: 400 without a body.
pub async fn check(request: Request, next: Next) -> Response {
    match is_plain(request.headers()) {
        true => next.run(request).await,
        false => (StatusCode::BAD_REQUEST, [(CONNECTION, "close")]).into_response(),
    }
}

fn is_plain(headers: &HeaderMap) -> bool {
    let mut codings = headers.get_all(TRANSFER_ENCODING).iter();
    let Some(coding) = codings.next() else { return true };
    let is_chunked = coding.as_bytes().eq_ignore_ascii_case(b"chunked");
    is_chunked && codings.next().is_none()
}
