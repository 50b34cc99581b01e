//! Assembles the program: every slice's routes, and the layers around them, in an argued order.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{FromRequestParts, MatchedPath, Request};
use axum::http::header::{ALLOW, AUTHORIZATION, COOKIE, HeaderName, HeaderValue, SET_COOKIE};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::response::{IntoResponse, Response};
use tower::util::MapRequestLayer;
use tower::{ServiceBuilder, ServiceExt};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::{CsrfLayer, ProtectionError};
use tower_http::request_id::{
    MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer,
};
use tower_http::sensitive_headers::SetSensitiveHeadersLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};
use tower_http::trace::{MakeSpan, TraceLayer};
use tracing::field::Empty;

use super::lists;
use crate::api::v1::V1Caller;
use crate::api::{self, reference, v4};
use crate::platform::secrets;
use crate::web::api::gate::ApiCaller;
use crate::web::api::refusal::Refusal;
use crate::web::api::{ApiVersion, conditions, cors, errors, idempotency, quota};
use crate::web::errors::Error;
use crate::web::gate::Visitor;
use crate::web::pickers::zone;
use crate::web::routes::Routes;
use crate::web::viewer::{address, session};
use crate::web::{App, assets, framing, headers, host, programs, well_known, wording};
use crate::{accounts, auth, oncall, settings, users};

/// A handler that takes longer is given up.
const HANDLER_DEADLINE: Duration = Duration::from_secs(30);
/// A body that stalls for so long is given up.
const BODY_STALL: Duration = Duration::from_secs(10);

/// Every page of the program, and where its forms go.
pub fn routes() -> Routes {
    assets::routes()
        .and(well_known::routes())
        .and(zone::routes())
        .and(users::routes())
        .and(accounts::routes())
        .and(auth::routes())
        .and(oncall::routes())
        .and(settings::routes())
        .and(reference::routes())
}

/// The program as one service: pages, and beside them the APIs, which know neither sessions nor
/// cookies.
///
/// # Errors
/// When the public URL cannot be an origin.
pub fn router(app: &App) -> anyhow::Result<Router> {
    lists::fill();
    let csrf = CsrfLayer::new().add_trusted_origin(app.public_url.as_str())?;
    let csrf = csrf.with_rejection_response(|_: ProtectionError| Error::OtherSite.into_response());
    // From the outside in. Errors are worded twice, inside the session to know the reader, outside
    // for what fails before there is one; the csrf check stands before every handler.
    let layers = ServiceBuilder::new()
        .layer(from_fn_with_state(app.clone(), programs::answer))
        .layer(from_fn_with_state(app.clone(), wording::word))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(map_response(session::complete_removal))
        .layer(session::layer(app))
        .layer(from_fn_with_state(app.clone(), wording::word))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, HANDLER_DEADLINE))
        .layer(from_fn_with_state(app.clone(), host::check))
        .layer(RequestBodyTimeoutLayer::new(BODY_STALL))
        .layer(csrf);
    let pages = routes()
        .into_router()
        .fallback(async |_: Visitor| Error::NotFound)
        .method_not_allowed_fallback(async || Error::MethodNotAllowed)
        .layer(layers);
    let pages = in_common_layers(pages, app).with_state(app.clone());
    let v4 = api_router::<ApiCaller>(v4::routes(), app);
    let older = api_router::<V1Caller>(api::v1_routes(), app);
    Ok(Router::new().fallback(async move |request: Request| {
        let (router, request) = match ApiVersion::of(request.uri().path()) {
            None => (pages, request),
            Some(ApiVersion::V4) => (v4, as_meant(request)),
            Some(ApiVersion::V1) => (older, as_meant(request)),
        };
        router.oneshot(request).await
    }))
}

/// A call as it was meant: a slash at the end of a path says nothing, and what `PUT` leaves out stays, so
/// that `PATCH` is the same.
fn as_meant(mut request: Request) -> Request {
    if request.method() == Method::PATCH {
        *request.method_mut() = Method::PUT;
    }
    let path = request.uri().path();
    let meant = path.trim_end_matches('/');
    if meant.len() < path.len() && !meant.is_empty() {
        let meant = match request.uri().query() {
            Some(query) => format!("{meant}?{query}").parse(),
            None => meant.parse(),
        };
        let mut parts = request.uri().clone().into_parts();
        parts.path_and_query = meant.ok().or(parts.path_and_query);
        if let Ok(meant) = Uri::from_parts(parts) {
            *request.uri_mut() = meant;
        }
    }
    request
}

