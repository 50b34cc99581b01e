//! One field of a body: what was given, and what it means.

use std::borrow::Cow;
use std::collections::HashSet;
use std::str::FromStr;

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, Type};
use utoipa::openapi::{Ref, RefOr};
use utoipa::{PartialSchema, ToSchema};

use super::object::WireList;
use super::refusal::Refusal;
use crate::platform::i18n::{Lang, Message, NamedZone};
use crate::platform::ids::NotAnId;

/// One field as it was given.
#[derive(Clone, Debug, Default)]
pub enum Patch<T> {
    #[default]
    Absent,
    /// As good as nothing, where it does not take something away.
    Null,
    Value(T),
    Refused {
        wrong: Wrong,
        /// What was sent, where that is one value and no secret.
        sent: Option<Value>,
    },
}

/// Why a field is refused.
#[derive(Clone, Debug)]
pub enum Wrong {
    /// It is of another kind; this says of which it must be.
    Kind(&'static str),
    /// It is empty, and nothing can be.
    Blank,
    Value(Message),
}

impl<T> Patch<T> {
    /// What it means.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null | Self::Refused { .. } => None,
        }
    }
}

impl<T: Wire> Patch<T> {
    /// What it means, by value where that is cheap.
    pub fn copied(&self) -> Option<T>
    where
        T: Copy,
    {
        self.value().copied()
    }
}

/// A value that stands on the wire.
pub trait Wire: Sized {
    /// As what.
    type Raw: DeserializeOwned;
    /// What it must be.
    const MUST: &'static str;
    /// Whether it is never said again.
    const IS_SECRET: bool = false;

    /// What it may be, where that is a short list.
    fn allowed() -> Vec<&'static str> {
        Vec::new()
    }

    /// What it means.
    ///
    /// # Errors
    /// Why it will not do.
    fn read(raw: Self::Raw) -> Result<Self, Wrong>;

    /// It as programs read of it.
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

/// One value, as far as it is worth repeating.
fn shown(given: &Value) -> Option<Value> {
    match given {
        Value::String(text) => Some(text.chars().take(100).collect::<String>().into()),
        Value::Bool(_) | Value::Number(_) => Some(given.clone()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// What a text means.
#[derive(Clone, Copy, Debug)]
pub struct Text<T>(pub T);

/// What can be written as text, and how that looks.
pub trait ApiString: FromStr<Err: Into<Message>> {
    /// Name of its schema in the description, for a type that answers have too.
    const SHARED: Option<&'static str> = None;

    /// What programs read of it.
    fn describe(text: ObjectBuilder) -> ObjectBuilder;

    /// What it may be, where that is a short list.
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

/// An id, in either spelling. One of another kind is of nothing that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id<T>(Option<T>);

impl<T: Copy> Id<T> {
    /// The id, of this field, which names such a thing.
    ///
    /// # Errors
    /// When it is of another kind.
    pub fn known(self, field: &str, thing: &str) -> Result<T, Refusal> {
        self.0.ok_or_else(|| Refusal::unknown(field, thing))
    }
}

/// WireList of them.
#[derive(Clone, Debug)]
pub struct Ids<T>(Vec<Id<T>>);

impl<T: Copy> Ids<T> {
    /// The ids, of this field, which names such things.
    ///
    /// # Errors
    /// When one is of another kind.
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

/// Yes or no, as JSON says it, and as forms and the tools that make JSON of forms do.
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

/// Such a name as programs read of it.
pub fn described_name(text: ObjectBuilder, example: &str) -> ObjectBuilder {
    let text = text.min_length(Some(1)).examples([example]);
    text.description(Some("1 to 100 characters that can be seen, without a web address."))
}
