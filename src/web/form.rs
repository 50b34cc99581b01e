//! What a browser sent, and what it means: parsed once, kept as typed, with the error beside it.

use std::str::FromStr;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use strum::{EnumMessage, VariantArray};
use tower_http::timeout::TimeoutError;

use super::App;
use super::errors::{Error, Result};
use super::viewer::Ctx;
use crate::platform::i18n::Message;
use crate::platform::secrets::password::Password;

/// A whole body must have arrived by then.
const BODY_DEADLINE: Duration = Duration::from_secs(20);

/// A form-encoded body of at most so many KiB.
pub struct Form<T, const KIB: usize = 64>(pub T);

/// The bodies of sign-in and its like.
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

/// A body of at most so many KiB, once it has arrived.
///
/// # Errors
/// When it is larger, comes too slowly, or breaks off.
pub async fn read_whole(body: Body, kib: usize) -> Result<Bytes> {
    let body = Limited::new(body, kib * 1024).collect();
    let body = tokio::time::timeout(BODY_DEADLINE, body).await.map_err(|_| Error::TooSlow)?;
    let body = body.map_err(|error| {
        if error.is::<LengthLimitError>() {
            Error::TooLarge
        } else if std::error::Error::source(&*error).is_some_and(|why| why.is::<TimeoutError>()) {
            Error::TooSlow
        } else {
            Error::Unreadable
        }
    })?;
    Ok(body.to_bytes())
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

/// One input: what was typed, and what it means or why not.
#[derive(Clone, Debug)]
pub struct Field<T> {
    raw: String,
    /// `Err(None)`: nobody was asked yet.
    parsed: std::result::Result<T, Option<Message>>,
}

impl<T: FromStr<Err: Into<Message>>> Field<T> {
    /// As if this had been typed.
    pub fn typed(raw: impl Into<String>) -> Self {
        let raw = raw.into();
        let parsed = raw.parse().map_err(|error: T::Err| Some(error.into()));
        Self { raw, parsed }
    }
}

impl<T> Field<T> {
    /// A value that is stored, ready to be edited.
    pub fn of(value: T) -> Self
    where
        T: AsText,
    {
        Self { raw: value.as_text(), parsed: Ok(value) }
    }

    /// An input that nobody was asked to fill in yet.
    pub fn blank() -> Self {
        Self { raw: String::new(), parsed: Err(None) }
    }

    /// As typed, but nobody was asked yet what it means.
    #[must_use]
    pub fn unasked(self) -> Self {
        Self { parsed: self.parsed.map_err(|_| None), ..self }
    }

    /// What was typed.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// What it means.
    pub fn value(&self) -> Option<&T> {
        self.parsed.as_ref().ok()
    }

    /// Why it means nothing.
    pub fn error(&self) -> Option<&Message> {
        self.parsed.as_ref().err()?.as_ref()
    }

    /// Refuses what parsed well, for a reason that only the rules know.
    pub fn refuse(&mut self, why: Message) {
        self.parsed = Err(Some(why));
    }
}

/// How a value stands in an input.
pub trait AsText {
    /// The text that parses back to it.
    fn as_text(&self) -> String;
}

impl<T: AsRef<str>> AsText for T {
    fn as_text(&self) -> String {
        self.as_ref().to_owned()
    }
}

/// An input that was not sent is one that was left empty.
impl<T: FromStr<Err: Into<Message>>> Default for Field<T> {
    fn default() -> Self {
        Self::typed("")
    }
}

impl<'de, T: FromStr<Err: Into<Message>>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::typed)
    }
}

/// What may be left empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Optional<T>(pub Option<T>);

impl<T: FromStr<Err: Into<Message>>> FromStr for Optional<T> {
    type Err = Message;
    fn from_str(text: &str) -> std::result::Result<Self, Message> {
        match text.trim() {
            "" => Ok(Self(None)),
            text => text.parse().map(|value| Self(Some(value))).map_err(T::Err::into),
        }
    }
}

