//! Idempotency keys: a POST with one runs once, and its repetition gets the first answer.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tracing::Instrument;

use super::body::KIB;
use super::refusal::Refusal;
use crate::core::cleanup::Cleanup;
use crate::core::personal_data::Forget;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::UserId;
use crate::platform::secrets;
use crate::platform::secrets::keys::Purpose;
use crate::sql;
use crate::web::errors::Error;
use crate::web::form::read_whole;
use crate::web::{App, paths};

/// The header of the idempotency key.
pub const KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// How long an answer is stored.
const LIFE: Duration = Duration::from_secs(24 * 60 * 60);
/// After this long a request without an answer will get none: handlers time out earlier, so its
/// process is gone.
const AT_WORK: Duration = Duration::from_secs(60);

/// Deletes answers that are too old to be repeated.
pub const CLEANUP: Cleanup =
    Cleanup { name: "answers", run: |tx, now| Box::pin(tidy(tx, now - LIFE)) };

/// Deletes stored answers that name a person, with their user; the keys stay, so that nothing runs
/// twice. There is no export: for a day an answer repeats what the person's own rows have.
pub const FORGET: Forget = |change, user| Box::pin(drop_answers(change, user));

/// The row that is stored for a key.
#[derive(sqlx::FromRow)]
struct Known {
    body: Vec<u8>,
    status: Option<i64>,
    answer: Option<String>,
}

impl Known {
    /// Returns the stored answer, when the body of the repeated request has this digest.
    fn answer_to(self, digest: &[u8]) -> super::Result<Response> {
        match self {
            known if known.body != digest => Err(Refusal::OtherBody),
            Self { status: Some(status), answer: Some(answer), .. } => Ok(again(status, answer)),
            Self { status: Some(_), .. } => {
                Err(Refusal::Conflict("The response to this key is no longer stored".to_owned()))
            }
            Self { status: None, .. } => Err(at_work()),
        }
    }
}

fn at_work() -> Refusal {
    Refusal::Conflict("The first request with this key is still in progress".to_owned())
}

/// Answers a repeated POST with the first answer, once the gate lets the caller in. The v1 sign-in
/// is exempt, and issues another token each time.
pub async fn repeat<G>(State(app): State<App>, request: Request, next: Next) -> Response
where
    G: FromRequestParts<App, Rejection = Refusal>,
{
    let is_of_account = request.uri().path() != paths::V1_SIGN_IN;
    let key = request.headers().get(KEY).cloned();
    match (key, is_of_account && request.method() == Method::POST) {
        (Some(key), true) => {
            run::<G>(app, key, request, next).await.unwrap_or_else(IntoResponse::into_response)
        }
        _ => next.run(request).await,
    }
}

async fn run<G>(app: App, key: HeaderValue, request: Request, next: Next) -> super::Result<Response>
where
    G: FromRequestParts<App, Rejection = Refusal>,
{
    let (mut parts, body) = request.into_parts();
    G::from_request_parts(&mut parts, &app).await?;
    let body = read_whole(body, KIB).await?;
    let token = parts.headers.get(AUTHORIZATION).map(HeaderValue::as_bytes).unwrap_or_default();
    let named = [token, parts.uri.path().as_bytes(), key.as_bytes()];
    // Keys from before a rotation of the secret are found by the previous one.
    let mut names = app.keys.signatures(Purpose::Idempotency, &named);
    let key = names.swap_remove(0);
    let kind = parts.headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    let digest = secrets::digest(&[kind, b"\0", &body].concat());
    let now = app.clock.now();

    let mut tx = app.db.begin().await?;
    for earlier in &names {
        let known = find(&mut tx, earlier).await?;
        if let Some(known) = known.filter(|known| known.status.is_some()) {
            return known.answer_to(&digest);
        }
    }
    if !begin(&mut tx, &key, &digest, now).await? {
        return match find(&mut tx, &key).await? {
            Some(known) => known.answer_to(&digest),
            None => Err(at_work()),
        };
    }
    tx.commit().await?;

    // The work runs to its end even when the caller disconnects: that caller will repeat the
    // request.
    let request = Request::from_parts(parts, Body::from(body));
    let work = async move {
        let (head, body) = next.run(request).await.into_parts();
        let answer = to_bytes(body, usize::MAX).await.unwrap_or_default();
        if let Err(error) = settle(&app, &key, head.status, &answer).await {
            tracing::error!(
                event = "answer_not_kept",
                %error,
                "cannot keep what was answered to an Idempotency-Key"
            );
        }
        Response::from_parts(head, Body::from(answer))
    };
    tokio::spawn(work.in_current_span())
        .await
        .map_err(|error| Refusal::Failed(Error::Internal(error.into())))
}

