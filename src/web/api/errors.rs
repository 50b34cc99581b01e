//! The layer that words every refusal in JSON, as the API that was called words it.

use axum::Json;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{ALLOW, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::ApiVersion;
use super::refusal::{ApiFault, Said, UnwordedRefusal};

/// What every answer is.
const JSON: &str = "application/json";

/// The body of every refusal.
#[derive(Serialize, ToSchema)]
#[schema(as = Errors)]
pub struct ApiErrors {
    /// One entry a fault.
    pub errors: Vec<OneError>,
    /// The status again.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = u16, required = false)]
    pub code: Option<u16>,
}

/// One fault.
#[derive(Serialize, ToSchema)]
pub struct OneError {
    pub message: String,
}

/// Words every refusal in JSON, whatever `Accept` says, also those of layers below.
pub async fn word(request: Request, next: Next) -> Response {
    let version = ApiVersion::of_request(&request);
    let response = next.run(request).await;
    let status = response.status();
    let is_worded = response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind == JSON);
    let said = match response.extensions().get::<UnwordedRefusal>() {
        Some(UnwordedRefusal(said)) => said.clone(),
        None if !is_worded && (status.is_client_error() || status.is_server_error()) => {
            let words = match status {
                StatusCode::METHOD_NOT_ALLOWED => "this URL answers other methods",
                StatusCode::GATEWAY_TIMEOUT => "it took too long; try again",
                status => status.canonical_reason().unwrap_or("error"),
            };
            vec![Said::Words(words.to_lowercase())]
        }
        None => return response,
    };
    // Missing and invalid are bad requests there.
    let is_fault = said.iter().any(|said| matches!(said, Said::Fault(_)));
    let status = match version {
        ApiVersion::V1 if is_fault => StatusCode::BAD_REQUEST,
        _ => status,
    };
    let errors = said.iter().map(|said| OneError {
        message: match said {
            Said::Fault(fault) => text(fault, version),
            Said::Words(words) => words.clone(),
        },
    });
    let body = ApiErrors {
        errors: errors.collect(),
        code: (version == ApiVersion::V4).then_some(status.as_u16()),
    };
    let mut worded = (status, Json(body)).into_response();
    for name in [ALLOW, RETRY_AFTER, WWW_AUTHENTICATE] {
        if let Some(value) = response.headers().get(&name) {
            worded.headers_mut().insert(name, value.clone());
        }
    }
    worded
}

fn text(fault: &ApiFault, version: ApiVersion) -> String {
    match (fault, version) {
        (ApiFault::Missing(field), ApiVersion::V4) => format!("{field} can't be blank"),
        (ApiFault::Missing(field), ApiVersion::V1) => {
            format!("'{field}' is a required parameter")
        }
        (ApiFault::Invalid { field, why }, ApiVersion::V4) => format!("{field} {why}"),
        (ApiFault::Invalid { field, why }, ApiVersion::V1) => format!("'{field}' {why}"),
    }
}
