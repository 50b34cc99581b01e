//! A POST with an Idempotency-Key is done once: who sends it again gets the first answer again.

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

/// What names a request that may be repeated.
pub const KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// An answer can be had again for so long.
const LIFE: Duration = Duration::from_secs(24 * 60 * 60);
/// A request that has not been answered by then never will be: handlers are given up before, and its
/// instance is gone.
const AT_WORK: Duration = Duration::from_secs(60);

/// The cleanup of answers that nobody can have again.
pub const CLEANUP: Cleanup =
    Cleanup { name: "answers", run: |tx, now| Box::pin(tidy(tx, now - LIFE)) };

/// Answers that name a person go with them; the keys stay, so that nothing is done twice. Nothing is
/// exported: an answer repeats for a day what the person's own rows have.
pub const FORGET: Forget = |change, user| Box::pin(drop_answers(change, user));

/// What is known of a key.
#[derive(sqlx::FromRow)]
struct Known {
    body: Vec<u8>,
    status: Option<i64>,
    answer: Option<String>,
}

impl Known {
    /// The answer to the same request again, whose body has this digest.
    fn answer_to(self, digest: &[u8]) -> super::Result<Response> {
        match self {
            known if known.body != digest => Err(Refusal::OtherBody),
            Self { status: Some(status), answer: Some(answer), .. } => Ok(again(status, answer)),
            Self { status: Some(_), .. } => {
                Err(Refusal::Conflict("the answer to this key is not kept any more".to_owned()))
            }
            Self { status: None, .. } => Err(at_work()),
        }
    }
}

fn at_work() -> Refusal {
    Refusal::Conflict("the first request with this key is at work".to_owned())
}

/// Answers a repeated POST as it was answered first, to whom the gate still lets in. Who asks for a
/// token gets another one each time.
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
    // What was asked before a rotation of the key is found by the old one.
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

    // A caller that gives up meanwhile is the one that will ask again: the work is done to its end.
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

/// Answers that say nothing of the request itself, which is asked anew: who it was, what they may,
/// what it met, how often.
const PASSING: [StatusCode; 4] = [
    StatusCode::UNAUTHORIZED,
    StatusCode::FORBIDDEN,
    StatusCode::CONFLICT,
    StatusCode::TOO_MANY_REQUESTS,
];

/// Keeps what was answered, or lets the key be used again.
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

/// Takes a key for a request. `false` when it is taken; not by one that was given up.
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

/// Drops the answers that name a person: by their id, an address or a number. An answer about someone
/// invited has no id of theirs.
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

/// The pattern of an answer with this text in one of its strings.
fn containing(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    let literal = json.trim_matches('"').replace('!', "!!").replace('%', "!%").replace('_', "!_");
    format!("%{literal}%")
}

async fn tidy(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql!(tx, execute, "DELETE FROM idempotency_keys WHERE created_at < $1", before)
}
