//! Names of factors: the page on which an authenticator app or a passkey gets another one.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::AuthenticatorName;
use crate::web::errors::Result;
use crate::web::form::{Field, FormErrors};
use crate::web::viewer::Ctx;

/// The name as it was typed.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct NameForm {
    pub name: Field<AuthenticatorName>,
}

impl NameForm {
    /// Fills the form with the present name.
    pub fn of(name: &str) -> Self {
        Self { name: Field::typed(name) }
    }
}

/// The page of one thing's name.
#[derive(Template)]
#[template(path = "auth/second_factor/naming.html")]
pub struct NamePage<'a> {
    pub ctx: &'a Ctx,
    /// The text id of the heading.
    pub title: &'static str,
    /// The path that the form posts to.
    pub action: String,
    /// The path of the card.
    pub back: &'static str,
    pub form: NameForm,
}

impl NamePage<'_> {
    /// Answers with the page.
    pub fn answer(&self) -> Result<Response> {
        let status = match self.form.name.error() {
            Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
            None => StatusCode::OK,
        };
        Ok(self.ctx.html(status, self.render()?))
    }

    fn errors(&self) -> FormErrors {
        FormErrors::default().of("name", self.form.name.error())
    }
}
