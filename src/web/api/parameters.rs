//! The query parameters of lists in the OpenAPI documents.

use utoipa::IntoParams;
use utoipa::openapi::Required;
use utoipa::openapi::extensions::Extensions;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};

use super::ApiVersion;
use super::query::{ListOf, Listed, MOST};
use crate::platform::db::filter::ValueKind;
use crate::platform::db::list::Direction;

/// The extension by which client generators name the values of an enum.
const ENUM_NAMES: &str = "x-enum-varnames";

impl<T: Listed> IntoParams for ListOf<T> {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let whole = |least: i64, most: Option<i64>| {
            let number = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(least));
            number.maximum(most)
        };
        let text = || ObjectBuilder::new().schema_type(Type::String);
        let one_of = |names: Vec<&str>| text().enum_values(Some(names));
        let sorted = T::ATTRIBUTES.iter().filter(|attribute| attribute.order.is_some());
        let sorted: Vec<_> = sorted.map(|attribute| attribute.name).collect();
        let mut all = vec![
            ("limit", whole(1, Some(MOST)), "Number of items per page. Default: 10."),
            ("offset", whole(0, None), "Number of items to skip."),
            ("page", whole(1, None), "Page number, as an alternative to offset."),
        ];
        match T::VERSION {
            ApiVersion::V4 => all.extend([
                ("sort", one_of(sorted), "Attribute to sort by."),
                (
                    "direction",
                    one_of(vec!["asc", "desc"]),
                    match T::DIRECTION {
                        Direction::Asc => "Sort direction. Default: asc.",
                        Direction::Desc => "Sort direction. Default: desc.",
                    },
                ),
                ("q", text(), "Search terms; matches the beginning of words."),
            ]),
            ApiVersion::V1 => {
                let turned = sorted.iter().map(|name| format!("-{name}"));
                let both: Vec<_> =
                    sorted.iter().map(|name| (*name).to_owned()).chain(turned).collect();
                // An identifier cannot begin with a minus.
                let names = both.iter().map(|one| match one.strip_prefix('-') {
                    Some(name) => format!("{name}_descending"),
                    None => one.clone(),
                });
                let names = Extensions::builder().add(ENUM_NAMES, names.collect::<Vec<_>>());
                let both = text().extensions(Some(names.build())).enum_values(Some(both));
                all.push((
                    "sort",
                    both,
                    "Attribute to sort by. Prefix with “-” for descending order.",
                ));
                let ways = one_of(vec!["ASC", "DESC"]);
                all.push(("sortdirection", ways, "Sort direction."));
                all.push((
                    "select",
                    text(),
                    "Attributes to return, separated by commas. Default: all.",
                ));
            }
        }
        all.push((
            "ops",
            text(),
            "Comparison operators, as attribute:operator, separated by commas. \
             Operators: equals ne lt lte gt gte beginsWith contains between (a..b).",
        ));
        if T::ATTRIBUTES.is_empty() {
            all.retain(|(name, ..)| !["sort", "direction", "sortdirection", "ops"].contains(name));
        }
        let filters = T::ATTRIBUTES.iter().map(|attribute| {
            let schema = match attribute.kind {
                ValueKind::Flag => ObjectBuilder::new().schema_type(Type::Boolean),
                ValueKind::Number => ObjectBuilder::new().schema_type(Type::Integer),
                ValueKind::Time => {
                    text().format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
                }
                ValueKind::OneOf(names) => one_of(names()),
                ValueKind::Text | ValueKind::Keyed { .. } | ValueKind::Id(_) => text(),
            };
            (
                attribute.name,
                schema,
                "Filters by this attribute (equality, unless ops sets another operator).",
            )
        });
        let described = |(name, schema, says): (&str, ObjectBuilder, &str)| {
            ParameterBuilder::new()
                .name(name)
                .parameter_in(ParameterIn::Query)
                .required(Required::False)
                .description(Some(says))
                .schema(Some(schema.build()))
                .build()
        };
        all.into_iter().chain(filters).map(described).collect()
    }
}
