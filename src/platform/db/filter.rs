//! What lists are filtered and sorted by: a table of attributes an object, the values bound.

use std::str::FromStr;

use uuid::Uuid;

use super::list::{Comparison, Direction, List, SqlValue};
use crate::platform::clock::Timestamp;

/// An attribute that a list can be filtered by.
pub struct Attribute {
    /// As callers call it.
    pub name: &'static str,
    /// Where it stands in the list's statement.
    pub column: &'static str,
    pub kind: ValueKind,
    /// What orders rows by it, where that can be done; the last one tells rows apart.
    pub order: Option<&'static [&'static str]>,
}

/// What an attribute holds, and so what it can be compared with.
#[derive(Clone, Copy)]
pub enum ValueKind {
    /// Text, compared letter by letter.
    Text,
    /// Text whose equality is that of a key in another column.
    Keyed {
        column: &'static str,
        /// The condition that it equals a key, where an index begins with that; `?` is the key.
        equals: &'static str,
        key: fn(&str) -> Vec<u8>,
    },
    Flag,
    Number,
    Time,
    /// An id, in either spelling.
    Id(fn(&str) -> Option<Uuid>),
}

/// An id of a kind as [`ValueKind::Id`] reads it.
pub fn id<I: FromStr + Into<Uuid>>(text: &str) -> Option<Uuid> {
    text.parse::<I>().ok().map(Into::into)
}

/// How an attribute is compared.
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

/// Why a list cannot be filtered so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// The attribute cannot be compared in this way.
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
    /// One of this name, at this place, of this kind, in this order.
    pub const fn of(
        name: &'static str,
        column: &'static str,
        kind: ValueKind,
        order: Option<&'static [&'static str]>,
    ) -> Self {
        Self { name, column, kind, order }
    }

    /// The condition that the attribute compares so with what the text says.
    ///
    /// # Errors
    /// When it cannot be compared so, or the text is no value of its kind.
    pub fn filter(&self, op: Op, text: &str) -> Result<Filter, Unfit> {
        let fits = match self.kind {
            ValueKind::Text | ValueKind::Keyed { .. } => !op.is_of_order(),
            ValueKind::Number | ValueKind::Time => !op.is_of_text(),
            ValueKind::Flag | ValueKind::Id(_) => matches!(op, Op::Equals | Op::Ne),
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
        // A text has every empty one.
        if op.is_of_text() && text.is_empty() {
            return Err(Unfit::Value);
        }
        Ok(Filter { column: self.column, comparison, values })
    }

    fn value(&self, text: &str) -> Result<SqlValue, Unfit> {
        let value = match self.kind {
            // Neither database's text can hold it, and PostgreSQL refuses it.
            ValueKind::Text | ValueKind::Keyed { .. } if text.contains('\0') => None,
            ValueKind::Text | ValueKind::Keyed { .. } => Some(SqlValue::Text(text.to_owned())),
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

/// A moment as RFC 3339 writes it; of a date alone the first one of that day, in UTC.
fn moment(text: &str) -> Option<Timestamp> {
    let midnight = || {
        let date: jiff::civil::Date = text.parse().ok()?;
        Some(date.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp())
    };
    let moment = text.parse().ok().or_else(midnight)?;
    Some(Timestamp::from_millis(moment.as_millisecond()))
}

/// The attribute of this name.
pub fn named<'a>(attributes: &'a [Attribute], name: &str) -> Option<&'a Attribute> {
    attributes.iter().find(|attribute| attribute.name == name)
}

/// How a list is filtered and ordered.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub filters: Vec<Filter>,
    /// Columns to order by, when it is not as usual.
    pub order: Option<&'static [&'static str]>,
    pub direction: Direction,
}

impl Wanted {
    /// Puts the conditions to a list.
    pub fn narrow(&self, list: &mut List) {
        for filter in &self.filters {
            list.compare(filter.column, filter.comparison, filter.values.clone());
        }
    }

    /// Orders a list, as usual where nothing else is wanted.
    pub fn order(&self, list: &mut List, usual: &[&'static str]) {
        list.order(self.order.unwrap_or(usual), self.direction);
    }

    /// Whether every row is wanted.
    pub fn is_everything(&self) -> bool {
        self.filters.is_empty()
    }
}
