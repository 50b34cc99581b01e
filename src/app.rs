//! Assembles the program: every slice's routes, and the layers around them, in an argued order.

use std::time::Duration;

use axum::Router;
use axum::extract::{FromRequestParts, MatchedPath, Request};
use axum::http::StatusCode;
use axum::http::header::{AUTHORIZATION, COOKIE, HeaderName, HeaderValue, SET_COOKIE};
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::response::{IntoResponse, Response};
use tower::util::MapRequestLayer;
use tower::{ServiceBuilder, ServiceExt};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::request_id::{
    MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer,
};
use tower_http::sensitive_headers::SetSensitiveHeadersLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};
use tower_http::trace::TraceLayer;

use crate::auth::invitation::{self, InvitationLink};
use crate::auth::notice::{self, Notice};
use crate::auth::passkey;
use crate::auth::recovery::{ResetLink, ResetRequest};
use crate::auth::sign_in::TooManyTries;
use crate::auth::undo;
use crate::auth::verification;
use crate::auth::welcome::WelcomeLink;
use crate::directory::factor_resets::{FactorResetDue, FactorResetNotice};
use crate::directory::search;
use crate::legacy::OlderCaller;
use crate::oncall::feedback;
use crate::outbox::worker::Trade;
use crate::outbox::{Kind, ledger, queue};
use crate::settings::api_tokens::{TokenExpiry, TokenReminder};
use crate::settings::channels::TestMessage;
use crate::settings::data::Farewell;
use crate::settings::emails::EmailLink;
use crate::settings::phones::PhoneCode;
use crate::web::api::caller::ApiCaller;
use crate::web::api::refusal::{self, Refusal};
use crate::web::api::{self, Generation, idempotency, quota, time_zones};
use crate::web::error::Error;
use crate::web::routes::Routes;
use crate::web::{
    App, assets, dev_outbox, headers, limit, session, well_known, wording, zone_picker,
};
use crate::{auth, db, directory, legacy, oncall, reference, secrets, settings};

/// A handler that takes longer is given up.
const HANDLER_DEADLINE: Duration = Duration::from_secs(30);
/// A body that stalls for so long is given up.
const BODY_STALL: Duration = Duration::from_secs(10);

/// Every route of the two APIs.
pub fn api_routes() -> Routes {
    v4_routes().and(older_routes())
}

fn v4_routes() -> Routes {
    directory::api_routes().and(time_zones::routes()).and(reference::v4_routes())
}

fn older_routes() -> Routes {
    legacy::routes().and(reference::older_routes())
}

/// Every page of the program, and where its forms go.
pub fn routes() -> Routes {
    assets::routes()
        .and(well_known::routes())
        .and(zone_picker::routes())
        .and(dev_outbox::routes())
        .and(auth::routes())
        .and(settings::routes())
        .and(directory::routes())
        .and(oncall::routes())
        .and(reference::routes())
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
        Kind::of::<FactorResetNotice>(),
        Kind::of::<FactorResetDue>(),
        Kind::of::<WelcomeLink>(),
        Kind::of::<InvitationLink>(),
        Kind::of::<Farewell>(),
        Kind::of::<TokenExpiry>(),
        Kind::of::<TokenReminder>(),
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
/// An invitation without an answer can be sent again for so long after its time.
const OLDEST_INVITATIONS: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// A webhook is known again for so long.
const OLDEST_RECEIPTS: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// Drops what is over and old, now and every hour; on every instance, which does no harm.
pub async fn tidy_for_ever(app: App) {
    if let Err(error) = index_people(&app).await {
        tracing::error!(%error, "cannot index people");
    }
    loop {
        if let Err(error) = tidy(&app).await {
            tracing::error!(%error, "cannot tidy");
        }
        tokio::time::sleep(TIDY_EVERY).await;
    }
}

/// So many people are made findable in one transaction.
const INDEX_BATCH: i64 = 500;

/// Makes people findable who were here before there was a search, a few at a time.
async fn index_people(app: &App) -> db::Result<()> {
    loop {
        let mut tx = app.db.begin().await?;
        let indexed = search::index_waiting(&mut tx, INDEX_BATCH).await?;
        tx.commit().await?;
        if indexed == 0 {
            return Ok(());
        }
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
    let invitations = invitation::tidy(&mut tx, now - OLDEST_INVITATIONS).await?;
    let ceremonies = passkey::tidy(&mut tx, now - OLDEST_TRIES).await?;
    let events = notice::tidy(&mut tx, now - OLDEST_EVENTS).await?;
    let jobs = queue::tidy(&mut tx, now - OLDEST_MESSAGES).await?;
    let repeats = idempotency::tidy(&mut tx, now - idempotency::LIFE).await?;
    let messages = ledger::tidy(&mut tx, now - OLDEST_MESSAGES, now - OLDEST_RECEIPTS).await?;
    tx.commit().await?;
    app.calls.tidy();
    tracing::debug!(
        invitations,
        repeats,
        sessions,
        tries,
        proofs,
        ceremonies,
        undos,
        events,
        jobs,
        messages,
        "tidied"
    );
    Ok(())
}

/// The program as one service: pages, and beside them the APIs, which know neither sessions nor
/// cookies.
///
/// # Errors
/// When the public URL cannot be an origin.
pub fn router(app: &App) -> anyhow::Result<Router> {
    let csrf = CsrfLayer::new().add_trusted_origin(app.public_url.as_str())?;
    // From the outside in. Errors are worded twice, inside the session to know the reader, outside
    // for what fails before there is one; the csrf check stands before every handler.
    let layers = ServiceBuilder::new()
        .layer(from_fn_with_state(app.clone(), wording::word))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(map_response(session::complete_removal))
        .layer(session::layer(app))
        .layer(from_fn_with_state(app.clone(), wording::word))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, HANDLER_DEADLINE))
        .layer(RequestBodyTimeoutLayer::new(BODY_STALL))
        .layer(csrf);
    let pages = routes()
        .into_router()
        .fallback(async || Error::NotFound)
        .method_not_allowed_fallback(async || Error::MethodNotAllowed)
        .layer(layers);
    let pages = in_common_layers(pages, app).with_state(app.clone());
    let v4 = api_router::<ApiCaller>(v4_routes(), app);
    let older = api_router::<OlderCaller>(older_routes(), app);
    Ok(Router::new().fallback(async move |request: Request| {
        let router = match Generation::of(request.uri().path()) {
            None => pages,
            Some(Generation::V4) => v4,
            Some(Generation::Older) => older,
        };
        router.oneshot(request).await
    }))
}

/// One of the APIs. What is repeated is looked up inside the first wording, which words what the
/// look-up refuses, and outside the second, so that it keeps what was said.
fn api_router<G>(routes: Routes, app: &App) -> Router
where
    G: FromRequestParts<App, Rejection = Refusal> + Send + 'static,
{
    let layers = ServiceBuilder::new()
        .layer(api::cors())
        .layer(from_fn(refusal::word))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(quota::tell))
        .layer(from_fn_with_state(app.clone(), idempotency::repeat::<G>))
        .layer(from_fn(refusal::word))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, HANDLER_DEADLINE))
        .layer(RequestBodyTimeoutLayer::new(BODY_STALL));
    let router = routes
        .into_router()
        .fallback(async || Refusal::NotFound)
        .method_not_allowed_fallback(async || Error::MethodNotAllowed)
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
            .layer(TraceLayer::new_for_http().make_span_with(span).on_response(log_response))
            .layer(from_fn_with_state(app.clone(), headers::add))
            .layer(CompressionLayer::new().br(true).gzip(true)),
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
