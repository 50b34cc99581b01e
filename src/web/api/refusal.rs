//! Why a call is refused: a status, and one entry a fault in the words of its API.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::http::header::{ALLOW, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use utoipa::IntoResponses;
use utoipa::openapi::{self, ContentBuilder, Ref, RefOr};

use crate::web::errors::{AWAY_RETRY_AFTER, Error, log_no_access};

/// What is wrong with one thing that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiFault {
    /// It is not there, and must be.
    Missing(String),
    /// It is there and will not do.
    Invalid { field: String, why: String },
}

impl ApiFault {
    /// A field that will not do, and why.
    pub fn invalid(field: impl Into<String>, why: impl Into<String>) -> Self {
        Self::Invalid { field: field.into(), why: why.into() }
    }
}

impl Refusal {
    /// One field that will not do, and why.
    pub fn invalid(field: impl Into<String>, why: impl Into<String>) -> Self {
        Self::Faults(vec![ApiFault::invalid(field, why)])
    }

    /// One field that must be there.
    pub fn missing(field: &str) -> Self {
        Self::Faults(vec![ApiFault::Missing(field.to_owned())])
    }

    /// A field that names such things, one of which is not there: alike of what is another account's.
    pub fn unknown(field: &str, things: &str) -> Self {
        Self::invalid(field, format!("must name {things} of this account"))
    }
}

