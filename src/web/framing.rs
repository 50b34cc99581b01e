//! Framing: where a request ends is said in the one way that every proxy reads alike.

use axum::extract::Request;
use axum::http::header::{CONNECTION, TRANSFER_ENCODING};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Refuses a request in a coding other than `chunked`, whose end a proxy may have seen elsewhere (RFC
/// 9112, section 6.1). What follows on the connection is not read, nor after a request that has a length as
/// well, which is hyper's own rule. The answer is hyper's to a head that it cannot read: 400 without words.
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
