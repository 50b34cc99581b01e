//! One field of a body: what was given, and what it means.

use std::collections::HashSet;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, Type};

use super::JsonObject;
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
    Refused(Wrong),
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
            Self::Absent | Self::Null | Self::Refused(_) => None,
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
        Ok(match Option::<T::Raw>::deserialize(deserializer) {
            Ok(None) => Self::Null,
            Ok(Some(raw)) => T::read(raw).map_or_else(Self::Refused, Self::Value),
            Err(_) => Self::Refused(Wrong::Kind(T::MUST)),
        })
    }
}

/// What a text means.
#[derive(Clone, Copy, Debug)]
pub struct Text<T>(pub T);

/// What can be written as text, and how that looks.
pub trait ApiString: FromStr<Err: Into<Message>> {
    /// What programs read of it.
    fn describe(text: ObjectBuilder) -> ObjectBuilder;
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
    fn schema() -> RefOr<Schema> {
        T::describe(text()).build().into()
    }
}

impl ApiString for Lang {
    fn describe(text: ObjectBuilder) -> ObjectBuilder {
        text.enum_values(Some(Lang::ALL.iter().map(|lang| lang.tag())))
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
    /// The id.
    ///
    /// # Errors
    /// When it is of another kind.
    pub fn known(self) -> Result<T, Refusal> {
        self.0.ok_or(Refusal::NotFound)
    }
}

/// Several of them.
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
    type Raw = Vec<String>;
    const MUST: &'static str = "must be a list of ids";
    fn read(raw: Vec<String>) -> Result<Self, Wrong> {
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

impl Wire for bool {
    type Raw = bool;
    const MUST: &'static str = "must be true or false";
    fn read(raw: bool) -> Result<Self, Wrong> {
        Ok(raw)
    }
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::Boolean).build().into()
    }
}

/// What stands in an object of its own. Of a form's plain text, which has no name inside it, a field
/// without a name would be made otherwise.
pub struct Nested<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Nested<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OfMap<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for OfMap<T> {
            type Value = T;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<T, M::Error> {
                T::deserialize(MapAccessDeserializer::new(map))
            }
        }
        deserializer.deserialize_any(OfMap(PhantomData)).map(Self)
    }
}

impl Wire for JsonObject {
    type Raw = Nested<serde_json::Map<String, serde_json::Value>>;
    const MUST: &'static str = "must be an object";
    fn read(Nested(raw): Self::Raw) -> Result<Self, Wrong> {
        if raw.len() > JsonObject::MOST_KEYS {
            return Err(Wrong::Kind("must have at most 50 keys"));
        }
        let object = Self(raw);
        match object.text().len() <= JsonObject::MOST_BYTES {
            true => Ok(object),
            false => Err(Wrong::Kind("must be at most 16 KiB as JSON")),
        }
    }
    fn schema() -> RefOr<Schema> {
        let object = ObjectBuilder::new().schema_type(Type::Object);
        let object = object.max_properties(Some(JsonObject::MOST_KEYS));
        object.description(Some("Up to 50 keys, of whatever kind; 16 KiB in all.")).build().into()
    }
}

/// An object with fields of its own.
#[derive(Clone, Debug, Default)]
pub struct Object<T>(pub T);

impl<T: DeserializeOwned> Wire for Object<T> {
    type Raw = Nested<T>;
    const MUST: &'static str = "must be an object";
    fn read(Nested(raw): Nested<T>) -> Result<Self, Wrong> {
        Ok(Self(raw))
    }
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::Object).build().into()
    }
}

/// More objects no list of a body holds.
pub const MOST_OBJECTS: usize = 100;

/// A list of objects with fields of their own.
#[derive(Clone, Debug, Default)]
pub struct Objects<T>(pub Vec<T>);

impl<T: DeserializeOwned> Wire for Objects<T> {
    type Raw = Vec<Nested<T>>;
    const MUST: &'static str = "must be a list of objects";
    fn read(raw: Vec<Nested<T>>) -> Result<Self, Wrong> {
        match raw.len() <= MOST_OBJECTS {
            true => Ok(Self(raw.into_iter().map(|Nested(raw)| raw).collect())),
            false => Err(Wrong::Kind("must have at most 100 entries")),
        }
    }
    fn schema() -> RefOr<Schema> {
        ArrayBuilder::new().max_items(Some(MOST_OBJECTS)).build().into()
    }
}

/// Such a name as programs read of it.
pub fn described_name(text: ObjectBuilder, example: &str) -> ObjectBuilder {
    let text = text.min_length(Some(1)).examples([example]);
    text.description(Some("1 to 100 characters that can be seen."))
}
