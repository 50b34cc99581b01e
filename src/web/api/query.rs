//! The query of a list: page, order, filters and search, each validated by name.

use std::collections::HashSet;
use std::marker::PhantomData;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use strum::VariantArray;

use super::ApiVersion;
use super::fault::{ApiFault, FaultKind};
use super::refusal::Refusal;
use super::slot::Slot;
use crate::platform::db::filter::{self, Attribute, Op, Unfit, Wanted};
use crate::platform::db::list::{Direction, Window};
use crate::web::App;

/// The most rows on a page.
pub const MOST: i64 = 100;
/// The number of rows on a page by default.
const USUAL: i64 = 10;
/// The most words of a search.
const MOST_WORDS: usize = 20;
/// The most parameters of a query.
const MOST_PARAMETERS: usize = 50;

/// A type whose objects can be listed.
pub trait Listed: Send + Sync + 'static {
    /// The attributes that filter and sort.
    const ATTRIBUTES: &'static [Attribute];
    /// The API that lists them.
    const VERSION: ApiVersion = ApiVersion::V4;
    /// The direction, unless the query has one.
    const DIRECTION: Direction = Direction::Asc;
}

/// The page of a list that the query asks for.
pub struct ListOf<T> {
    pub listing: Listing,
    things: PhantomData<T>,
}

impl<T: Listed> FromRequestParts<App> for ListOf<T> {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Refusal> {
        let pairs = pairs(parts)?;
        if pairs.len() > MOST_PARAMETERS {
            let why = format!("The query has more than {MOST_PARAMETERS} parameters");
            return Err(Refusal::Unparsable(why));
        }
        let query = Query { pairs, version: T::VERSION };
        let listing = query.listing(T::ATTRIBUTES, T::DIRECTION)?;
        if let Some(slot) = parts.extensions.get::<Slot>() {
            slot.of_list(listing.window);
        }
        Ok(Self { listing, things: PhantomData })
    }
}

/// Reads the parameters of a query, in their order.
///
/// # Errors
/// When the query cannot be parsed.
pub fn pairs(parts: &Parts) -> Result<Vec<(String, String)>, Refusal> {
    let query = parts.uri.query().unwrap_or_default();
    serde_html_form::from_str(query)
        .map_err(|_| Refusal::Unparsable("The query cannot be parsed".to_owned()))
}

/// The query of a list before its parameters are validated.
struct Query {
    pairs: Vec<(String, String)>,
    version: ApiVersion,
}

/// A validated query of a list.
#[derive(Clone, Debug)]
pub struct Listing {
    pub window: Window,
    pub wanted: Wanted,
    /// The search terms.
    pub q: Option<String>,
}

impl Listing {
    /// Returns the words of the search. Further ones than a person would type are left out, because
    /// each is a condition of the statement.
    pub fn words(&self) -> Vec<&str> {
        let q = self.q.as_deref().unwrap_or_default();
        q.split_whitespace().take(MOST_WORDS).collect()
    }
}

impl Query {
    /// Validates the query against the attributes of a list.
    ///
    /// # Errors
    /// One fault for each parameter that is unknown, out of range or invalid.
    fn listing(&self, attributes: &[Attribute], usual: Direction) -> Result<Listing, Refusal> {
        let wanted = Wanted { direction: usual, ..Wanted::default() };
        let mut listing = Listing { window: Window::first(USUAL), wanted, q: None };
        let mut reading = Reading { attributes, faults: Vec::new() };
        let mut page = None;
        let mut seen = HashSet::new();
        for (name, text) in &self.pairs {
            if !seen.insert(name) {
                if self.is_passed_over(attributes, name) {
                    continue;
                }
                reading.refuse(&shown(name), "appears twice");
                continue;
            }
            match (name.as_str(), self.version) {
                ("limit", _) => listing.window.rows = reading.number(name, text, 1, MOST),
                ("offset", _) => listing.window.offset = reading.number(name, text, 0, i64::MAX),
                ("page", _) => page = Some(reading.number(name, text, 1, i64::MAX)),
                // Handled where the answer is written: see `api/v1/select.rs`.
                ("select", ApiVersion::V1) => {}
                ("sort", ApiVersion::V1) => {
                    let (attribute, direction) = match text.strip_prefix('-') {
                        Some(attribute) => (attribute, Some(Direction::Desc)),
                        None => (text.as_str(), None),
                    };
                    listing.wanted.order = reading.order(attribute);
                    listing.wanted.direction = direction.unwrap_or(listing.wanted.direction);
                }
                ("sort", ApiVersion::V4) => listing.wanted.order = reading.order(text),
                ("direction", ApiVersion::V4) | ("sortdirection", ApiVersion::V1) => {
                    match text.to_lowercase().parse() {
                        Ok(direction) => listing.wanted.direction = direction,
                        Err(_) => reading.refuse(name, "must be asc or desc"),
                    }
                }
                ("q", ApiVersion::V4) if text.contains('\0') => {
                    reading.refuse(name, "contains an invalid character");
                }
                ("q", ApiVersion::V4) => listing.q = Some(text.clone()).filter(|q| !q.is_empty()),
                ("ops", _) => {
                    let mut compared = HashSet::new();
                    let ops = text.split(',').filter(|op| !op.is_empty());
                    for op in ops.filter(|op| !self.is_passed_over(attributes, op)) {
                        match compared.insert(op.split(':').next()) {
                            true => reading.operator(op, &self.pairs, &mut listing.wanted),
                            false => reading.refuse("ops", "names an attribute twice"),
                        }
                    }
                }
                _ => {
                    if !self.is_passed_over(attributes, name) && !self.compares(name) {
                        reading.filter(name, Op::Equals, text, &mut listing.wanted);
                    }
                }
            }
        }
        if page.is_some() && seen.iter().any(|name| *name == "offset") {
            reading.refuse("page", "cannot be combined with offset");
        }
        if let Some(page) = page {
            listing.window.offset = (page - 1).saturating_mul(listing.window.rows);
        }
        match reading.faults.is_empty() {
            true => Ok(listing),
            false => Err(Refusal::Query(reading.faults)),
        }
    }

