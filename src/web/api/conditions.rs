//! Conditional requests and preferences: ETag, If-Match, If-None-Match, Prefer, and Link of lists.

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    CONTENT_LENGTH, CONTENT_TYPE, ETAG, HeaderName, IF_MATCH, IF_NONE_MATCH, LINK, LOCATION,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, response};
use axum::middleware::Next;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::refusal::Refusal;
use super::slot::Slot;
use crate::platform::db::list::Window;
use crate::platform::secrets;
use crate::web::errors::Error;
use crate::web::{App, paths};

/// The header of preferences (RFC 7240).
pub const PREFER: HeaderName = HeaderName::from_static("prefer");
/// The header of the preferences that were applied.
pub const PREFERENCE_APPLIED: HeaderName = HeaderName::from_static("preference-applied");

/// The preference for an answer without a body.
const MINIMAL: &str = "return=minimal";
/// The preference of a caller whose changes require `If-Match`.
const CAREFUL: &str = "require-if-match";

/// The conditions of a change: the version that the caller has read.
#[derive(Clone, Default)]
pub struct Conditions {
    if_match: Option<String>,
    is_careful: bool,
}

impl Conditions {
    /// Reads the conditions from the headers of a call.
    pub fn of(headers: &HeaderMap) -> Self {
        let if_match = headers.get(IF_MATCH).map(|value| value.to_str().unwrap_or_default());
        Self { if_match: if_match.map(str::to_owned), is_careful: prefers(headers, CAREFUL) }
    }

    /// Adds the account's setting, which may require `If-Match` of every caller.
    #[must_use]
    pub fn careful_if(mut self, is_required: bool) -> Self {
        self.is_careful |= is_required;
        self
    }

    /// Compares the conditions with the current representation, which is read only for a caller who
    /// sent any.
    ///
    /// # Errors
    /// When the representation cannot be read, or does not match `If-Match`.
    pub async fn check<T: Serialize>(
        &self,
        current: impl Future<Output = super::Result<T>>,
    ) -> super::Result<()> {
        if self.if_match.is_none() && !self.is_careful {
            return Ok(());
        }
        let current = current.await?;
        let wanted = self.if_match.as_ref().ok_or(Refusal::PreconditionRequired)?;
        let current = serde_json::to_vec(&current);
        let current = current.map_err(|error| Refusal::Failed(Error::Internal(error.into())))?;
        match names(wanted, &etag(&current)) {
            true => Ok(()),
            false => Err(Refusal::PreconditionFailed),
        }
    }
}

/// Returns the entity tag of an answer.
fn etag(body: &[u8]) -> String {
    format!("\"{}\"", secrets::encode(&secrets::digest(body)[..15]))
}

/// Tells whether a list of entity tags contains this one. Weak tags match too: a proxy that
/// compresses answers weakens them, and they still stand for the same representation.
fn names(list: &str, etag: &str) -> bool {
    let marks = list.split(',').map(str::trim);
    let mut marks = marks.map(|mark| mark.strip_prefix("W/").unwrap_or(mark));
    marks.any(|mark| mark == "*" || mark == etag)
}

fn prefers(headers: &HeaderMap, wanted: &str) -> bool {
    let all = headers.get_all(PREFER).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|text| text.split([',', ';'])).any(|one| {
        let one: String = one.chars().filter(|c| !c.is_whitespace() && *c != '"').collect();
        one.eq_ignore_ascii_case(wanted)
    })
}

/// The parts of a request that decide about the form of the answer.
struct Asked {
    method: Method,
    uri: Uri,
    none_match: Option<String>,
    is_minimal: bool,
    slot: Slot,
}

impl Asked {
    fn of(request: &Request) -> Self {
        let headers = request.headers();
        let none_match = headers.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        Self {
            method: request.method().clone(),
            uri: request.uri().clone(),
            none_match: none_match.map(str::to_owned),
            is_minimal: prefers(headers, MINIMAL),
            slot: request.extensions().get::<Slot>().cloned().unwrap_or_default(),
        }
    }

