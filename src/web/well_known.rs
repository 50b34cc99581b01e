//! URLs that machines look for: health, robots, and those under `/.well-known`.

use std::time::Duration;

use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Redirect};

use super::errors::{Error, Result, Verbatim};
use super::gate::Anyone;
use super::routes::Routes;
use super::{App, paths};

/// The validity of security.txt in days (RFC 9116 §2.5.5 recommends less than a year).
const SECURITY_TXT_DAYS: u64 = 180;

pub fn routes() -> Routes {
    Routes::new()
        .get(paths::HEALTH, healthy)
        .get(paths::READY, ready)
        .get(paths::ROBOTS, robots)
        .get(paths::SECURITY_TXT, security_txt)
        .get(paths::CHANGE_PASSWORD, change_password)
        .get(paths::PASSKEY_ENDPOINTS, passkey_endpoints)
}

/// Answers while the process runs.
async fn healthy(_: Anyone) -> &'static str {
    "ok\n"
}

/// Answers 200 when the database and all background tasks work.
async fn ready(_: Anyone, State(app): State<App>) -> impl IntoResponse {
    let mut faults: Vec<String> = Vec::new();
    if app.db.ping().await.is_err() {
        faults.push("the database does not serve\n".to_owned());
    }
    let broken = app.supervisor.broken_down().into_iter();
    faults.extend(broken.map(|part| format!("{part} broke down and is started again\n")));
    match faults.is_empty() {
        true => (StatusCode::OK, Extension(Verbatim), "ok\n".to_owned()),
        false => (StatusCode::SERVICE_UNAVAILABLE, Extension(Verbatim), faults.concat()),
    }
}

/// Excludes all search engines.
async fn robots(_: Anyone) -> &'static str {
    "User-agent: *\nDisallow: /\n"
}

/// Serves security.txt (RFC 9116), when a contact is configured.
async fn security_txt(_: Anyone, State(app): State<App>) -> Result<String> {
    let contact = app.security_contact.as_deref().ok_or(Error::NotFound)?;
    let expires = app.clock.now() + Duration::from_secs(SECURITY_TXT_DAYS * 24 * 60 * 60);
    let canonical = format!("{}{}", app.public_url.as_str(), paths::SECURITY_TXT);
    let expires = expires.to_jiff();
    Ok(format!("Contact: {contact}\nExpires: {expires:.0}\nCanonical: {canonical}\n"))
}

/// Tells password managers where passkeys are set up (W3C Passkey Endpoints).
async fn passkey_endpoints(_: Anyone, State(app): State<App>) -> Result<impl IntoResponse> {
    if app.relying_party.is_none() {
        return Err(Error::NotFound);
    }
    let at = |path: &str| format!("{}{path}", app.public_url.as_str());
    let body =
        serde_json::json!({ "enroll": at(paths::PASSKEY_NEW), "manage": at(paths::PASSKEYS) });
    Ok(([(CONTENT_TYPE, "application/json")], body.to_string()))
}

/// Redirects password managers to the password's card.
async fn change_password(_: Anyone) -> Redirect {
    Redirect::to(paths::PASSWORD)
}
