//! Fields of a body: what was sent, and the value that it parses to.

use std::borrow::Cow;
use std::collections::HashSet;
use std::str::FromStr;

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, Type};
use utoipa::openapi::{Ref, RefOr};
use utoipa::{PartialSchema, ToSchema};

use super::object::{MOST_OBJECTS, TOO_MANY_ENTRIES, WireList};
use super::refusal::Refusal;
use crate::platform::i18n::{Lang, Message, NamedZone};
use crate::platform::ids::NotAnId;

/// A field as it was sent.
#[derive(Clone, Debug, Default)]
pub enum Patch<T> {
    #[default]
    Absent,
    /// `null`: like an omitted field, except where it removes a value.
    Null,
    Value(T),
    Refused {
        wrong: Wrong,
        /// The value that was sent, if it is a single value and not secret.
        sent: Option<Value>,
    },
}

/// The reason why a field is refused.
#[derive(Clone, Debug)]
pub enum Wrong {
    /// The value has another type; this names the expected one.
    Kind(&'static str),
    /// The value is empty, and may not be.
    Blank,
    Value(Message),
}

impl<T> Patch<T> {
    /// Returns the parsed value.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null | Self::Refused { .. } => None,
        }
    }
}

impl<T: Wire> Patch<T> {
    /// Returns a copy of the parsed value.
    pub fn copied(&self) -> Option<T>
    where
        T: Copy,
    {
        self.value().copied()
    }
}

/// A type that is read from a field.
pub trait Wire: Sized {
    /// The JSON type that it is read from.
    type Raw: DeserializeOwned;
    /// The expected type, for error texts.
    const MUST: &'static str;
    /// Whether the value is secret, and never repeated in an error.
    const IS_SECRET: bool = false;

    /// Lists the accepted values, if there are few.
    fn allowed() -> Vec<&'static str> {
        Vec::new()
    }

    /// Parses the value.
    ///
    /// # Errors
    /// When it is invalid, with the reason.
    fn read(raw: Self::Raw) -> Result<Self, Wrong>;

    /// Returns the schema for the OpenAPI document.
    fn schema() -> RefOr<Schema>;
}

fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

impl<'de, T: Wire> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let given = Value::deserialize(deserializer)?;
        if given.is_null() {
            return Ok(Self::Null);
        }
        let sent = (!T::IS_SECRET).then(|| shown(&given)).flatten();
        let read = match T::Raw::deserialize(given) {
            Ok(raw) => T::read(raw),
            Err(_) => Err(Wrong::Kind(T::MUST)),
        };
        Ok(read.map_or_else(|wrong| Self::Refused { wrong, sent }, Self::Value))
    }
}

/// Returns a value for an error, unless it is too long or of several parts.
fn shown(given: &Value) -> Option<Value> {
    match given {
        Value::String(text) => Some(text.chars().take(100).collect::<String>().into()),
        Value::Bool(_) | Value::Number(_) => Some(given.clone()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A value that is sent as text.
#[derive(Clone, Copy, Debug)]
pub struct Text<T>(pub T);

/// A type with a text form in the APIs.
pub trait ApiString: FromStr<Err: Into<Message>> {
    /// The name of its schema in the OpenAPI document, for a type that answers have too.
    const SHARED: Option<&'static str> = None;

    /// Describes the text in the OpenAPI document.
    fn describe(text: ObjectBuilder) -> ObjectBuilder;

    /// Lists the accepted values, if there are few.
    fn allowed() -> Vec<&'static str> {
        Vec::new()
    }
}

impl<T: ApiString> Wire for Text<T> {
    type Raw = String;
    const MUST: &'static str = "must be a string";
    fn read(raw: String) -> Result<Self, Wrong> {
        raw.parse().map(Self).map_err(|why: T::Err| match raw.trim() {
            "" => Wrong::Blank,
            _ => Wrong::Value(why.into()),
        })
    }
    fn allowed() -> Vec<&'static str> {
        T::allowed()
    }
    fn schema() -> RefOr<Schema> {
        match T::SHARED {
            Some(name) => Ref::from_schema_name(name).into(),
            None => T::describe(text()).build().into(),
        }
    }
}

impl ApiString for Lang {
    const SHARED: Option<&'static str> = Some("Language");

    fn describe(text: ObjectBuilder) -> ObjectBuilder {
        text.enum_values(Some(Self::allowed()))
    }
    fn allowed() -> Vec<&'static str> {
        Lang::ALL.iter().map(|lang| lang.tag()).collect()
    }
}

/// A language in an answer, by its tag.
#[derive(Clone, Copy, Debug)]
pub struct LanguageTag(pub Lang);

impl Serialize for LanguageTag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.tag())
    }
}

impl PartialSchema for LanguageTag {
    fn schema() -> RefOr<Schema> {
        Lang::describe(text()).build().into()
    }
}

impl ToSchema for LanguageTag {
    fn name() -> Cow<'static, str> {
        Lang::SHARED.unwrap_or_default().into()
    }
}

