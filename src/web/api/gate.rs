//! The gates of API v4, which authenticate a program by its API token.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::caller::{Caller, NOT_GOOD, credential, is_bearer, unknown};
use super::refusal::Refusal;
use crate::web::App;
use crate::web::gate::Gate;

/// Open to programs with an API token.
pub struct ApiCaller(pub Caller);

impl Gate for ApiCaller {
    const NAME: &'static str = "ApiCaller";
}

impl FromRequestParts<App> for ApiCaller {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> super::Result<Self> {
        let text = credential(parts).filter(|_| is_bearer(parts));
        let text = text.ok_or_else(|| unknown(parts, app, "Send Authorization: Bearer <token>"))?;
        let token = text.parse().map_err(|_| unknown(parts, app, NOT_GOOD))?;
        Caller::by_token(parts, app, &token).await.map(Self)
    }
}

/// Open to programs with the API token of an admin.
pub struct ApiAdmin(pub Caller);

impl Gate for ApiAdmin {
    const NAME: &'static str = "ApiAdmin";
}

impl FromRequestParts<App> for ApiAdmin {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> super::Result<Self> {
        let ApiCaller(caller) = ApiCaller::from_request_parts(parts, app).await?;
        caller.as_admin().map(Self)
    }
}