/// A password input: it has no raw, so that it cannot be sent back.
#[derive(Clone, Debug, Default)]
pub struct Secret {
    password: Password,
    error: Option<Message>,
}

impl Secret {
    /// What was typed.
    pub fn password(&self) -> &Password {
        &self.password
    }

    /// Why it is not taken.
    pub fn error(&self) -> Option<&Message> {
        self.error.as_ref()
    }

    /// Refuses it.
    pub fn refuse(&mut self, why: Message) {
        self.error = Some(why);
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let typed = String::deserialize(deserializer)?;
        Ok(Self { password: Password::new(typed), error: None })
    }
}

/// A checkbox: on when it was sent at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Checkbox(pub bool);

impl<'de> Deserialize<'de> for Checkbox {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        String::deserialize(deserializer).map(|_| Self(true))
    }
}

/// A group of checkboxes: all that were on, each parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MultiChoice<T> {
    values: Vec<T>,
    error: Option<Message>,
}

impl<T> Default for MultiChoice<T> {
    fn default() -> Self {
        Self::of(Vec::new())
    }
}

impl<T> MultiChoice<T> {
    /// Values that are stored, ready to be edited.
    pub fn of(values: Vec<T>) -> Self {
        Self { values, error: None }
    }

    /// Those that were on.
    pub fn values(&self) -> &[T] {
        &self.values
    }

    /// Refuses them, for a reason that only the rules know.
    pub fn refuse(&mut self, why: Message) {
        self.error = Some(why);
    }

    /// Why one of them means nothing.
    pub fn error(&self) -> Option<&Message> {
        self.error.as_ref()
    }
}

impl<'de, T: FromStr<Err: Into<Message>> + PartialEq> Deserialize<'de> for MultiChoice<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let mut several = Self { values: Vec::new(), error: None };
        for raw in Vec::<String>::deserialize(deserializer)? {
            match raw.parse() {
                Ok(value) if several.values.contains(&value) => {}
                Ok(value) => several.values.push(value),
                Err(error) => several.error = Some(error.into()),
            }
        }
        Ok(several)
    }
}

/// The id of an input's element: its form's slug and its name.
pub fn input_id(slug: &str, name: &str) -> String {
    format!("{slug}-{name}")
}

/// One of a closed list, as the browser shows it.
pub struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
    /// A name, not a text of ours; in this language, if it is of one.
    pub lang: Option<&'static str>,
}

impl Choice {
    /// A choice labelled with a text of ours.
    pub fn ours(value: &str, label: String, chosen: bool) -> Self {
        Self { value: value.to_owned(), label, chosen, lang: None }
    }
}

/// Every value of a closed list with its label, and which of them a field holds. What is not on
/// the list is not chosen, whatever was sent.
pub fn choices<T>(ctx: &Ctx, is_chosen: impl Fn(&T) -> bool) -> Vec<Choice>
where
    T: VariantArray + EnumMessage + AsRef<str> + 'static,
{
    let choice = |value: &T| {
        let label = ctx.t(value.get_message().unwrap_or_default()).into_owned();
        Choice::ours(value.as_ref(), label, is_chosen(value))
    };
    T::VARIANTS.iter().map(choice).collect()
}

/// The errors of a form, in the order of its inputs.
#[derive(Default)]
pub struct FormErrors(Vec<(&'static str, Message)>);

impl FormErrors {
    /// With that of one input, if it has one.
    #[must_use]
    pub fn of(mut self, name: &'static str, error: Option<&Message>) -> Self {
        self.0.extend(error.map(|error| (name, error.clone())));
        self
    }

    /// Name of the input, and what is wrong with it.
    pub fn iter(&self) -> impl Iterator<Item = &(&'static str, Message)> {
        self.0.iter()
    }

    /// Whether all is well.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
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