impl ApiString for NamedZone {
    fn describe(text: ObjectBuilder) -> ObjectBuilder {
        text.description(Some("A name of the IANA database, or one that Rails has."))
            .examples(["Europe/Amsterdam"])
    }
}

/// A list of texts.
#[derive(Clone, Debug)]
pub struct Texts<T>(pub Vec<T>);

impl<T: ApiString> Wire for Texts<T> {
    type Raw = WireList<String>;
    const MUST: &'static str = "must be a list of strings";
    fn read(WireList(raw): WireList<String>) -> Result<Self, Wrong> {
        if raw.len() > MOST_OBJECTS {
            return Err(Wrong::Kind(TOO_MANY_ENTRIES));
        }
        let texts: Result<_, T::Err> = raw.iter().map(|raw| raw.parse()).collect();
        texts.map(Self).map_err(|why| Wrong::Value(why.into()))
    }
    fn schema() -> RefOr<Schema> {
        let texts = ArrayBuilder::new().items(T::describe(text())).max_items(Some(MOST_OBJECTS));
        texts.build().into()
    }
}

/// ID, with or without prefix. An id with another type's prefix does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id<T>(Option<T>);

impl<T: Copy> Id<T> {
    /// Returns the id; `field` and `thing` are for the error text.
    ///
    /// # Errors
    /// When the prefix is another type's.
    pub fn known(self, field: &str, thing: &str) -> Result<T, Refusal> {
        self.0.ok_or_else(|| Refusal::unknown(field, thing))
    }
}

/// A list of ids.
#[derive(Clone, Debug)]
pub struct Ids<T>(Vec<Id<T>>);

impl<T: Copy> Ids<T> {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the ids; `field` and `things` are for the error text.
    ///
    /// # Errors
    /// When the prefix of one is another type's.
    pub fn known(&self, field: &str, things: &str) -> Result<Vec<T>, Refusal> {
        let ids: Option<_> = self.0.iter().map(|id| id.0).collect();
        ids.ok_or_else(|| Refusal::unknown(field, things))
    }
}

impl<T: FromStr<Err = NotAnId>> Wire for Ids<T> {
    type Raw = WireList<String>;
    const MUST: &'static str = "must be a list of ids";
    fn read(WireList(raw): WireList<String>) -> Result<Self, Wrong> {
        let mut seen = HashSet::new();
        let ids = raw.iter().filter(|raw| seen.insert(*raw));
        Ok(Self(ids.map(|raw| Id(raw.parse().ok())).collect()))
    }
    fn schema() -> RefOr<Schema> {
        ArrayBuilder::new().items(text()).build().into()
    }
}

impl<T: FromStr<Err = NotAnId>> Wire for Id<T> {
    type Raw = String;
    const MUST: &'static str = "must be an id";
    fn read(raw: String) -> Result<Self, Wrong> {
        Ok(Self(raw.parse().ok()))
    }
    fn schema() -> RefOr<Schema> {
        text().description(Some("An id, in either spelling.")).build().into()
    }
}

/// A boolean in JSON, or a text for one, as forms and the tools that convert them send it.
pub struct Truth(bool);

impl<'de> Deserialize<'de> for Truth {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = match Value::deserialize(deserializer)? {
            Value::Bool(is_so) => return Ok(Self(is_so)),
            Value::Number(number) => number.to_string(),
            Value::String(text) => text.to_lowercase(),
            _ => String::new(),
        };
        match text.as_str() {
            "1" | "true" | "t" | "on" => Ok(Self(true)),
            "0" | "false" | "f" | "off" => Ok(Self(false)),
            _ => Err(D::Error::custom("neither true nor false")),
        }
    }
}

impl Wire for bool {
    type Raw = Truth;
    const MUST: &'static str = "must be true or false";
    fn read(Truth(raw): Truth) -> Result<Self, Wrong> {
        Ok(raw)
    }
    fn allowed() -> Vec<&'static str> {
        vec!["true", "false"]
    }
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::Boolean).build().into()
    }
}

/// A whole number in JSON, or a text for one, as forms send it.
pub struct WholeNumber(pub i64);

impl<'de> Deserialize<'de> for WholeNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = match Value::deserialize(deserializer)? {
            Value::Number(number) => number.as_i64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        number.map(Self).ok_or_else(|| D::Error::custom("not a whole number"))
    }
}

impl WholeNumber {
    /// Describes a whole number within limits in the OpenAPI document.
    pub fn between(least: i64, most: i64) -> ObjectBuilder {
        let number = ObjectBuilder::new().schema_type(Type::Integer);
        number.minimum(Some(least)).maximum(Some(most))
    }
}

/// Describes a name of 1 to 100 characters in the OpenAPI document.
pub fn described_name(text: ObjectBuilder, example: &str) -> ObjectBuilder {
    let text = text.min_length(Some(1)).examples([example]);
    text.description(Some("1 to 100 characters that can be seen, without a web address."))
}
