//! The gates of API v1, which accept its own tokens and API tokens.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::token;
use crate::platform::secrets::token::ApiToken;
use crate::web::App;
use crate::web::api::Result;
use crate::web::api::caller::{Caller, Credential, count, credential, unknown};
use crate::web::api::membership::CallerMembership;
use crate::web::api::refusal::Refusal;
use crate::web::gate::Gate;

/// Open to programs with a v1 token or an API token, bare or after `Bearer`, of an account that has
/// v1 enabled.
pub struct V1Caller(pub Caller);

impl Gate for V1Caller {
    const NAME: &'static str = "V1Caller";
}

const NOT_GOOD: &str = "a valid token was not provided";

impl FromRequestParts<App> for V1Caller {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let text = credential(parts).ok_or_else(|| unknown(parts, app, NOT_GOOD))?.to_owned();
        let caller = match text.parse::<ApiToken>() {
            Ok(token) => Caller::by_token(parts, app, &token).await?,
            Err(_) => by_password_token(parts, app, &text).await?,
        };
        caller.through_v1().map(Self)
    }
}

async fn by_password_token(parts: &Parts, app: &App, text: &str) -> Result<Caller> {
    let now = app.clock.now();
    let bearer = token::read(app, text, now).ok_or_else(|| unknown(parts, app, NOT_GOOD))?;
    let mut tx = app.db.read().await?;
    let place = CallerMembership::of(&mut tx, bearer.user, bearer.account).await?;
    drop(tx);
    let place = place.filter(|place| bearer.is_of(place));
    let place = place.ok_or_else(|| unknown(parts, app, NOT_GOOD))?;
    count(parts, app, bearer.user.as_bytes())?;
    // The token was issued for a password alone, so it does not satisfy a second factor that was
    // set up or required since.
    if place.owes_factor(now) {
        return Err(Refusal::Unauthorized(NOT_GOOD));
    }
    Caller::at(parts, app, place, Credential::Password { until: bearer.until })
}

/// Open to the same programs, when the person is an admin.
pub struct V1Admin(pub Caller);

impl Gate for V1Admin {
    const NAME: &'static str = "V1Admin";
}

impl FromRequestParts<App> for V1Admin {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let V1Caller(caller) = V1Caller::from_request_parts(parts, app).await?;
        caller.as_admin().map(Self)
    }
}