    /// Tells whether v1 ignores a parameter, or an operator of one: it takes no notice of unknown
    /// attributes.
    fn is_passed_over(&self, attributes: &[Attribute], text: &str) -> bool {
        const ITS_OWN: [&str; 6] = ["limit", "offset", "page", "sort", "sortdirection", "ops"];
        let name = text.split(':').next().unwrap_or_default();
        self.version == ApiVersion::V1
            && !ITS_OWN.contains(&name)
            && filter::named(attributes, name).is_none()
    }

    /// Tells whether `ops` sets an attribute's operator.
    fn compares(&self, name: &str) -> bool {
        let ops = self.pairs.iter().filter(|(known, _)| known == "ops");
        ops.flat_map(|(_, text)| text.split(','))
            .any(|op| op.split_once(':').is_some_and(|(attribute, _)| attribute == name))
    }
}

struct Reading<'a> {
    attributes: &'a [Attribute],
    faults: Vec<ApiFault>,
}

impl Reading<'_> {
    fn refuse(&mut self, field: &str, why: impl Into<String>) {
        self.faults.push(ApiFault::invalid(field, why));
    }

    /// Adds the error of an unknown parameter.
    fn refuse_unknown(&mut self, name: &str) {
        let fault = ApiFault::of(
            FaultKind::UnknownParameter,
            shown(name),
            "is not an attribute to filter by",
        );
        self.faults.push(fault.allowed(self.attributes.iter().map(|attribute| attribute.name)));
    }

    fn number(&mut self, name: &str, text: &str, least: i64, most: i64) -> i64 {
        match text.parse() {
            Ok(number) if (least..=most).contains(&number) => return number,
            _ => {}
        }
        let why = match most {
            i64::MAX => format!("must be a whole number from {least}"),
            most => format!("must be between {least} and {most}"),
        };
        self.faults.push(ApiFault::invalid(name, why).sent(Some(shown(text).into())));
        least
    }

    fn order(&mut self, name: &str) -> Option<&'static [&'static str]> {
        let order = filter::named(self.attributes, name).and_then(|attribute| attribute.order);
        if order.is_none() {
            let sorted = self.attributes.iter().filter(|attribute| attribute.order.is_some());
            let fault = ApiFault::invalid("sort", format!("cannot be {}", shown(name)));
            self.faults.push(
                fault
                    .sent(Some(shown(name).into()))
                    .allowed(sorted.map(|attribute| attribute.name)),
            );
        }
        order
    }

    /// Reads an `attribute:operator` of `ops`; the value is in the parameter named after the
    /// attribute.
    fn operator(&mut self, text: &str, pairs: &[(String, String)], wanted: &mut Wanted) {
        let Some((name, op)) = text.split_once(':') else {
            return self.refuse("ops", format!("has {} without an operator", shown(text)));
        };
        let Ok(op) = op.parse() else {
            let fault = ApiFault::invalid("ops", format!("has the unknown operator {}", shown(op)));
            self.faults.push(fault.allowed(Op::VARIANTS.iter().map(AsRef::as_ref)));
            return;
        };
        let value = pairs.iter().find(|(known, _)| known == name);
        if filter::named(self.attributes, name).is_none() {
            return self.refuse_unknown(name);
        }
        match value {
            Some((_, text)) => self.filter(name, op, text, wanted),
            None => self.refuse(name, "has an operator in ops but no value"),
        }
    }

    fn filter(&mut self, name: &str, op: Op, text: &str, wanted: &mut Wanted) {
        let Some(attribute) = filter::named(self.attributes, name) else {
            return self.refuse_unknown(name);
        };
        match attribute.filter(op, text) {
            Ok(filter) => wanted.filters.push(filter),
            Err(Unfit::Op) => self.refuse(name, format!("cannot be compared with {}", op.as_ref())),
            Err(Unfit::Value) => {
                let fault = ApiFault::invalid(name, "has an invalid value");
                self.faults.push(fault.sent(Some(shown(text).into())));
            }
        }
    }
}

/// Returns the part of a value that an error repeats.
fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}
