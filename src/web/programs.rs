//! Programs that call pages by mistake: the layer that answers them in JSON, as the APIs do.

use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, LOCATION, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::App;
use super::api::ApiVersion;
use super::api::errors::worded;
use super::api::refusal::Refusal;
use super::paths;

/// The header that browsers add to each of their requests.
const OF_BROWSERS: HeaderName = HeaderName::from_static("sec-fetch-mode");

/// Answers in JSON when the caller asks for it or sends a token: it has mistaken the URL.
pub async fn answer(State(app): State<App>, request: Request, next: Next) -> Response {
    let is_program = is_program(request.headers());
    let response = next.run(request).await;
    if !is_program {
        return response;
    }
    let refusal = match (response.status(), is_page(&response)) {
        (status, true) if status.is_success() => Refusal::NotAcceptable.into_response(),
        (_, _) if leads_to_sign_in(&response) => Refusal::NotAcceptable.into_response(),
        (StatusCode::NOT_FOUND, true) => Refusal::NotFound.into_response(),
        (status, true) => status.into_response(),
        (_, false) => return response,
    };
    let mut answer = worded(&app, ApiVersion::V4, refusal);
    if let Some(wait) = response.headers().get(RETRY_AFTER) {
        answer.headers_mut().insert(RETRY_AFTER, wait.clone());
    }
    answer
}

/// Tells whether a program sent the request. A browser accepts HTML and sends `Sec-Fetch-Mode`; an
/// `Authorization` header alone may come from a proxy in front of us.
fn is_program(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let accept = text(ACCEPT).to_lowercase();
    if accept.contains("text/html") {
        return false;
    }
    let token = text(AUTHORIZATION).trim();
    let scheme = token.split_once(' ').map_or("", |(scheme, _)| scheme).to_lowercase();
    let sends_token = !token.is_empty() && ["", "bearer"].contains(&scheme.as_str());
    accept.contains("json") || (sends_token && !headers.contains_key(OF_BROWSERS))
}

fn is_page(response: &Response) -> bool {
    let is_html = |kind: &HeaderValue| kind.as_bytes().starts_with(b"text/html");
    response.headers().get(CONTENT_TYPE).is_some_and(is_html)
}

fn leads_to_sign_in(response: &Response) -> bool {
    let to = response.headers().get(LOCATION).and_then(|to| to.to_str().ok());
    let path = to.and_then(|to| to.split('?').next());
    response.status().is_redirection() && path == Some(paths::SIGN_IN)
}