/// Statuses that are not stored, because they depend on the caller, the moment or a limit rather
/// than on the request.
const PASSING: [StatusCode; 4] = [
    StatusCode::UNAUTHORIZED,
    StatusCode::FORBIDDEN,
    StatusCode::CONFLICT,
    StatusCode::TOO_MANY_REQUESTS,
];

/// Stores the answer, or releases the key.
async fn settle(app: &App, key: &[u8], status: StatusCode, answer: &[u8]) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let is_final = !status.is_server_error() && !PASSING.contains(&status);
    match std::str::from_utf8(answer) {
        Ok(answer) if is_final => {
            keep(&mut tx, key, i64::from(status.as_u16()), answer).await?;
        }
        _ => forget(&mut tx, key).await?,
    }
    tx.commit().await
}

fn again(status: i64, answer: String) -> Response {
    let status = u16::try_from(status).ok().and_then(|status| StatusCode::from_u16(status).ok());
    let kind = [(CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    let again = [(HeaderName::from_static("idempotent-replayed"), "true")];
    (status.unwrap_or(StatusCode::OK), kind, again, answer).into_response()
}

/// Reserves a key for a request. Returns `false` when another request has it, unless that one was
/// abandoned.
async fn begin(tx: &mut Tx, key: &[u8], body: &[u8], now: Timestamp) -> Result<bool> {
    sql!(
        tx,
        execute,
        "INSERT INTO idempotency_keys (key, body, created_at) VALUES ($1, $2, $3) \
         ON CONFLICT (key) DO UPDATE SET body = $2, status = NULL, answer = NULL, created_at = $3 \
            WHERE idempotency_keys.created_at <= $5 \
                OR (idempotency_keys.status IS NULL AND idempotency_keys.created_at <= $4)",
        key,
        body,
        now,
        now - AT_WORK,
        now - LIFE
    )
    .map(|taken| taken == 1)
}

async fn find(tx: &mut Tx, key: &[u8]) -> Result<Option<Known>> {
    sql!(tx, fetch_optional Known,
        "SELECT body, status, answer FROM idempotency_keys WHERE key = $1", key)
}

async fn keep(tx: &mut Tx, key: &[u8], status: i64, answer: &str) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE idempotency_keys SET status = $2, answer = $3 WHERE key = $1",
        key,
        status,
        answer
    )
    .map(drop)
}

async fn forget(tx: &mut Tx, key: &[u8]) -> Result<()> {
    sql!(tx, execute, "DELETE FROM idempotency_keys WHERE key = $1", key).map(drop)
}

/// Deletes the answers that name a person by id, address or number. The answer about an invited
/// person does not have their user id.
async fn drop_answers(tx: &mut Tx, user: UserId) -> Result<()> {
    let contacts = sql!(tx, scalars String,
        "SELECT address FROM emails WHERE user_id = $1 \
         UNION ALL SELECT e164 FROM phones WHERE user_id = $1", user)?;
    for name in contacts.into_iter().chain([user.ulid()]) {
        sql!(
            tx,
            execute,
            "UPDATE idempotency_keys SET answer = NULL \
             WHERE LOWER(answer) LIKE LOWER($1) ESCAPE '!'",
            containing(&name)
        )?;
    }
    Ok(())
}

/// Returns the `LIKE` pattern of answers with this text in one of their strings.
fn containing(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    let literal = json.trim_matches('"').replace('!', "!!").replace('%', "!%").replace('_', "!_");
    format!("%{literal}%")
}

async fn tidy(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql!(tx, execute, "DELETE FROM idempotency_keys WHERE created_at < $1", before)
}
