//! The kit of both APIs: callers, bodies, lists, quota, idempotency and refusals.

pub mod body;
mod brackets;
pub mod caller;
pub mod conditions;
pub mod described;
pub mod errors;
pub mod fault;
pub mod field;
pub mod gate;
pub mod idempotency;
mod json;
pub mod membership;
pub mod monitor;
pub mod object;
mod parameters;
pub mod query;
pub mod quota;
pub mod refusal;
pub mod slot;
pub mod time_zones;
mod token;

use axum::Json;
use axum::extract::{OriginalUri, Request};
use axum::http::header::{
    AUTHORIZATION, CONTENT_TYPE, ETAG, HeaderName, IF_MATCH, IF_NONE_MATCH, LINK, LOCATION,
    RETRY_AFTER,
};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use refusal::Refusal;
use serde::Serialize;
use tower_http::cors::{Any, CorsLayer};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::{PartialSchema, ToSchema};

use super::paths;
use crate::platform::clock::Timestamp;

/// The result of an API handler.
pub type Result<T> = std::result::Result<T, Refusal>;

/// One of the two APIs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApiVersion {
    /// The API at the root, for clients from before v4.
    V1,
    V4,
}

impl ApiVersion {
    /// Returns the API that a path belongs to, if any; pages have other paths.
    pub fn of(path: &str) -> Option<Self> {
        let is_under = |root: &str| {
            path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if is_under(paths::API) {
            return Some(Self::V4);
        }
        let older = [paths::V1_PUBLIC, paths::V1_ACCOUNTS, paths::V1_TEAMS, paths::V1_USERS];
        let older = older.into_iter().chain(paths::V1_GONE);
        let is_v1 = older.into_iter().any(is_under) || path == paths::V1_OPENAPI;
        is_v1.then_some(Self::V1)
    }

    /// Returns the path of its reference.
    pub fn reference(self) -> &'static str {
        match self {
            Self::V1 => paths::V1_REFERENCE,
            Self::V4 => paths::API_REFERENCE,
        }
    }

    /// Returns the API that a request is for.
    pub fn of_request(request: &Request) -> Self {
        let uri = request.extensions().get::<OriginalUri>().map_or(request.uri(), |uri| &uri.0);
        Self::of(uri.path()).unwrap_or(Self::V4)
    }
}

/// A moment in the APIs: RFC 3339, UTC, with milliseconds.
#[derive(Clone, Copy, Debug)]
pub struct Moment(pub Timestamp);

impl Serialize for Moment {
    fn serialize<S: serde::Serializer>(
        &self,
        serializer: S,
    ) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.to_jiff().strftime("%Y-%m-%dT%H:%M:%S%.3fZ"))
    }
}

impl PartialSchema for Moment {
    fn schema() -> RefOr<Schema> {
        let moment = ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)));
        moment.build().into()
    }
}

impl ToSchema for Moment {}

/// A page of results.
#[derive(Serialize, ToSchema)]
pub struct Page<T> {
    pub data: Vec<T>,
    /// Whether there are more results.
    pub has_more: bool,
    /// Total number of results.
    pub total_count: i64,
}

impl<T> Page<T> {
    /// Makes a page of the items found at `offset`.
    pub fn of(data: Vec<T>, offset: i64, total_count: i64) -> Self {
        let end = offset.saturating_add(i64::try_from(data.len()).unwrap_or(i64::MAX));
        Self { has_more: !data.is_empty() && end < total_count, data, total_count }
    }
}

/// An answer of 201 with the created object.
pub struct Created<T>(pub T);

impl<T: Serialize> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        (StatusCode::CREATED, Json(self.0)).into_response()
    }
}

/// The CORS policy: programs on other sites may do everything that a token allows, and nothing by a
/// cookie.
pub fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([
            Method::GET,
            Method::HEAD,
            Method::POST,
            Method::PUT,
            Method::PATCH,
            Method::DELETE,
        ])
        .allow_headers([
            AUTHORIZATION,
            CONTENT_TYPE,
            IF_MATCH,
            IF_NONE_MATCH,
            conditions::PREFER,
            idempotency::KEY,
        ])
        .expose_headers([
            ETAG,
            LINK,
            LOCATION,
            RETRY_AFTER,
            conditions::PREFERENCE_APPLIED,
            slot::DEPRECATION,
            quota::LIMIT,
            quota::POLICY,
            HeaderName::from_static("x-request-id"),
        ])
}
