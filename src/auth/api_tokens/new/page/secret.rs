//! The page that shows the secret of a token, once.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use crate::platform::clock::Timestamp;
use crate::platform::secrets::token::ApiToken;
use crate::web::errors::Result;
use crate::web::paths;
use crate::web::viewer::Ctx;

/// The secret of a token, in the answer to the form that created it: no other page ever shows it.
#[derive(Template)]
#[template(path = "auth/api_tokens/secret.html")]
pub struct SecretPage<'a> {
    pub ctx: &'a Ctx,
    pub name: &'a str,
    pub secret: &'a ApiToken,
    /// Until when the previous secret works, if it does.
    pub until: Option<Timestamp>,
}

impl SecretPage<'_> {
    /// Returns a working command with the secret, to copy and paste.
    fn curl(&self) -> String {
        let (secret, at) = (self.secret.reveal(), self.ctx.app.public_url.as_str());
        format!("curl -H \"Authorization: Bearer {secret}\" {at}{}", paths::API_ME)
    }

    pub fn answer(self) -> Result<Response> {
        Ok(self.ctx.html(StatusCode::OK, self.render()?))
    }
}
