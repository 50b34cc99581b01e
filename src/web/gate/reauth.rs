//! The reauthentication page.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use crate::platform::i18n::Message;
use crate::web::errors::Result;
use crate::web::form::{FormErrors, Secret};
use crate::web::paths::{self, Next};
use crate::web::viewer::Ctx;

/// Pages that need a recent reauthentication, with the text ids of their titles.
const PAGES: [(&str, &str); 24] = [
    (paths::EMAIL_REMOVAL, "emails-removal-title"),
    (paths::PHONE_REMOVAL, "phones-removal-title"),
    (paths::ENROLMENT, "two-factor-enrolment-title"),
    (paths::RECOVERY_CODES, "two-factor-codes-title"),
    (paths::TWO_FACTOR_REMOVAL, "two-factor-removal-title"),
    (paths::AUTHENTICATOR_REMOVAL, "two-factor-authenticator-removal-title"),
    (paths::PASSKEY_NEW, "passkeys-new-title"),
    (paths::PASSKEY_REMOVAL, "passkeys-removal-title"),
    (paths::API_TOKEN_NEW, "api-tokens-new-title"),
    (paths::API_TOKEN_REGENERATION, "api-tokens-regeneration-title"),
    (paths::API_TOKEN_REMOVAL, "api-tokens-removal-title"),
    (paths::DATA, "data-title"),
    (paths::DATA_LEAVING, "data-leaving-title"),
    (paths::DATA_REMOVAL, "data-removal-title"),
    (paths::SESSIONS, "sessions-title"),
    (paths::EMAILS, "emails-title"),
    (paths::USER_NEW, "users-new"),
    (paths::USER_IMPORT, "import-title"),
    (paths::USER_FACTOR_RESET, "users-factor-title"),
    (paths::ACCOUNT_SETTINGS, "accounts-settings-title"),
    (paths::ACCOUNT_OWNER, "accounts-transfer-title"),
    (paths::ACCOUNT_NEXT_OWNER, "accounts-transfer-title"),
    (paths::ACCOUNT_REMOVAL, "accounts-removal-title"),
    (paths::AUDIT, "audit-title"),
];

/// A page with one field, for the password or, with a second factor, its code.
#[derive(Template)]
#[template(path = "web/reauth.html")]
pub struct ReauthPage<'a> {
    ctx: &'a Ctx,
    next: Next,
    /// The page that the person came from.
    back: Next,
    credential: Secret,
    errors: FormErrors,
    pub alert: Option<Message>,
}

impl<'a> ReauthPage<'a> {
    /// Makes the page that leads on to `next`, or back to where the person came from.
    pub fn new(ctx: &'a Ctx, next: Next, back: Next, credential: Secret) -> Self {
        let errors = FormErrors::default().of("proof", credential.error());
        Self { ctx, next, back, credential, errors, alert: None }
    }

    /// Answers with the page.
    pub fn answer(&self, status: StatusCode) -> Result<Response> {
        Ok(self.ctx.html(status, self.render()?))
    }

    /// Returns the text id of the title of the page that comes next, when it is known.
    fn title_of_next(&self) -> Option<&'static str> {
        let page = self.next.path();
        PAGES.iter().find(|(path, _)| paths::is_of(page, path)).map(|(_, title)| *title)
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
