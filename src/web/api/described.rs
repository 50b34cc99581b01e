//! Request bodies in the OpenAPI documents, described by the fields that are validated.

use std::borrow::Cow;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, OneOfBuilder, Schema, Type};
use utoipa::openapi::{Ref, RefOr};
use utoipa::{PartialSchema, ToSchema};

use super::body::{ApiBody, Fields, ListMode, Rest};
use super::field::{Patch, Wire};
use super::object::{Object, Objects};

/// Schemas by name.
type NamedSchemas = Vec<(String, RefOr<Schema>)>;

/// The body of an update, for the OpenAPI document.
pub struct Described<T>(PhantomData<T>);

impl<T: ApiBody> PartialSchema for Described<T> {
    fn schema() -> RefOr<Schema> {
        Describing::of::<T>(&[]).schema(T::EXAMPLE)
    }
}

impl<T: ApiBody> ToSchema for Described<T> {
    fn name() -> Cow<'static, str> {
        T::NAME.into()
    }
    fn schemas(schemas: &mut NamedSchemas) {
        schemas.extend(Describing::of::<T>(&[]).nested);
    }
}

/// The body of a create, for the OpenAPI document.
pub struct New<T>(PhantomData<T>);

impl<T: ApiBody> PartialSchema for New<T> {
    fn schema() -> RefOr<Schema> {
        Describing::of::<T>(T::NEEDED).schema(T::NEW_EXAMPLE)
    }
}

impl<T: ApiBody> ToSchema for New<T> {
    fn name() -> Cow<'static, str> {
        format!("New{}", T::NAME).into()
    }
    fn schemas(schemas: &mut NamedSchemas) {
        schemas.extend(Describing::of::<T>(T::NEEDED).nested);
    }
}

/// The schema of a body, built field by field.
struct Describing {
    object: ObjectBuilder,
    needed: &'static [&'static str],
    /// Schemas of nested bodies, each with a name, so that generated clients have one type of each.
    nested: NamedSchemas,
    /// The fields that a new entry requires, when this is an entry of a list.
    row: Option<Vec<String>>,
}

impl Describing {
    fn of<T: ApiBody>(needed: &'static [&'static str]) -> Self {
        Self::read::<T>(needed, None)
    }

    fn read<T: ApiBody>(needed: &'static [&'static str], row: Option<Vec<String>>) -> Self {
        let object = ObjectBuilder::new().schema_type(Type::Object);
        let mut describing = Self { object, needed, nested: Vec::new(), row };
        T::default().check(&mut describing);
        describing
    }

    fn schema(self, example: &str) -> RefOr<Schema> {
        let example: Option<serde_json::Value> = serde_json::from_str(example).ok();
        let says = self.row.map(|needed| {
            let needed = needed.join(" and ");
            format!(
                "With `id` it changes that one, or removes it if `_destroy` is true. \
                 Without `id` it adds one, and needs `{needed}`."
            )
        });
        self.object.description(says).examples(example).build().into()
    }

    fn nest<T: ApiBody>(&mut self, inside: Self) -> Ref {
        self.nested.extend(inside.nested.iter().cloned());
        self.nested.push((T::NAME.to_owned(), inside.schema(T::EXAMPLE)));
        Ref::from_schema_name(T::NAME)
    }

    fn add(&mut self, name: &str, schema: RefOr<Schema>) -> &mut Self {
        self.object = std::mem::take(&mut self.object).property(name, schema);
        self
    }

    fn add_required(&mut self, name: &str, schema: RefOr<Schema>) -> &mut Self {
        self.object = std::mem::take(&mut self.object).required(name);
        self.add(name, schema)
    }

    /// Adds an optional field, which may be `null` unless it is required.
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
        match &mut self.row {
            Some(needed) => {
                needed.push(name.to_owned());
                self.add_optional(name, T::schema())
            }
            None => self.add_required(name, T::schema()),
        }
    }

    fn object<T: ApiBody + DeserializeOwned>(
        &mut self,
        name: &str,
        _: &Patch<Object<T>>,
    ) -> &mut Self {
        let object = self.nest::<T>(Self::of::<T>(&[]));
        self.add_optional(name, object.into())
    }

    fn one_of(&mut self, _: &str, _: bool) -> &mut Self {
        self
    }

    fn nothing_else(&mut self, _: &Rest, _: &str, _: &[&str]) -> &mut Self {
        self
    }

    fn each<T: ApiBody + DeserializeOwned>(
        &mut self,
        name: &str,
        _: &Patch<Objects<T>>,
    ) -> &mut Self {
        let is_merged = T::LIST == ListMode::Merged;
        let row = self.nest::<T>(Self::read::<T>(&[], is_merged.then(Vec::new)));
        let (least, most) = T::LIST.limits().into_inner();
        let list = ArrayBuilder::new().min_items((least > 0).then_some(least));
        let list = list.max_items(Some(most)).items(row);
        self.add_optional(name, list.build().into())
    }
}
