//! The host of a request: only the public URL's is served.

use axum::extract::{Request, State};
use axum::http::header::HOST;
use axum::http::uri::Authority;
use axum::middleware::Next;
use axum::response::Response;

use super::api::refusal::Refusal;
use super::errors::{Error, Result};
use super::{App, assets, paths};
use crate::platform::config::is_loopback_host;

/// Refuses a page request to another host: a foreign name that leads here is a mistake in a proxy,
/// or a page that attacks this machine by DNS rebinding.
pub async fn check(State(app): State<App>, request: Request, next: Next) -> Result<Response> {
    match is_ours(&app, &request) {
        true => Ok(next.run(request).await),
        false => Err(Error::OtherHost),
    }
}

/// Refuses a call of an API to another host, and names the public URL.
pub async fn check_call(
    State(app): State<App>,
    request: Request,
    next: Next,
) -> std::result::Result<Response, Refusal> {
    match is_ours(&app, &request) {
        true => Ok(next.run(request).await),
        false => Err(Refusal::OtherHost(app.public_url.as_str().to_owned())),
    }
}

/// Tells whether the request may be served. Health checks name a machine's address, and constants
/// may be read under any name.
fn is_ours(app: &App, request: &Request) -> bool {
    let path = request.uri().path();
    if path == paths::HEALTH || path == paths::READY || assets::is_asset(path) {
        return true;
    }
    // The host in the request target takes precedence over the header (RFC 9112 §3.2.2).
    let mut named = request.headers().get_all(HOST).iter();
    let in_header = || named.next().and_then(|host| host.to_str().ok()?.parse().ok());
    let asked: Option<Authority> = request.uri().authority().cloned().or_else(in_header);
    let ours = app.public_url.host();
    let is_alone = named.next().is_none();
    is_alone
        && asked.is_some_and(|asked| {
            let host = asked.host();
            let is_here = app.public_url.is_loopback() && is_loopback_host(host);
            is_here || host.trim_end_matches('.').eq_ignore_ascii_case(ours)
        })
}
