//! An input of a form: kept as typed, parsed once, with the error beside it.

use std::str::FromStr;

use serde::{Deserialize, Deserializer};

use crate::platform::i18n::Message;
use crate::platform::secrets::password::Password;

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
