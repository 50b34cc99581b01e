//! The reauthentication page.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use crate::platform::i18n::Message;
use crate::web::errors::Result;
use crate::web::form::{FormErrors, Secret};
use crate::web::paths::Next;
use crate::web::viewer::Ctx;

/// A page with one field, for the password or, with a second factor, its code.
#[derive(Template)]
#[template(path = "web/reauth.html")]
pub struct ReauthPage<'a> {
    ctx: &'a Ctx,
    next: Next,
    credential: Secret,
    errors: FormErrors,
    pub alert: Option<Message>,
}

impl<'a> ReauthPage<'a> {
    /// Makes the page that leads on to `next`.
    pub fn new(ctx: &'a Ctx, next: Next, credential: Secret) -> Self {
        let errors = FormErrors::default().of("proof", credential.error());
        Self { ctx, next, credential, errors, alert: None }
    }

    /// Answers with the page.
    pub fn answer(&self, status: StatusCode) -> Result<Response> {
        Ok(self.ctx.html(status, self.render()?))
    }

    fn label(&self) -> &'static str {
        let person = self.ctx.person.as_ref();
        match person.is_some_and(|person| person.has_second_factor) {
            true => "auth-proof-either-label",
            false => "common-password-label",
        }
    }

    /// Tells whether a passkey is offered.
    fn takes_passkey(&self) -> bool {
        let person = self.ctx.person.as_ref();
        self.ctx.app.relying_party.is_some() && person.is_some_and(|person| person.has_passkey)
    }

    fn username(&self) -> &str {
        let email = self.ctx.person.as_ref().and_then(|person| person.email.as_deref());
        email.unwrap_or_default()
    }
}
