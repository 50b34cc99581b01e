//! Refusals of calls: a status, and one entry per error in the form of the API.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::http::header::{ACCEPT_ENCODING, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use utoipa::IntoResponses;
use utoipa::openapi::{self, ContentBuilder, Ref, RefOr};

use super::fault::{ApiFault, FaultKind};
use crate::web::errors::{AWAY_RETRY_AFTER, Error, log_no_access};

impl Refusal {
    /// One invalid field, with the text after its name.
    pub fn invalid(field: impl Into<String>, why: impl Into<String>) -> Self {
        Self::Faults(vec![ApiFault::invalid(field, why)])
    }

    /// One missing field.
    pub fn missing(field: &str) -> Self {
        Self::Faults(vec![ApiFault::missing(field)])
    }

    /// A field with an id that does not exist: the same answer as for another account's id.
    pub fn unknown(field: impl Into<String>, things: &str) -> Self {
        let why = format!("must name {things}");
        Self::Faults(vec![ApiFault::of(FaultKind::UnknownId, field, why)])
    }

    /// A field that the token may not change in this way, with the text after its name.
    pub fn forbidden_field(field: impl Into<String>, why: &str) -> Self {
        Self::ForbiddenField(Box::new(ApiFault::of(FaultKind::Forbidden, field, why)))
    }
}

