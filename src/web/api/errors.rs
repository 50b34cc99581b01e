//! The layer that renders every refusal as JSON, in the form of the API that was called.

use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{ACCEPT_ENCODING, ALLOW, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::ApiVersion;
use super::fault::{ApiFault, FaultKind};
use super::refusal::{Said, UnwordedRefusal};
use crate::web::App;

/// The media type of every answer.
const JSON: &str = "application/json";

/// Error response.
#[derive(Serialize, ToSchema)]
#[schema(as = Errors)]
pub struct ApiErrors {
    /// One entry per error.
    pub errors: Vec<OneError>,
    /// The HTTP status code.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = u16, required = false)]
    pub code: Option<u16>,
}

/// An error.
#[derive(Serialize, ToSchema)]
pub struct OneError {
    /// Description of the error, for people. Its wording may change.
    pub message: String,
    /// Kind of the error, for programs. Kinds are added, never removed.
    #[schema(examples("invalid"))]
    pub kind: String,
    /// Path of the field in the body, or name of the parameter in the query.
    #[schema(examples("phones_attributes[1].phone"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The value that was sent, if it is a single value and not secret. Up to 100 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent: Option<Value>,
    /// The accepted values, if there are few.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<String>,
    /// URL of the section of the reference.
    #[schema(examples("https://callbook.example/docs/api#errors"))]
    pub see: String,
}

impl OneError {
    fn of(said: &Said, version: ApiVersion, see: &str) -> Self {
        let see = see.to_owned();
        match said {
            Said::Words { kind, words } => Self {
                message: words.clone(),
                kind: kind.as_ref().to_owned(),
                field: None,
                sent: None,
                allowed: Vec::new(),
                see,
            },
            Said::Fault(fault) => Self {
                message: text(fault, version),
                kind: fault.kind.as_ref().to_owned(),
                field: Some(fault.field.clone()),
                sent: fault.sent.clone(),
                allowed: fault.allowed.clone(),
                see,
            },
        }
    }
}

/// Renders every refusal as JSON, whatever `Accept` says, those of layers below included.
pub async fn word(State(app): State<App>, request: Request, next: Next) -> Response {
    let version = ApiVersion::of_request(&request);
    let response = next.run(request).await;
    worded(&app, version, response)
}

/// Returns an answer as it is, or rendered for the API when it is a refusal.
pub fn worded(app: &App, version: ApiVersion, response: Response) -> Response {
    let status = response.status();
    let is_worded = response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind == JSON);
    let said = match response.extensions().get::<UnwordedRefusal>() {
        Some(UnwordedRefusal(said)) => said.clone(),
        None if !is_worded && (status.is_client_error() || status.is_server_error()) => {
            vec![of_status(status)]
        }
        None => return response,
    };
    // v1 answers 400 when a field is missing or invalid.
    let is_of_body = status == StatusCode::UNPROCESSABLE_ENTITY
        && said.iter().any(|said| matches!(said, Said::Fault(_)));
    let status = match version {
        ApiVersion::V1 if is_of_body => StatusCode::BAD_REQUEST,
        _ => status,
    };
    let see = format!("{}{}#errors", app.public_url.as_str(), version.reference());
    let body = ApiErrors {
        errors: said.iter().map(|said| OneError::of(said, version, &see)).collect(),
        code: (version == ApiVersion::V4).then_some(status.as_u16()),
    };
    let mut worded = (status, Json(body)).into_response();
    for name in [ACCEPT_ENCODING, ALLOW, RETRY_AFTER, WWW_AUTHENTICATE] {
        if let Some(value) = response.headers().get(&name) {
            worded.headers_mut().insert(name, value.clone());
        }
    }
    worded
}

/// Returns the error for a layer's answer that has only a status.
fn of_status(status: StatusCode) -> Said {
    let (kind, words) = match status {
        StatusCode::NOT_FOUND => (FaultKind::NotFound, "Not found"),
        StatusCode::METHOD_NOT_ALLOWED => (FaultKind::MethodNotAllowed, "Method not allowed"),
        StatusCode::GATEWAY_TIMEOUT => {
            (FaultKind::TimedOut, "The request took too long. Try again.")
        }
        StatusCode::REQUEST_TIMEOUT => {
            (FaultKind::TooSlow, "The request body was not received in time")
        }
        StatusCode::PAYLOAD_TOO_LARGE => (FaultKind::TooLarge, "The request body is too large"),
        StatusCode::TOO_MANY_REQUESTS => (FaultKind::TooMany, "Too many requests"),
        StatusCode::SERVICE_UNAVAILABLE => {
            (FaultKind::Unavailable, "The service is busy. Try again.")
        }
        status => {
            let words = status.canonical_reason().unwrap_or("error").to_lowercase();
            let kind = match status.is_server_error() {
                true => FaultKind::Internal,
                false => FaultKind::Invalid,
            };
            return Said::words(kind, words);
        }
    };
    Said::words(kind, words)
}

fn text(fault: &ApiFault, version: ApiVersion) -> String {
    let ApiFault { kind, field, why, .. } = fault;
    match (kind, version) {
        (FaultKind::Missing, ApiVersion::V4) => format!("{field} can't be blank"),
        (FaultKind::Missing, ApiVersion::V1) => format!("'{field}' is a required parameter"),
        (_, ApiVersion::V4) => format!("{field} {why}"),
        (_, ApiVersion::V1) => format!("'{field}' {why}"),
    }
}
