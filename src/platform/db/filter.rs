//! Filters and order of lists: a table of attributes for each object, with bound values.

use std::str::FromStr;

use uuid::Uuid;

use super::list::{Comparison, Direction, List, SqlValue};
use crate::platform::clock::Timestamp;

/// An attribute by which a list can be filtered.
pub struct Attribute {
    /// The name in the API.
    pub name: &'static str,
    /// The column in the list's statement.
    pub column: &'static str,
    pub kind: ValueKind,
    /// The columns that order rows by it, if it can be sorted by; the last one is unique.
    pub order: Option<&'static [&'static str]>,
}

/// The type of an attribute, which decides how it can be compared.
#[derive(Clone, Copy)]
pub enum ValueKind {
    /// Text, compared character by character.
    Text,
    /// Text whose equality is that of a key in another column.
    Keyed {
        column: &'static str,
        /// The condition that the key equals `?`, written so that an index is used.
        equals: &'static str,
        key: fn(&str) -> Vec<u8>,
    },
    /// One of the words of a closed list.
    OneOf(fn() -> Vec<&'static str>),
    Flag,
    Number,
    Time,
    /// An id, with or without prefix.
    Id(fn(&str) -> Option<Uuid>),
}

/// Parses an id of one type for [`ValueKind::Id`].
pub fn id<I: FromStr + Into<Uuid>>(text: &str) -> Option<Uuid> {
    text.parse::<I>().ok().map(Into::into)
}

/// A comparison operator.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, strum::EnumString, strum::AsRefStr, strum::VariantArray,
)]
#[strum(serialize_all = "camelCase")]
pub enum Op {
    Equals,
    Ne,
    Lt,
    Lte,
    Gt,
    Gte,
    BeginsWith,
    Contains,
    /// `a..b`, both included.
    Between,
}

impl Op {
    fn is_of_order(self) -> bool {
        matches!(self, Self::Lt | Self::Lte | Self::Gt | Self::Gte | Self::Between)
    }

    fn is_of_text(self) -> bool {
        matches!(self, Self::BeginsWith | Self::Contains)
    }
}

/// The reason why a filter is invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// The attribute does not support the operator.
    Op,
    /// The text is no value of the attribute.
    Value,
}

/// One condition on a list.
#[derive(Clone, Debug)]
pub struct Filter {
    column: &'static str,
    comparison: Comparison,
    values: Vec<SqlValue>,
}

impl Attribute {
    /// Defines an attribute.
    pub const fn of(
        name: &'static str,
        column: &'static str,
        kind: ValueKind,
        order: Option<&'static [&'static str]>,
    ) -> Self {
        Self { name, column, kind, order }
    }

    /// Makes the condition that the attribute compares in this way with a value.
    ///
    /// # Errors
    /// When the attribute does not support the operator, or the text is no value of its type.
    pub fn filter(&self, op: Op, text: &str) -> Result<Filter, Unfit> {
        let fits = match self.kind {
            ValueKind::Text | ValueKind::Keyed { .. } => !op.is_of_order(),
            ValueKind::Number | ValueKind::Time => !op.is_of_text(),
            ValueKind::OneOf(_) | ValueKind::Flag | ValueKind::Id(_) => {
                matches!(op, Op::Equals | Op::Ne)
            }
        };
        if !fits {
            return Err(Unfit::Op);
        }
        let comparison = match op {
            Op::Equals => Comparison::Sign("="),
            Op::Ne => Comparison::IsNot,
            Op::Lt => Comparison::Sign("<"),
            Op::Lte => Comparison::Sign("<="),
            Op::Gt => Comparison::Sign(">"),
            Op::Gte => Comparison::Sign(">="),
            Op::BeginsWith => Comparison::BeginsWith,
            Op::Contains => Comparison::Contains,
            Op::Between => Comparison::Between,
        };
        let values = match (op, text.split_once("..")) {
            (Op::Between, Some((from, to))) => vec![self.value(from)?, self.value(to)?],
            (Op::Between, None) => return Err(Unfit::Value),
            _ => vec![self.value(text)?],
        };
        if let (ValueKind::Keyed { column, equals, key }, Op::Equals | Op::Ne) = (self.kind, op) {
            let comparison = match op {
                Op::Equals => Comparison::By(equals),
                _ => comparison,
            };
            return Ok(Filter { column, comparison, values: vec![key(text).into()] });
        }
        // Every text contains the empty one.
        if op.is_of_text() && text.is_empty() {
            return Err(Unfit::Value);
        }
        Ok(Filter { column: self.column, comparison, values })
    }

    fn value(&self, text: &str) -> Result<SqlValue, Unfit> {
        let value = match self.kind {
            // Neither database can store a NUL in text, and PostgreSQL refuses it.
            ValueKind::Text | ValueKind::Keyed { .. } if text.contains('\0') => None,
            ValueKind::Text | ValueKind::Keyed { .. } => Some(SqlValue::Text(text.to_owned())),
            ValueKind::OneOf(words) => {
                words().contains(&text).then(|| SqlValue::Text(text.to_owned()))
            }
            ValueKind::Flag => match text {
                "true" => Some(SqlValue::Flag(true)),
                "false" => Some(SqlValue::Flag(false)),
                _ => None,
            },
            ValueKind::Number => text.parse().ok().map(SqlValue::Number),
            ValueKind::Time => moment(text).map(|moment| SqlValue::Number(moment.millis())),
            ValueKind::Id(read) => read(text).map(SqlValue::Id),
        };
        value.ok_or(Unfit::Value)
    }
}

/// Parses a moment in RFC 3339; a date alone means its first moment, in UTC.
fn moment(text: &str) -> Option<Timestamp> {
    let midnight = || {
        let date: jiff::civil::Date = text.parse().ok()?;
        Some(date.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp())
    };
    let moment = text.parse().ok().or_else(midnight)?;
    Some(Timestamp::from_millis(moment.as_millisecond()))
}

/// Finds an attribute by name.
pub fn named<'a>(attributes: &'a [Attribute], name: &str) -> Option<&'a Attribute> {
    attributes.iter().find(|attribute| attribute.name == name)
}

/// The filter and order of a list.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub filters: Vec<Filter>,
    /// The columns to order by, when they are not the usual ones.
    pub order: Option<&'static [&'static str]>,
    pub direction: Direction,
}

impl Wanted {
    /// Adds the conditions to a list.
    pub fn narrow(&self, list: &mut List) {
        for filter in &self.filters {
            list.compare(filter.column, filter.comparison, filter.values.clone());
        }
    }

    /// Orders a list, by the usual columns unless others are wanted.
    pub fn order(&self, list: &mut List, usual: &[&'static str]) {
        list.order(self.order.unwrap_or(usual), self.direction);
    }

    /// Tells whether there is no filter.
    pub fn is_everything(&self) -> bool {
        self.filters.is_empty()
    }
}