/// The reason why a call is refused.
#[derive(Debug)]
pub enum Refusal {
    /// The body has errors.
    Faults(Vec<ApiFault>),
    /// The query has errors.
    Query(Vec<ApiFault>),
    /// The body does not parse as its media type.
    Unparsable(String),
    /// The token is missing, invalid or expired.
    Unauthorized(&'static str),
    /// The sign-in is refused, whether or not the credentials are correct.
    Refused(&'static str),
    /// The token may not do this.
    Forbidden(&'static str),
    /// The token may not change this field in this way.
    ForbiddenField(Box<ApiFault>),
    NotFound,
    /// The URL does not support the method.
    MethodNotAllowed(&'static str),
    /// The request conflicts with the current state.
    Conflict(String),
    /// The media type of the body is not supported; the text says which are.
    UnsupportedMediaType(&'static str),
    /// The body is compressed, which is not supported.
    Encoded,
    /// The URL is a page for people, and has no answer for programs.
    NotAcceptable,
    /// The object changed since it was read.
    PreconditionFailed,
    /// Changes in this account require `If-Match`.
    PreconditionRequired,
    /// The request was sent to another host than the public URL's, which it names.
    OtherHost(String),
    /// The `Idempotency-Key` was used with another body.
    OtherBody,
    TooMany {
        why: &'static str,
        wait: Duration,
    },
    /// An error of a layer below.
    Failed(Error),
}

/// Every error of a page is a refusal of a call too.
impl<E: Into<Error>> From<E> for Refusal {
    fn from(error: E) -> Self {
        match error.into() {
            Error::NotFound => Self::NotFound,
            error => Self::Failed(error),
        }
    }
}

/// The errors of a refusal, which the layer renders.
#[derive(Clone)]
pub struct UnwordedRefusal(pub Vec<Said>);

/// An entry of a refusal: a fault that each API words in its own way, or a text.
#[derive(Clone)]
pub enum Said {
    Fault(ApiFault),
    Words { kind: FaultKind, words: String },
}

impl Said {
    /// Returns an entry of this kind with a text.
    pub fn words(kind: FaultKind, words: impl Into<String>) -> Self {
        Self::Words { kind, words: words.into() }
    }
}

impl Refusal {
    /// Logs refusals that concern security.
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
            Self::ForbiddenField(_) => log_no_access("field"),
            // Other failures log themselves when they are answered.
            Self::Failed(error @ Error::Locked) => error.log(),
            _ => {}
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        self.log();
        let faults = |faults: Vec<ApiFault>| faults.into_iter().map(Said::Fault).collect();
        match self {
            // The layer turns the status into 400 for v1.
            Self::Faults(all) => said_with(StatusCode::UNPROCESSABLE_ENTITY, faults(all)),
            Self::Query(all) => said_with(StatusCode::BAD_REQUEST, faults(all)),
            Self::ForbiddenField(fault) => said_with(StatusCode::FORBIDDEN, faults(vec![*fault])),
            Self::TooMany { why, wait } => {
                waiting(StatusCode::TOO_MANY_REQUESTS, FaultKind::TooMany, why, wait)
            }
            Self::Failed(error) => failed(error),
            Self::Encoded => {
                let why = "The body is compressed. Send it without Content-Encoding.";
                let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
                let mut response = said(status, FaultKind::UnsupportedMediaType, why);
                let plain = HeaderValue::from_static("identity");
                response.headers_mut().insert(ACCEPT_ENCODING, plain);
                response
            }
            refusal => {
                let (status, kind, words) = refusal.words();
                said(status, kind, words)
            }
        }
    }
}

impl Refusal {
    /// Returns the status, kind and text of a refusal without headers of its own.
    fn words(self) -> (StatusCode, FaultKind, String) {
        use {FaultKind as Kind, StatusCode as Status};
        let (status, kind, words) = match self {
            Self::Unparsable(why) => return (Status::BAD_REQUEST, Kind::Unparsable, why),
            Self::Conflict(why) => return (Status::CONFLICT, Kind::Conflict, why),
            Self::OtherHost(url) => {
                let words = format!("This host is not served here. Send the request to {url}");
                return (Status::MISDIRECTED_REQUEST, Kind::OtherHost, words);
            }
            Self::Unauthorized(why) => (Status::UNAUTHORIZED, Kind::Unauthorized, why),
            Self::Refused(why) => (Status::UNPROCESSABLE_ENTITY, Kind::SignInRefused, why),
            Self::Forbidden(why) => (Status::FORBIDDEN, Kind::Forbidden, why),
            Self::NotFound => (Status::NOT_FOUND, Kind::NotFound, "Not found"),
            Self::MethodNotAllowed(why) => {
                (Status::METHOD_NOT_ALLOWED, Kind::MethodNotAllowed, why)
            }
            Self::UnsupportedMediaType(why) => {
                (Status::UNSUPPORTED_MEDIA_TYPE, Kind::UnsupportedMediaType, why)
            }
            Self::NotAcceptable => (
                Status::NOT_ACCEPTABLE,
                Kind::NotAcceptable,
                "This URL is a page for people and has no response for programs",
            ),
            Self::PreconditionFailed => (
                Status::PRECONDITION_FAILED,
                Kind::PreconditionFailed,
                "The object has changed since you read it. Read it again.",
            ),
            Self::PreconditionRequired => (
                Status::PRECONDITION_REQUIRED,
                Kind::PreconditionRequired,
                "This account requires an If-Match header with the ETag of the object",
            ),
            Self::OtherBody => (
                Status::UNPROCESSABLE_ENTITY,
                Kind::OtherBody,
                "The Idempotency-Key was already used with another body",
            ),
            // The others are answered before this is called.
            _ => (Status::INTERNAL_SERVER_ERROR, Kind::Internal, WENT_WRONG),
        };
        (status, kind, words.to_owned())
    }
}

const WENT_WRONG: &str = "Internal error. Try again later.";

fn said(status: StatusCode, kind: FaultKind, words: impl Into<String>) -> Response {
    said_with(status, vec![Said::words(kind, words)])
}

fn said_with(status: StatusCode, said: Vec<Said>) -> Response {
    let mut response = status.into_response();
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response.extensions_mut().insert(UnwordedRefusal(said));
    response
}

fn waiting(status: StatusCode, kind: FaultKind, words: &str, wait: Duration) -> Response {
    let mut response = said(status, kind, words);
    let seconds = wait.as_millis().div_ceil(1000).max(1);
    let seconds = HeaderValue::from(u64::try_from(seconds).unwrap_or(u64::MAX));
    response.headers_mut().insert(RETRY_AFTER, seconds);
    response
}

fn failed(error: Error) -> Response {
    let unavailable = |words: &str, wait: Duration| {
        waiting(StatusCode::SERVICE_UNAVAILABLE, FaultKind::Unavailable, words, wait)
    };
    match error {
        Error::Busy(wait) => unavailable("The service is busy. Try again.", wait),
        Error::Away => unavailable(
            "The database cannot be reached. Check whether the change was stored before you try again.",
            AWAY_RETRY_AFTER,
        ),
        Error::TooLarge(_) => said(
            StatusCode::PAYLOAD_TOO_LARGE,
            FaultKind::TooLarge,
            "The request body is too large",
        ),
        Error::TooSlow => said(
            StatusCode::REQUEST_TIMEOUT,
            FaultKind::TooSlow,
            "The request body was not received in time",
        ),
        Error::Locked => said(
            StatusCode::FORBIDDEN,
            FaultKind::Forbidden,
            "This user is locked until the password is reset",
        ),
        // The answer logs the error; its text is not for the caller.
        error => said(error.into_response().status(), FaultKind::Internal, WENT_WRONG),
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
    ("400", "The request is malformed or uses an unknown query parameter"),
    ("401", "Missing, invalid or expired token"),
    ("403", "The token isn’t allowed to do this"),
    ("404", "Not found"),
    ("405", "Method not allowed"),
    ("429", "Rate limit exceeded; Retry-After is the number of seconds to wait"),
    ("500", "Internal error"),
    ("503", "Service temporarily unavailable; Retry-After is the number of seconds to wait"),
    ("504", "Timeout"),
];

/// The refusals of a call that only reads, for the OpenAPI document.
pub struct ReadRefusals;

impl IntoResponses for ReadRefusals {
    fn responses() -> BTreeMap<String, RefOr<openapi::Response>> {
        described(&ALWAYS)
    }
}

/// The refusals of a call that writes, for the OpenAPI document.
pub struct WriteRefusals;

impl IntoResponses for WriteRefusals {
    fn responses() -> BTreeMap<String, RefOr<openapi::Response>> {
        let mut all = described(&ALWAYS);
        all.extend(described(&[
            ("408", "Request body timeout"),
            ("409", "Conflict with the current state"),
            ("412", "The object has changed since it was read"),
            ("413", "The body is larger than 256 KiB"),
            ("415", "The body is neither JSON nor a form, or is compressed"),
            ("422", "Validation failed; one entry per error"),
            ("428", "The account requires If-Match for changes"),
        ]));
        all
    }
}
