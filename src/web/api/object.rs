//! Objects inside a body: custom metadata, objects with fields, and lists of them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use utoipa::openapi::schema::{AdditionalProperties, ArrayBuilder, ObjectBuilder, Schema, Type};
use utoipa::openapi::{Ref, RefOr};
use utoipa::{PartialSchema, ToSchema};

use super::field::{Wire, Wrong};
use crate::platform::db;

/// Custom metadata: a JSON object whose keys a program chooses.
#[derive(Clone, Debug, Serialize)]
pub struct JsonObject(pub serde_json::Map<String, serde_json::Value>);

impl JsonObject {
    /// The most keys of an object.
    pub const MOST_KEYS: usize = 50;
    /// The most bytes of an object as JSON.
    pub const MOST_BYTES: usize = 16 * 1024;

    /// Returns the JSON text that is stored.
    pub fn text(&self) -> String {
        serde_json::Value::Object(self.0.clone()).to_string()
    }
}

/// Parses stored metadata.
///
/// # Errors
/// When the stored text is no JSON object.
pub fn stored_object(text: &str) -> db::Result<serde_json::Map<String, serde_json::Value>> {
    serde_json::from_str(text).map_err(|error| db::Error::Decode(error.into()))
}

/// Deserializes a value of its own, so that a form's plain text, which has no fields, is an error
/// instead of an empty object.
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
        Ref::from_schema_name(Self::name()).into()
    }
}

impl PartialSchema for JsonObject {
    fn schema() -> RefOr<Schema> {
        let object = ObjectBuilder::new().schema_type(Type::Object);
        let object = object.max_properties(Some(Self::MOST_KEYS));
        let object = object.additional_properties(Some(AdditionalProperties::FreeForm(true)));
        object.description(Some("Up to 50 keys, of whatever kind; 16 KiB in all.")).build().into()
    }
}

impl ToSchema for JsonObject {
    fn name() -> Cow<'static, str> {
        "Meta".into()
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

/// The most objects in a list of a body.
pub const MOST_OBJECTS: usize = 100;
/// The error of a list with more entries.
pub const TOO_MANY_ENTRIES: &str = "must have at most 100 entries";

/// A list, or an object whose keys are numbers, as forms write lists.
pub struct WireList<T>(pub Vec<T>);

impl<'de, T: DeserializeOwned> Deserialize<'de> for WireList<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = match Value::deserialize(deserializer)? {
            Value::Object(numbered) if !numbered.is_empty() => {
                let numbered = numbered.into_iter().map(|(at, one)| Some((at.parse().ok()?, one)));
                let numbered: Option<BTreeMap<u64, Value>> = numbered.collect();
                let numbered = numbered.ok_or_else(|| D::Error::custom("not a list"))?;
                Value::Array(numbered.into_values().collect())
            }
            list => list,
        };
        Vec::deserialize(list).map(Self).map_err(D::Error::custom)
    }
}

/// A list of objects with fields of their own.
#[derive(Clone, Debug, Default)]
pub struct Objects<T>(pub Vec<T>);

impl<T: DeserializeOwned> Wire for Objects<T> {
    type Raw = WireList<Nested<T>>;
    const MUST: &'static str = "must be a list of objects";
    fn read(WireList(raw): Self::Raw) -> Result<Self, Wrong> {
        match raw.len() <= MOST_OBJECTS {
            true => Ok(Self(raw.into_iter().map(|Nested(raw)| raw).collect())),
            false => Err(Wrong::Kind(TOO_MANY_ENTRIES)),
        }
    }
    fn schema() -> RefOr<Schema> {
        ArrayBuilder::new().max_items(Some(MOST_OBJECTS)).build().into()
    }
}
