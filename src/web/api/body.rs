//! What a program sent: JSON or a form, each field read once, with what is wrong with it.

use std::collections::BTreeMap;

use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::fault::ApiFault;
use super::field::{Patch, Wire, Wrong};
use super::object::{Object, Objects};
use super::refusal::Refusal;
use super::{brackets, json};
use crate::platform::i18n::Lang;
use crate::web::App;
use crate::web::form::read_whole;

/// Most that a body holds, in KiB.
pub const KIB: usize = 256;

/// A body of JSON, or a form; none at all is an empty object. Every fault in it is told at once.
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
    Refusal::Unparsable(format!("the body cannot be read: {why}"))
}

/// What a body is said to be.
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

    /// The object that the bytes are; none is an empty one. Some tools put a mark before the text that
    /// says that it is UTF-8, and others call a form whatever they send.
    fn read(self, bytes: &[u8]) -> Result<Value, Refusal> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
        let looks_like_json = bytes.starts_with(b"{");
        let value = match self {
            _ if bytes.is_empty() => return Ok(Value::Object(serde_json::Map::new())),
            Self::Form if !looks_like_json => brackets::read(bytes),
            Self::Json | Self::Form => json::read(bytes),
            Self::Other if looks_like_json => {
                let why = "it looks like JSON: send it with Content-Type: application/json";
                return Err(Refusal::UnsupportedMediaType(why));
            }
            Self::Other => {
                let why = "send application/json or application/x-www-form-urlencoded";
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

/// A body that names its fields, so that what is wrong with them can be told, and what they are.
pub trait ApiBody: Default {
    /// What it is called in descriptions.
    const NAME: &'static str;
    /// What a new thing cannot be without, in descriptions.
    const NEEDED: &'static [&'static str] = &[];
    /// A change, and a new thing, as a program may send it: JSON that holds whatever there is.
    const EXAMPLE: &'static str = "";
    const NEW_EXAMPLE: &'static str = "";

    /// Names each field.
    fn check(&self, fields: &mut impl Fields);
}

/// Keys that a body does not know.
pub type Rest = BTreeMap<String, Value>;

/// What is told of each field of a body.
pub trait Fields {
    /// One that may be left out.
    fn of<T: Wire>(&mut self, name: &str, field: &Patch<T>) -> &mut Self;
    /// One that must be there.
    fn required<T: Wire>(&mut self, name: &str, field: &Patch<T>) -> &mut Self;
    /// One with fields of its own.
    fn object<T: ApiBody + DeserializeOwned>(
        &mut self,
        name: &str,
        field: &Patch<Object<T>>,
    ) -> &mut Self;
    /// Keys beyond the fields, where nothing else is taken: each is refused as no such thing.
    fn nothing_else(&mut self, rest: &Rest, thing: &str, known: &[&str]) -> &mut Self;
    /// A list of objects with fields of their own.
    fn each<T: ApiBody + DeserializeOwned>(
        &mut self,
        name: &str,
        field: &Patch<Objects<T>>,
    ) -> &mut Self;
}

/// What is wrong with a body so far.
pub struct Faults<'a> {
    app: &'a App,
    /// The field that is being looked into.
    within: String,
    all: Vec<ApiFault>,
}

impl<'a> Faults<'a> {
    /// Nothing yet.
    pub fn new(app: &'a App) -> Self {
        Self { app, within: String::new(), all: Vec::new() }
    }

    /// A field that must be there.
    pub fn miss(&mut self, name: &str) {
        self.all.push(ApiFault::missing(format!("{}{name}", self.within)));
    }

    /// Another fault, of a field inside the one that is looked into.
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

    /// Nothing, or everything that is wrong.
    ///
    /// # Errors
    /// What is wrong.
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
        for (at, object) in field.value().into_iter().flat_map(|list| &list.0).enumerate() {
            self.descend(&format!("{name}[{at}]."), object);
        }
        self.of(name, field)
    }
}
