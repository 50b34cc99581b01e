//! Assembles the program: every slice's routes, and the layers around them, in an argued order.

use std::time::Duration;

use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::http::StatusCode;
use axum::http::header::{AUTHORIZATION, COOKIE, HeaderName, HeaderValue, SET_COOKIE};
use axum::middleware::{from_fn_with_state, map_response};
use axum::response::{IntoResponse, Response};
use tower::ServiceBuilder;
use tower::util::MapRequestLayer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::request_id::{
    MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer,
};
use tower_http::sensitive_headers::SetSensitiveHeadersLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};
use tower_http::trace::TraceLayer;

use crate::auth::notice::{self, Notice};
use crate::auth::passkey;
use crate::auth::recovery::{ResetLink, ResetRequest};
use crate::auth::sign_in::TooManyTries;
use crate::auth::undo;
use crate::auth::verification;
use crate::oncall::feedback;
use crate::outbox::worker::Trade;
use crate::outbox::{Kind, ledger, queue};
use crate::settings::channels::TestMessage;
use crate::settings::emails::EmailLink;
use crate::settings::phones::PhoneCode;
use crate::web::error::Error;
use crate::web::routes::Routes;
use crate::web::{
    App, assets, dev_outbox, headers, limit, session, well_known, wording, zone_picker,
};
use crate::{auth, db, oncall, secrets, settings};

/// A handler that takes longer is given up.
const HANDLER_DEADLINE: Duration = Duration::from_secs(30);
/// A body that stalls for so long is given up.
const BODY_STALL: Duration = Duration::from_secs(10);

/// Every route of the program.
pub fn routes() -> Routes {
    assets::routes()
        .and(well_known::routes())
        .and(zone_picker::routes())
        .and(dev_outbox::routes())
        .and(auth::routes())
        .and(settings::routes())
        .and(oncall::routes())
}

/// What the workers do: every kind of job, and what a contact's refusal leads to.
pub static TRADE: Trade = Trade {
    kinds: &[
        Kind::of::<PhoneCode>(),
        Kind::of::<EmailLink>(),
        Kind::of::<ResetRequest>(),
        Kind::of::<ResetLink>(),
        Kind::of::<Notice>(),
        Kind::of::<TooManyTries>(),
        Kind::of::<TestMessage>(),
    ],
    refused: feedback::refused,
};

/// What happened to a user can be looked up for thirteen months.
const OLDEST_EVENTS: Duration = Duration::from_secs(396 * 24 * 60 * 60);

/// How often what can never be used again is dropped.
const TIDY_EVERY: Duration = Duration::from_secs(60 * 60);
/// A count of tries is dropped once no window reaches back to it, and so is a proof.
const OLDEST_TRIES: Duration = Duration::from_secs(24 * 60 * 60);
/// Messages and dead jobs can be looked at for so long.
const OLDEST_MESSAGES: Duration = Duration::from_secs(90 * 24 * 60 * 60);
/// A webhook is known again for so long.
const OLDEST_RECEIPTS: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// Drops what is over and old, now and every hour; on every instance, which does no harm.
pub async fn tidy_for_ever(app: App) {
    loop {
        if let Err(error) = tidy(&app).await {
            tracing::error!(%error, "cannot tidy");
        }
        tokio::time::sleep(TIDY_EVERY).await;
    }
}

/// Drops them once.
///
/// # Errors
/// When the database fails.
pub async fn tidy(app: &App) -> db::Result<()> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let sessions = session::tidy(&mut tx, now).await?;
    let tries = limit::tidy(&mut tx, now - OLDEST_TRIES).await?;
    let proofs = verification::tidy(&mut tx, now - OLDEST_TRIES).await?;
    let undos = undo::tidy(&mut tx, now).await?;
    let ceremonies = passkey::tidy(&mut tx, now - OLDEST_TRIES).await?;
    let events = notice::tidy(&mut tx, now - OLDEST_EVENTS).await?;
    let jobs = queue::tidy(&mut tx, now - OLDEST_MESSAGES).await?;
    let messages = ledger::tidy(&mut tx, now - OLDEST_MESSAGES, now - OLDEST_RECEIPTS).await?;
    tx.commit().await?;
    tracing::debug!(sessions, tries, proofs, ceremonies, undos, events, jobs, messages, "tidied");
    Ok(())
}

/// The program as one service.
///
/// # Errors
/// When the public URL cannot be an origin.
pub fn router(app: &App) -> anyhow::Result<Router> {
    let csrf = CsrfLayer::new().add_trusted_origin(app.public_url.as_str())?;
    let secret = [AUTHORIZATION, COOKIE, SET_COOKIE];
    // From the outside in. The id comes first, so that every log line has it; headers go on
    // whatever comes out, panics and time-outs too; errors are worded twice, inside the session
    // to know the reader, outside for what fails before there is one; the csrf check stands
    // before every handler.
    let layers = ServiceBuilder::new()
        .layer(MapRequestLayer::new(without_request_id))
        .layer(SetRequestIdLayer::new(REQUEST_ID, RandomId))
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(SetSensitiveHeadersLayer::new(secret))
        .layer(TraceLayer::new_for_http().make_span_with(span).on_response(log_response))
        .layer(from_fn_with_state(app.clone(), headers::add))
        .layer(CompressionLayer::new().br(true).gzip(true))
        .layer(from_fn_with_state(app.clone(), wording::word))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(map_response(session::complete_removal))
        .layer(session::layer(app))
        .layer(from_fn_with_state(app.clone(), wording::word))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, HANDLER_DEADLINE))
        .layer(RequestBodyTimeoutLayer::new(BODY_STALL))
        .layer(csrf);
    Ok(routes()
        .into_router()
        .fallback(async || Error::NotFound)
        .method_not_allowed_fallback(async || Error::MethodNotAllowed)
        .layer(layers)
        .with_state(app.clone()))
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

fn span(request: &Request) -> tracing::Span {
    let id = request.extensions().get::<RequestId>();
    let id = id.and_then(|id| id.header_value().to_str().ok()).unwrap_or_default();
    // The route, not the path: a path may hold a token. Control characters in a method or path
    // cannot reach a log line through it either.
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or("-", |route| route.as_str());
    tracing::info_span!("request", id, method = %request.method(), route)
}

fn log_response(response: &Response, took: Duration, _: &tracing::Span) {
    let millis = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(status = response.status().as_u16(), millis, "answered");
}

fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    Error::Internal(anyhow::anyhow!("a handler panicked")).into_response()
}