/// Why a call is refused.
#[derive(Debug)]
pub enum Refusal {
    /// What was sent cannot be stored.
    Faults(Vec<ApiFault>),
    /// The query asks for what cannot be listed.
    Query(Vec<ApiFault>),
    /// The body is not what its type says.
    Unparsable(String),
    /// Without a token that is good now.
    Unauthorized(&'static str),
    /// The credentials are right, or wrong, and open nothing.
    Refused(&'static str),
    /// With a token that may not do this.
    Forbidden(&'static str),
    NotFound,
    /// There are other methods here, or none that do this.
    MethodNotAllowed {
        why: &'static str,
        allow: &'static str,
    },
    /// It does not go with what is there.
    Conflict(String),
    UnsupportedMediaType,
    /// A call that was sent to another host than that of the public URL, which is named.
    OtherHost(String),
    /// It was repeated with another body.
    OtherBody,
    TooMany {
        why: &'static str,
        wait: Duration,
    },
    /// What went wrong below.
    Failed(Error),
}

/// Anything that a page fails by fails a call too.
impl<E: Into<Error>> From<E> for Refusal {
    fn from(error: E) -> Self {
        match error.into() {
            Error::NotFound => Self::NotFound,
            error => Self::Failed(error),
        }
    }
}

/// What the layer puts into words.
#[derive(Clone)]
pub struct UnwordedRefusal(pub Vec<Said>);

/// One entry of a refusal: a fault that each API words its own way, or words.
#[derive(Clone)]
pub enum Said {
    Fault(ApiFault),
    Words(String),
}

impl Refusal {
    /// Says in the log whom a call was refused to, and why.
    fn log(&self) {
        match self {
            Self::Unauthorized(why) => {
                tracing::warn!(
                    target: "security",
                    event = "token_refused",
                    why,
                    "a token was refused"
                );
            }
            Self::Forbidden(why) => log_no_access(why),
            // Other failures log themselves when they are answered.
            Self::Failed(error @ Error::Locked) => error.log(),
            _ => {}
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        self.log();
        let words = |text: &str| vec![Said::Words(text.to_owned())];
        let faults = |faults: Vec<ApiFault>| faults.into_iter().map(Said::Fault).collect();
        let (status, said) = match self {
            // The older API has 400 for them; its layer sees to that.
            Self::Faults(all) => (StatusCode::UNPROCESSABLE_ENTITY, faults(all)),
            Self::Query(all) => (StatusCode::BAD_REQUEST, faults(all)),
            Self::Unparsable(why) => (StatusCode::BAD_REQUEST, words(&why)),
            Self::Unauthorized(why) => (StatusCode::UNAUTHORIZED, words(why)),
            Self::Refused(why) => (StatusCode::UNPROCESSABLE_ENTITY, words(why)),
            Self::Forbidden(why) => (StatusCode::FORBIDDEN, words(why)),
            Self::NotFound => (StatusCode::NOT_FOUND, words("there is nothing here")),
            Self::MethodNotAllowed { why, allow } => {
                let mut response = said_with(StatusCode::METHOD_NOT_ALLOWED, words(why));
                response.headers_mut().insert(ALLOW, HeaderValue::from_static(allow));
                return response;
            }
            Self::Conflict(why) => (StatusCode::CONFLICT, words(&why)),
            Self::UnsupportedMediaType => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                words("send application/json or application/x-www-form-urlencoded"),
            ),
            Self::OtherHost(url) => (
                StatusCode::MISDIRECTED_REQUEST,
                words(&format!("this host is not served here; send it to {url}")),
            ),
            Self::OtherBody => (
                StatusCode::UNPROCESSABLE_ENTITY,
                words("the Idempotency-Key was used with another body"),
            ),
            Self::TooMany { why, wait } => {
                return waiting(StatusCode::TOO_MANY_REQUESTS, words(why), wait);
            }
            Self::Failed(error) => return failed(error),
        };
        said_with(status, said)
    }
}

fn said_with(status: StatusCode, said: Vec<Said>) -> Response {
    let mut response = status.into_response();
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response.extensions_mut().insert(UnwordedRefusal(said));
    response
}

fn waiting(status: StatusCode, said: Vec<Said>, wait: Duration) -> Response {
    let mut response = said_with(status, said);
    let seconds = wait.as_millis().div_ceil(1000).max(1);
    let seconds = HeaderValue::from(u64::try_from(seconds).unwrap_or(u64::MAX));
    response.headers_mut().insert(RETRY_AFTER, seconds);
    response
}

fn failed(error: Error) -> Response {
    let words = |text: &str| vec![Said::Words(text.to_owned())];
    match error {
        Error::Busy(wait) => {
            waiting(StatusCode::SERVICE_UNAVAILABLE, words("busy; try again"), wait)
        }
        Error::Away => waiting(
            StatusCode::SERVICE_UNAVAILABLE,
            words("the database cannot be reached; look whether it was stored, then try again"),
            AWAY_RETRY_AFTER,
        ),
        Error::TooLarge => said_with(StatusCode::PAYLOAD_TOO_LARGE, words("the body is too large")),
        Error::TooSlow => said_with(StatusCode::REQUEST_TIMEOUT, words("the body came too slowly")),
        Error::Locked => said_with(
            StatusCode::FORBIDDEN,
            words("this user is locked until the password is reset"),
        ),
        // It is logged by its own answer, and its words are none of the caller's business.
        error => said_with(
            error.into_response().status(),
            words("something went wrong here; try again later"),
        ),
    }
}

fn described(statuses: &[(&str, &str)]) -> BTreeMap<String, RefOr<openapi::Response>> {
    let response = |says: &str| {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Errors"))).build();
        let response = openapi::ResponseBuilder::new().description(says);
        RefOr::T(response.content("application/json", content).build())
    };
    statuses.iter().map(|(status, says)| ((*status).to_owned(), response(says))).collect()
}

const ALWAYS: [(&str, &str); 9] = [
    ("400", "It cannot be parsed, or the query asks for what is not there"),
    ("401", "No token that is good now"),
    ("403", "The token may not do this"),
    ("404", "There is nothing here"),
    ("405", "This URL answers other methods"),
    ("429", "Too many requests; Retry-After says for how many seconds to wait"),
    ("500", "Something went wrong here"),
    (
        "503",
        "Busy, or the database cannot be reached; Retry-After says for how many seconds to wait",
    ),
    ("504", "It took too long"),
];

/// How a call that only reads is refused, for the description of the API.
pub struct ReadRefusals;

impl IntoResponses for ReadRefusals {
    fn responses() -> BTreeMap<String, RefOr<openapi::Response>> {
        described(&ALWAYS)
    }
}

/// How a call that writes is refused.
pub struct WriteRefusals;

impl IntoResponses for WriteRefusals {
    fn responses() -> BTreeMap<String, RefOr<openapi::Response>> {
        let mut all = described(&ALWAYS);
        all.extend(described(&[
            ("408", "The body came too slowly"),
            ("409", "It does not go with what is there"),
            ("413", "The body is too large"),
            ("415", "The body is neither JSON nor a form"),
            ("422", "Something is missing or invalid; one entry each"),
        ]));
        all
    }
}
