//! An input of a form: kept as typed, parsed once, with its error.

use std::str::FromStr;

use serde::{Deserialize, Deserializer};

use crate::platform::i18n::Message;
use crate::platform::secrets::password::Password;

/// An input: the text that was typed, and the value that it parses to or the error.
#[derive(Clone, Debug)]
pub struct Field<T> {
    raw: String,
    /// `Err(None)` when the input was not validated yet.
    parsed: std::result::Result<T, Option<Message>>,
}

impl<T: FromStr<Err: Into<Message>>> Field<T> {
    /// Makes an input with this text, as if it had been typed.
    pub fn typed(raw: impl Into<String>) -> Self {
        let raw = raw.into();
        let parsed = raw.parse().map_err(|error: T::Err| Some(error.into()));
        Self { raw, parsed }
    }
}

impl<T> Field<T> {
    /// Makes an input from a stored value.
    pub fn of(value: T) -> Self
    where
        T: AsText,
    {
        Self { raw: value.as_text(), parsed: Ok(value) }
    }

    /// Makes an empty input that is not validated yet.
    pub fn blank() -> Self {
        Self { raw: String::new(), parsed: Err(None) }
    }

    /// Keeps the text and drops its value and error, as if it was not validated yet.
    #[must_use]
    pub fn unasked(self) -> Self {
        Self { parsed: self.parsed.map_err(|_| None), ..self }
    }

    /// Returns the text that was typed.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// Returns the parsed value.
    pub fn value(&self) -> Option<&T> {
        self.parsed.as_ref().ok()
    }

    /// Returns why the text is invalid.
    pub fn error(&self) -> Option<&Message> {
        self.parsed.as_ref().err()?.as_ref()
    }

    /// Refuses a valid value for a reason that only the rules know.
    pub fn refuse(&mut self, why: Message) {
        self.parsed = Err(Some(why));
    }
}

/// A type whose values are shown in an input.
pub trait AsText {
    /// Returns the text that parses back to the value.
    fn as_text(&self) -> String;
}

impl<T: AsRef<str>> AsText for T {
    fn as_text(&self) -> String {
        self.as_ref().to_owned()
    }
}

/// An input that was not sent counts as empty.
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

/// A value that may be left empty.
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

/// A password input. It has no text to return, so that it cannot be sent back to the browser.
#[derive(Clone, Debug, Default)]
pub struct Secret {
    password: Password,
    error: Option<Message>,
}

impl Secret {
    /// Returns the password that was typed.
    pub fn password(&self) -> &Password {
        &self.password
    }

    /// Returns why the password is refused.
    pub fn error(&self) -> Option<&Message> {
        self.error.as_ref()
    }

    /// Refuses the password.
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
