//! The router: the routes of every noun, and the layers around them in their order.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::http::header::{ALLOW, AUTHORIZATION, COOKIE, HeaderName, HeaderValue, SET_COOKIE};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::{Next, from_fn, from_fn_with_state, map_response};
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
use crate::api::{self, reference};
use crate::platform::secrets;
use crate::web::api::monitor::ApiSender;
use crate::web::api::refusal::Refusal;
use crate::web::api::{ApiVersion, conditions, cors, errors, idempotency, slot};
use crate::web::errors::Error;
use crate::web::gate::Visitor;
use crate::web::pickers::zone;
use crate::web::routes::Routes;
use crate::web::viewer::{address, session};
use crate::web::{App, assets, framing, headers, host, programs, well_known, wording};
use crate::{accounts, auth, oncall, settings, users};

/// The deadline of a handler.
const HANDLER_DEADLINE: Duration = Duration::from_secs(30);
/// The longest pause within a body.
const BODY_STALL: Duration = Duration::from_secs(10);

/// The routes of every page and form.
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

/// Makes the program's one service: pages, and beside them the APIs, which have no sessions or
/// cookies.
///
/// # Errors
/// When the public URL cannot be an origin.
pub fn router(app: &App) -> anyhow::Result<Router> {
    lists::fill();
    let csrf = CsrfLayer::new().add_trusted_origin(app.public_url.as_str())?;
    let csrf = csrf.with_rejection_response(|_: ProtectionError| Error::OtherSite.into_response());
    // From the outside in. Errors are rendered twice: inside the session, where the reader is
    // known, and outside for failures before there is one. The CSRF check stands before every
    // handler.
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
    let v4 = api_router::<ApiSender>(api::v4_routes(), app);
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

/// Normalises a call: the slash at the end of a path is dropped, and `PATCH` becomes `PUT`, which
/// keeps omitted attributes.
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

/// Wraps one of the APIs in its layers. Idempotency is inside the first rendering, which renders
/// its refusals, and outside the second, so that it stores rendered answers.
fn api_router<G>(routes: Routes, app: &App) -> Router
where
    G: FromRequestParts<App, Rejection = Refusal> + Send + 'static,
{
    let layers = ServiceBuilder::new()
        .layer(cors())
        .layer(from_fn_with_state(app.clone(), errors::word))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(slot::add_headers))
        .layer(from_fn_with_state(app.clone(), host::check_call))
        .layer(from_fn_with_state(app.clone(), conditions::answer))
        .layer(from_fn_with_state(app.clone(), idempotency::repeat::<G>))
        .layer(from_fn_with_state(app.clone(), errors::word))
        .layer(from_fn_with_state(Arc::new(routes.allowed()), allow))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, HANDLER_DEADLINE))
        .layer(RequestBodyTimeoutLayer::new(BODY_STALL));
    let router = routes
        .into_router()
        .fallback(async || Refusal::NotFound)
        .method_not_allowed_fallback(async || Error::MethodNotAllowed)
        .layer(layers);
    in_common_layers(router, app).with_state(app.clone())
}

/// Sets `Allow`, of which axum knows neither `PATCH` nor what only explains why it does nothing.
async fn allow(
    State(allowed): State<Arc<HashMap<String, HeaderValue>>>,
    path: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    let allowed = path.and_then(|path| allowed.get(path.as_str()));
    if let (StatusCode::METHOD_NOT_ALLOWED, Some(allowed)) = (response.status(), allowed) {
        response.headers_mut().insert(ALLOW, allowed.clone());
    }
    response
}

/// Adds the outermost layers. The request id comes first, so that every log line has it; security
/// headers are added to every answer, panics and timeouts included.
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

/// Drops the client's own request id, which is not for our log.
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

/// Makes the span of a request, whose fields are in each log line within it. It has the level of
/// errors, so that it is there at any level of the log.
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
    // The route instead of the path, because a path may hold a token. It also keeps control
    // characters of a path out of log lines.
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or("-", |route| route.as_str());
    let method = request.method();
    // A gate fills in the user, once it knows them.
    tracing::error_span!("request", id, %method, route, address, user = Empty, account = Empty)
}

fn log_response(response: &Response, took: Duration, _: &tracing::Span) {
    let millis = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(event = "answered", status = response.status().as_u16(), millis, "answered");
}

fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    Error::Internal(anyhow::anyhow!("a handler panicked")).into_response()
}