    /// Tells whether the request only reads.
    fn reads(&self) -> bool {
        [Method::GET, Method::HEAD].contains(&self.method)
    }
}

/// Adds an ETag to answers, and leaves out the body that the caller has already or does not want.
pub async fn answer(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let asked = Asked::of(&request);
    let is_head = asked.method == Method::HEAD;
    if is_head {
        *request.method_mut() = Method::GET;
    }
    let response = next.run(request).await;
    let is_json =
        response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind == "application/json");
    let is_marked = response.headers().contains_key(ETAG);
    let is_object = response.status().is_success() && is_json && !is_marked;
    if !is_object || asked.uri.path() == paths::V1_SIGN_IN {
        return if is_head { response.map(|_| Body::empty()) } else { response };
    }
    let (mut head, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let etag = etag(&body);
    insert(&mut head, ETAG, &etag);
    if asked.reads() {
        if let Some(window) = asked.slot.window()
            && let Ok(part) = serde_json::from_slice::<Part>(&body)
        {
            insert(&mut head, LINK, &links(&app, &asked.uri, window, &part));
        }
        if asked.none_match.as_ref().is_some_and(|marks| names(marks, &etag)) {
            return without_body(head, StatusCode::NOT_MODIFIED);
        }
        let body = if is_head { Body::empty() } else { Body::from(body) };
        return Response::from_parts(head, body);
    }
    if head.status == StatusCode::CREATED
        && let Ok(made) = serde_json::from_slice::<Made>(&body)
    {
        insert(&mut head, LOCATION, &format!("{}/{}", asked.uri.path(), made.id));
    }
    if asked.is_minimal {
        insert(&mut head, PREFERENCE_APPLIED, MINIMAL);
        let status = match head.status {
            StatusCode::OK => StatusCode::NO_CONTENT,
            status => status,
        };
        return without_body(head, status);
    }
    Response::from_parts(head, Body::from(body))
}

fn insert(head: &mut response::Parts, name: HeaderName, text: &str) {
    if let Ok(value) = HeaderValue::from_str(text) {
        head.headers.insert(name, value);
    }
}

fn without_body(mut head: response::Parts, status: StatusCode) -> Response {
    head.status = status;
    head.headers.remove(CONTENT_TYPE);
    head.headers.remove(CONTENT_LENGTH);
    Response::from_parts(head, Body::empty())
}

#[derive(Deserialize)]
struct Made {
    id: String,
}

#[derive(Deserialize)]
struct Part {
    has_more: bool,
    total_count: i64,
}

/// Returns the `Link` header of a list (RFC 8288): the other pages, with the same query and style
/// of paging.
fn links(app: &App, uri: &Uri, window: Window, part: &Part) -> String {
    let query = uri.query().unwrap_or_default();
    let pairs: Vec<(String, String)> = serde_html_form::from_str(query).unwrap_or_default();
    let by_page = pairs.iter().any(|(name, _)| name == "page");
    let at = |offset: i64| {
        let (name, number) = match by_page {
            true => ("page", offset / window.rows + 1),
            false => ("offset", offset),
        };
        let others =
            pairs.iter().filter(|(known, _)| !["page", "offset"].contains(&known.as_str()));
        let mut pairs: Vec<_> = others.cloned().collect();
        pairs.push((name.to_owned(), number.to_string()));
        let query = serde_html_form::to_string(&pairs).unwrap_or_default();
        format!("{}{}?{query}", app.public_url.as_str(), uri.path())
    };
    let last = (part.total_count - 1).max(0) / window.rows * window.rows;
    let before = (window.offset - window.rows).max(0).min(last);
    let after = window.offset.saturating_add(window.rows);
    let links = [
        ("first", Some(0)),
        ("prev", (window.offset > 0).then_some(before)),
        ("next", part.has_more.then_some(after)),
        ("last", Some(last)),
    ];
    let links = links.into_iter().filter_map(|(rel, offset)| Some((rel, offset?)));
    let links = links.map(|(rel, offset)| format!("<{}>; rel=\"{rel}\"", at(offset)));
    links.collect::<Vec<_>>().join(", ")
}
