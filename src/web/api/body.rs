//! Bodies of calls: JSON or a form, each field read once, with every error in it.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::fault::ApiFault;
use super::field::{Patch, Wire, Wrong};
use super::object::{MOST_OBJECTS, Object, Objects};
use super::refusal::Refusal;
use super::{brackets, json};
use crate::platform::i18n::Lang;
use crate::web::App;
use crate::web::form::read_whole;

/// The largest body, in KiB.
pub const KIB: usize = 256;

/// A body of JSON, or a form; a missing body is an empty object. All errors in it are reported at
/// once.
pub struct Body<T>(pub T);

impl<T: ApiBody + DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = Refusal;
    async fn from_request(request: Request, app: &App) -> Result<Self, Refusal> {
        let kind = BodyKind::of(request.headers())?;
        let bytes = read_whole(request.into_body(), KIB).await?;
        let value = kind.read(&bytes)?;
        let body = T::deserialize(value).map_err(|why| unparsable(&why.to_string()))?;
        let mut faults = Faults::new(app);
        body.check(&mut faults);
        faults.none_or()?;
        Ok(Self(body))
    }
}

fn unparsable(why: &str) -> Refusal {
    Refusal::Unparsable(format!("The body cannot be parsed: {why}"))
}

/// The kind of a body, by its `Content-Type`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum BodyKind {
    Json,
    Form,
    Other,
}

impl BodyKind {
    fn of(headers: &HeaderMap) -> Result<Self, Refusal> {
        let text =
            |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if !["", "identity"].contains(&text(CONTENT_ENCODING).trim().to_lowercase().as_str()) {
            return Err(Refusal::Encoded);
        }
        let kind = text(CONTENT_TYPE).split(';').next().unwrap_or_default().trim().to_lowercase();
        Ok(match kind.as_str() {
            "" | "application/json" | "text/json" => Self::Json,
            "application/x-www-form-urlencoded" => Self::Form,
            kind if kind.starts_with("application/") && kind.ends_with("+json") => Self::Json,
            _ => Self::Other,
        })
    }

    /// Reads the bytes as an object; no bytes are an empty one. Tolerates a UTF-8 byte order mark,
    /// and JSON that a client declared as a form.
    fn read(self, bytes: &[u8]) -> Result<Value, Refusal> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
        let looks_like_json = bytes.starts_with(b"{");
        let value = match self {
            _ if bytes.is_empty() => return Ok(Value::Object(serde_json::Map::new())),
            Self::Form if !looks_like_json => brackets::read(bytes),
            Self::Json | Self::Form => json::read(bytes),
            Self::Other if looks_like_json => {
                let why = "The body looks like JSON. Send it with Content-Type: application/json";
                return Err(Refusal::UnsupportedMediaType(why));
            }
            Self::Other => {
                let why = "Send application/json or application/x-www-form-urlencoded";
                return Err(Refusal::UnsupportedMediaType(why));
            }
        };
        let value = value.map_err(|why| unparsable(&why))?;
        match value.is_object() {
            true => Ok(value),
            false => Err(unparsable("it is not an object")),
        }
    }
}

/// A body that names its fields, so that they can be validated and described.
pub trait ApiBody: Default {
    /// The name of the body's schema in the OpenAPI document.
    const NAME: &'static str;
    /// The fields that a create requires, for the OpenAPI document.
    const NEEDED: &'static [&'static str] = &[];
    /// An example of an update and a create, as JSON that needs no other object to exist.
    const EXAMPLE: &'static str = "";
    const NEW_EXAMPLE: &'static str = "";
    /// How a list of such objects in a body is taken.
    const LIST: ListMode = ListMode::Merged;

    /// Names each field to `fields`.
    fn check(&self, fields: &mut impl Fields);
}

/// How a list of objects in a body is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListMode {
    /// Entries change, add and remove stored ones, by their ids; up to [`MOST_OBJECTS`].
    Merged,
    /// The list replaces the stored one, and has this many entries.
    Replaced { least: usize, most: usize },
}

impl ListMode {
    /// Returns the fewest and the most entries.
    pub fn limits(self) -> RangeInclusive<usize> {
        match self {
            Self::Merged => 0..=MOST_OBJECTS,
            Self::Replaced { least, most } => least..=most,
        }
    }
}

/// Keys that a body does not know.
pub type Rest = BTreeMap<String, Value>;

