//! One field of a body: what was given, and what it means.

use std::borrow::Cow;
use std::collections::HashSet;
use std::str::FromStr;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde::{Serialize, Serializer};
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, Type};
use utoipa::openapi::{Ref, RefOr};
use utoipa::{PartialSchema, ToSchema};

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
    /// Name of its schema in the description, for a type that answers have too.
    const SHARED: Option<&'static str> = None;

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
        match T::SHARED {
            Some(name) => Ref::from_schema_name(name).into(),
            None => T::describe(text()).build().into(),
        }
    }
}

impl ApiString for Lang {
    const SHARED: Option<&'static str> = Some("Language");

    fn describe(text: ObjectBuilder) -> ObjectBuilder {
        text.enum_values(Some(Lang::ALL.iter().map(|lang| lang.tag())))
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

/// Such a name as programs read of it.
pub fn described_name(text: ObjectBuilder, example: &str) -> ObjectBuilder {
    let text = text.min_length(Some(1)).examples([example]);
    text.description(Some("1 to 100 characters that can be seen, without a web address."))
}
