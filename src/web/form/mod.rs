//! Forms and queries as browsers send them: kept as typed, parsed once, with their errors.

mod choice;
mod field;

use std::borrow::Cow;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
pub use choice::{Checkbox, Choice, MultiChoice, all_or_one, choices};
pub use field::{AsText, Field, Optional, Secret};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::de::DeserializeOwned;
use tower_http::timeout::TimeoutError;

use super::App;
use super::errors::{Error, Result};
use crate::platform::i18n::Message;

/// The time within which a whole body must arrive.
const BODY_DEADLINE: Duration = Duration::from_secs(20);

/// A form-encoded body of at most `KIB` KiB.
pub struct Form<T, const KIB: usize = 64>(pub T);

/// A body of sign-in and similar forms, of at most 16 KiB.
pub type SmallForm<T> = Form<T, 16>;

impl<T: DeserializeOwned, const KIB: usize> FromRequest<App> for Form<T, KIB> {
    type Rejection = Error;
    async fn from_request(request: Request, _: &App) -> Result<Self> {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let kind = kind.and_then(|kind| kind.split(';').next()).map(str::trim);
        if !kind.is_some_and(|kind| kind.eq_ignore_ascii_case("application/x-www-form-urlencoded"))
        {
            return Err(Error::UnsupportedMediaType);
        }
        let body = read_whole(request.into_body(), KIB).await?;
        serde_html_form::from_bytes(&body).map(Self).map_err(|_| Error::Unreadable)
    }
}

/// Reads a body of at most `kib` KiB.
///
/// # Errors
/// When it is larger, too slow, or breaks off.
pub async fn read_whole(body: Body, kib: usize) -> Result<Bytes> {
    let limit = kib * 1024;
    let body = Limited::new(body, limit).collect();
    let body = in_time(async { body.await.map_err(|error| body_error(&*error, limit)) }).await?;
    Ok(body.to_bytes())
}

/// Reads a body within its deadline.
///
/// # Errors
/// When it is too slow, or cannot be read.
pub async fn in_time<T>(body: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::time::timeout(BODY_DEADLINE, body).await.map_err(|_| Error::TooSlow)?
}

/// Returns why a body of at most `limit` bytes cannot be read.
pub fn body_error(error: &(dyn std::error::Error + 'static), limit: usize) -> Error {
    if error.is::<LengthLimitError>() {
        Error::TooLarge(limit as u64)
    } else if error.source().is_some_and(|why| why.is::<TimeoutError>()) {
        Error::TooSlow
    } else {
        Error::Unreadable
    }
}

/// The query of a URL.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<App> for Query<T> {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self> {
        let query = parts.uri.query().unwrap_or_default();
        serde_html_form::from_str(query).map(Self).map_err(|_| Error::Unreadable)
    }
}

/// Returns the id of an input's element, made of its form's slug and its name.
pub fn input_id(slug: &str, name: &str) -> String {
    format!("{slug}-{name}")
}

/// The errors of a form, in the order of its inputs.
#[derive(Default)]
pub struct FormErrors(Vec<(Cow<'static, str>, Message)>);

impl FormErrors {
    /// Adds the error of an input, if it has one.
    #[must_use]
    pub fn of(mut self, name: impl Into<Cow<'static, str>>, error: Option<&Message>) -> Self {
        self.0.extend(error.map(|error| (name.into(), error.clone())));
        self
    }

    /// Lists the name and the error of each invalid input.
    pub fn iter(&self) -> impl Iterator<Item = &(Cow<'static, str>, Message)> {
        self.0.iter()
    }

    /// Counts the errors.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::platform::i18n::Lang;

    #[derive(Deserialize, Default)]
    #[serde(default)]
    struct Sample {
        lang: Field<Lang>,
        on: Checkbox,
        secret: Secret,
    }

    #[test]
    fn a_field_keeps_what_was_typed_beside_its_error() {
        let form: Sample = serde_html_form::from_str("lang=klingon&on=on&secret=hush").unwrap();
        assert_eq!(form.lang.raw(), "klingon");
        assert_eq!(form.lang.error().unwrap().id(), "common-choice-unknown");
        assert_eq!(form.on, Checkbox(true));
        assert!(!format!("{:?}", form.secret).contains("hush"));
    }

    #[test]
    fn what_was_not_sent_is_empty() {
        let form: Sample = serde_html_form::from_str("").unwrap();
        assert!(form.lang.error().is_some());
        assert_eq!(form.on, Checkbox(false));
        assert!(form.secret.password().is_empty());
    }
}