/// One of the APIs. What is repeated is looked up inside the first wording, which words what the
/// look-up refuses, and outside the second, so that it keeps what was said.
fn api_router<G>(routes: Routes, app: &App) -> Router
where
    G: FromRequestParts<App, Rejection = Refusal> + Send + 'static,
{
    let layers = ServiceBuilder::new()
        .layer(cors())
        .layer(from_fn_with_state(app.clone(), errors::word))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(quota::add_fields))
        .layer(from_fn_with_state(app.clone(), host::check_call))
        .layer(from_fn_with_state(app.clone(), conditions::answer))
        .layer(from_fn_with_state(app.clone(), idempotency::repeat::<G>))
        .layer(from_fn_with_state(app.clone(), errors::word))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, HANDLER_DEADLINE))
        .layer(RequestBodyTimeoutLayer::new(BODY_STALL));
    let allowed = Arc::new(routes.allowed());
    let other_methods = async move |path: MatchedPath| {
        let allowed = allowed.get(path.as_str()).and_then(|allowed| allowed.parse().ok());
        let allowed = allowed.map(|allowed: HeaderValue| [(ALLOW, allowed)]);
        (allowed, Error::MethodNotAllowed).into_response()
    };
    let router = routes
        .into_router()
        .fallback(async || Refusal::NotFound)
        .method_not_allowed_fallback(other_methods)
        .layer(layers);
    in_common_layers(router, app).with_state(app.clone())
}

/// What stands around everything. The id comes first, so that every log line has it; headers go on
/// whatever comes out, panics and time-outs too.
fn in_common_layers(router: Router<App>, app: &App) -> Router<App> {
    let secret = [AUTHORIZATION, COOKIE, SET_COOKIE];
    router.layer(
        ServiceBuilder::new()
            .layer(MapRequestLayer::new(without_request_id))
            .layer(SetRequestIdLayer::new(REQUEST_ID, RandomId))
            .layer(PropagateRequestIdLayer::new(REQUEST_ID))
            .layer(SetSensitiveHeadersLayer::new(secret))
            .layer(
                TraceLayer::new_for_http()
                    .make_span_with(Spans(app.clone()))
                    .on_response(log_response),
            )
            .layer(from_fn_with_state(app.clone(), headers::add))
            // Made anew for each answer: brotli takes ten times as long as zstd for five bytes in a hundred.
            .layer(CompressionLayer::new())
            .layer(from_fn(framing::check)),
    )
}

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What a client calls its request is not for our log.
fn without_request_id(mut request: Request) -> Request {
    request.headers_mut().remove(REQUEST_ID);
    request
}

#[derive(Clone)]
struct RandomId;

impl MakeRequestId for RandomId {
    fn make_request_id<B>(&mut self, _: &axum::http::Request<B>) -> Option<RequestId> {
        let id = secrets::encode(&secrets::random::<9>());
        HeaderValue::from_str(&id).ok().map(RequestId::new)
    }
}

/// Makes the span of a request, whose fields stand in each line of the log that is written meanwhile. It is an
/// error's, so that they do whatever the level is.
#[derive(Clone)]
struct Spans(App);

impl<B> MakeSpan<B> for Spans {
    fn make_span(&mut self, request: &axum::http::Request<B>) -> tracing::Span {
        let address =
            address::address(request.extensions(), request.headers(), &self.0.trusted_proxies);
        span(request, &address)
    }
}

fn span<B>(request: &axum::http::Request<B>, address: &str) -> tracing::Span {
    let id = request.extensions().get::<RequestId>();
    let id = id.and_then(|id| id.header_value().to_str().ok()).unwrap_or_default();
    // The route, not the path: a path may hold a token. Control characters in a method or path
    // cannot reach a log line through it either.
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or("-", |route| route.as_str());
    let method = request.method();
    // A gate says who it is, once it knows.
    tracing::error_span!("request", id, %method, route, address, user = Empty, account = Empty)
}

fn log_response(response: &Response, took: Duration, _: &tracing::Span) {
    let millis = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(event = "answered", status = response.status().as_u16(), millis, "answered");
}

fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    Error::Internal(anyhow::anyhow!("a handler panicked")).into_response()
}
