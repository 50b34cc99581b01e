//! A body as programs read of it: its fields are those that are checked.

use std::borrow::Cow;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, OneOfBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use super::body::{ApiBody, Fields, Rest};
use super::field::{Patch, Wire};
use super::object::{MOST_OBJECTS, Object, Objects};

/// A body of a change, for the description of the API.
pub struct Described<T>(PhantomData<T>);

impl<T: ApiBody> PartialSchema for Described<T> {
    fn schema() -> RefOr<Schema> {
        described::<T>(&[], T::EXAMPLE)
    }
}

impl<T: ApiBody> ToSchema for Described<T> {
    fn name() -> Cow<'static, str> {
        T::NAME.into()
    }
}

/// The same of a new thing.
pub struct New<T>(PhantomData<T>);

impl<T: ApiBody> PartialSchema for New<T> {
    fn schema() -> RefOr<Schema> {
        described::<T>(T::NEEDED, T::NEW_EXAMPLE)
    }
}

impl<T: ApiBody> ToSchema for New<T> {
    fn name() -> Cow<'static, str> {
        format!("New{}", T::NAME).into()
    }
}

fn described<T: ApiBody>(needed: &'static [&'static str], example: &str) -> RefOr<Schema> {
    let mut describing =
        Describing { object: ObjectBuilder::new().schema_type(Type::Object), needed };
    T::default().check(&mut describing);
    let example: Option<serde_json::Value> = serde_json::from_str(example).ok();
    describing.object.examples(example).build().into()
}

struct Describing {
    object: ObjectBuilder,
    needed: &'static [&'static str],
}

impl Describing {
    fn add(&mut self, name: &str, schema: RefOr<Schema>) -> &mut Self {
        self.object = std::mem::take(&mut self.object).property(name, schema);
        self
    }

    fn add_required(&mut self, name: &str, schema: RefOr<Schema>) -> &mut Self {
        self.object = std::mem::take(&mut self.object).required(name);
        self.add(name, schema)
    }

    /// A field that may be left out or `null`, unless it is needed.
    fn add_optional(&mut self, name: &str, schema: RefOr<Schema>) -> &mut Self {
        if self.needed.contains(&name) {
            return self.add_required(name, schema);
        }
        let null = ObjectBuilder::new().schema_type(Type::Null);
        let either = OneOfBuilder::new().item(schema).item(null).build();
        self.add(name, Schema::OneOf(either).into())
    }
}

impl Fields for Describing {
    fn of<T: Wire>(&mut self, name: &str, _: &Patch<T>) -> &mut Self {
        self.add_optional(name, T::schema())
    }

    fn required<T: Wire>(&mut self, name: &str, _: &Patch<T>) -> &mut Self {
        self.add_required(name, T::schema())
    }

    fn object<T: ApiBody + DeserializeOwned>(
        &mut self,
        name: &str,
        _: &Patch<Object<T>>,
    ) -> &mut Self {
        self.add_optional(name, described::<T>(&[], ""))
    }

    fn nothing_else(&mut self, _: &Rest, _: &str, _: &[&str]) -> &mut Self {
        self
    }

    fn each<T: ApiBody + DeserializeOwned>(
        &mut self,
        name: &str,
        _: &Patch<Objects<T>>,
    ) -> &mut Self {
        let list = ArrayBuilder::new().max_items(Some(MOST_OBJECTS)).items(described::<T>(&[], ""));
        self.add_optional(name, list.build().into())
    }
}
