//! The gates of webhooks, which check the sender's signature.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, Limited};

use crate::messaging::twilio::signature;
use crate::web::App;
use crate::web::errors::Verbatim;
use crate::web::gate::Gate;

/// The most bytes of a webhook.
const MAX_BYTES: usize = 64 * 1024;
/// The time within which a webhook must arrive.
const DEADLINE: Duration = Duration::from_secs(10);

/// The refusal of a webhook, with a text for the sender's log.
pub struct Refused(StatusCode, &'static str);

impl Refused {
    /// The body is not what the provider documents.
    pub const UNREADABLE: Self = Self(StatusCode::UNPROCESSABLE_ENTITY, "not understood\n");
    /// The report could not be stored.
    pub const FAILED: Self = Self(StatusCode::SERVICE_UNAVAILABLE, "try again later\n");

    const OFF: Self = Self(StatusCode::NOT_FOUND, "not configured\n");
    const UNSIGNED: Self = Self(StatusCode::FORBIDDEN, "the signature is not right\n");
    const TOO_LARGE: Self = Self(StatusCode::PAYLOAD_TOO_LARGE, "too large, or too slow\n");
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        if matches!(self.0, StatusCode::FORBIDDEN | StatusCode::CONFLICT) {
            let why = self.1.trim_end();
            tracing::warn!(
                target: "security",
                event = "webhook_refused",
                why,
                "a webhook was refused"
            );
        }
        (self.0, Extension(Verbatim), self.1).into_response()
    }
}

impl From<crate::platform::db::Error> for Refused {
    fn from(error: crate::platform::db::Error) -> Self {
        tracing::error!(event = "webhook_not_noted", %error, "a webhook could not be noted");
        Self::FAILED
    }
}

async fn body(request: Request) -> Result<Bytes, Refused> {
    let body = Limited::new(request.into_body(), MAX_BYTES).collect();
    let body = tokio::time::timeout(DEADLINE, body).await.map_err(|_| Refused::TOO_LARGE)?;
    Ok(body.map_err(|_| Refused::TOO_LARGE)?.to_bytes())
}

/// Open to the carrier whose account is configured.
pub struct FromCarrier {
    pub app: App,
    pub params: BTreeMap<String, String>,
    pub path: String,
    /// The last segment of the path.
    pub about: String,
    /// An id that no other webhook has.
    pub unique: String,
}

impl Gate for FromCarrier {
    const NAME: &'static str = "FromCarrier";
}

impl FromRequest<App> for FromCarrier {
    type Rejection = Refused;
    async fn from_request(request: Request, app: &App) -> Result<Self, Refused> {
        let carrier = app.transports.twilio().ok_or(Refused::OFF)?;
        let path = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
        let signature = request.headers().get(signature::HEADER);
        let signature = signature.and_then(|value| value.to_str().ok()).map(str::to_owned);
        let signature = signature.ok_or(Refused::UNSIGNED)?;
        let about = request.uri().path().rsplit('/').next().unwrap_or_default().to_owned();
        let params: Vec<(String, String)> =
            serde_html_form::from_bytes(&body(request).await?).map_err(|_| Refused::UNSIGNED)?;
        let params: BTreeMap<_, _> = params.into_iter().collect();
        if !carrier.signed(&path, &params, &signature) {
            return Err(Refused::UNSIGNED);
        }
        let unique = format!("carrier {path} {signature}");
        Ok(Self { app: app.clone(), params, path, about, unique })
    }
}

/// Open to the mail system that has the secret.
pub struct FromMailSystem {
    pub app: App,
    pub body: Bytes,
    /// An id that no other webhook has.
    pub unique: String,
}

impl Gate for FromMailSystem {
    const NAME: &'static str = "FromMailSystem";
}

impl FromRequest<App> for FromMailSystem {
    type Rejection = Refused;
    async fn from_request(request: Request, app: &App) -> Result<Self, Refused> {
        let hook = app.mail_hook.as_ref().ok_or(Refused::OFF)?;
        let headers = request.headers().clone();
        let (body, now) = (body(request).await?, app.clock.now());
        let id = hook.verify(&headers, &body, now).ok_or(Refused::UNSIGNED)?;
        Ok(Self { app: app.clone(), unique: format!("mail {id}"), body })
    }
}