/// A visitor of a body's fields, which validates or describes them.
pub trait Fields {
    /// An optional field.
    fn of<T: Wire>(&mut self, name: &str, field: &Patch<T>) -> &mut Self;
    /// A required field.
    fn required<T: Wire>(&mut self, name: &str, field: &Patch<T>) -> &mut Self;
    /// Fields of which at least one is required; the error of none names the first.
    fn one_of(&mut self, first: &str, has_any: bool) -> &mut Self;
    /// An object with fields of its own.
    fn object<T: ApiBody + DeserializeOwned>(
        &mut self,
        name: &str,
        field: &Patch<Object<T>>,
    ) -> &mut Self;
    /// Keys beyond the known fields, for a body that takes no others: each is reported as an
    /// unknown `thing`.
    fn nothing_else(&mut self, rest: &Rest, thing: &str, known: &[&str]) -> &mut Self;
    /// A list of objects with fields of their own.
    fn each<T: ApiBody + DeserializeOwned>(
        &mut self,
        name: &str,
        field: &Patch<Objects<T>>,
    ) -> &mut Self;
}

/// The errors found in a body so far.
pub struct Faults<'a> {
    app: &'a App,
    /// The path of the object whose fields are being read.
    within: String,
    all: Vec<ApiFault>,
}

impl<'a> Faults<'a> {
    pub fn new(app: &'a App) -> Self {
        Self { app, within: String::new(), all: Vec::new() }
    }

    /// Adds the error of a missing field.
    pub fn miss(&mut self, name: &str) {
        self.all.push(ApiFault::missing(format!("{}{name}", self.within)));
    }

    /// Adds an error of a field inside the current object.
    pub fn add(&mut self, fault: ApiFault) {
        let field = format!("{}{}", self.within, fault.field);
        self.all.push(ApiFault { field, ..fault });
    }

    fn descend(&mut self, into: &str, object: &impl ApiBody) {
        let outside = self.within.len();
        self.within.push_str(into);
        object.check(self);
        self.within.truncate(outside);
    }

    /// Succeeds when there is no error.
    ///
    /// # Errors
    /// When there are errors: all of them, as one refusal.
    pub fn none_or(self) -> Result<(), Refusal> {
        match self.all.is_empty() {
            true => Ok(()),
            false => Err(Refusal::Faults(self.all)),
        }
    }
}

impl Fields for Faults<'_> {
    fn of<T: Wire>(&mut self, name: &str, field: &Patch<T>) -> &mut Self {
        if let Patch::Refused { wrong, sent } = field {
            let why = match wrong {
                Wrong::Blank => {
                    self.miss(name);
                    return self;
                }
                Wrong::Kind(must) => (*must).to_owned(),
                Wrong::Value(why) => {
                    format!("is invalid: {}", self.app.messages.text(Lang::En, why))
                }
            };
            self.add(ApiFault::invalid(name, why).sent(sent.clone()).allowed(T::allowed()));
        }
        self
    }

    fn required<T: Wire>(&mut self, name: &str, field: &Patch<T>) -> &mut Self {
        match field {
            Patch::Absent | Patch::Null => self.miss(name),
            field => drop(self.of(name, field)),
        }
        self
    }

    fn one_of(&mut self, first: &str, has_any: bool) -> &mut Self {
        if !has_any {
            self.miss(first);
        }
        self
    }

    fn object<T: ApiBody + DeserializeOwned>(
        &mut self,
        name: &str,
        field: &Patch<Object<T>>,
    ) -> &mut Self {
        if let Patch::Value(object) = field {
            self.descend(&format!("{name}."), &object.0);
        }
        self.of(name, field)
    }

    fn nothing_else(&mut self, rest: &Rest, thing: &str, known: &[&str]) -> &mut Self {
        for name in rest.keys() {
            let name: String = name.chars().take(40).collect();
            let fault = ApiFault::invalid(name, format!("is not {thing}"));
            self.add(fault.allowed(known.iter().copied()));
        }
        self
    }

    fn each<T: ApiBody + DeserializeOwned>(
        &mut self,
        name: &str,
        field: &Patch<Objects<T>>,
    ) -> &mut Self {
        let count = field.value().map(|list| list.0.len());
        let limits = T::LIST.limits();
        if count.is_some_and(|count| !limits.contains(&count)) {
            let (least, most) = limits.into_inner();
            self.add(ApiFault::invalid(name, format!("must have {least} to {most} entries")));
        }
        for (at, object) in field.value().into_iter().flat_map(|list| &list.0).enumerate() {
            self.descend(&format!("{name}[{at}]."), object);
        }
        self.of(name, field)
    }
}
