//! What a program sent: JSON or a form, each field read once, with what is wrong with it.

use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;

use super::field::{Patch, Wire, Wrong};
use super::json;
use super::object::{Object, Objects};
use super::refusal::{ApiFault, Refusal};
use crate::platform::i18n::Lang;
use crate::web::App;
use crate::web::form::read_whole;

/// Most that a body holds, in KiB.
pub const KIB: usize = 256;
/// So deep a form nests: `account_user[user_attributes][emails_attributes][0][email]` is four.
const DEPTH: usize = 6;

/// A body of JSON, or a form; none at all is an empty object. Every fault in it is told at once.
pub struct Body<T>(pub T);

impl<T: ApiBody + DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = Refusal;
    async fn from_request(request: Request, app: &App) -> Result<Self, Refusal> {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let kind = kind.and_then(|kind| kind.split(';').next()).unwrap_or_default().trim();
        let is_form = kind.eq_ignore_ascii_case("application/x-www-form-urlencoded");
        let is_json = kind.is_empty() || kind.eq_ignore_ascii_case("application/json");
        let bytes = read_whole(request.into_body(), KIB).await?;
        let unparsable =
            |why: String| Refusal::Unparsable(format!("the body cannot be read: {why}"));
        let body: T = match (bytes.trim_ascii(), is_form, is_json) {
            (b"", ..) => read_json(b"{}"),
            (bytes, true, _) => read_form(bytes),
            (bytes, _, true) => read_json(bytes),
            _ => return Err(Refusal::UnsupportedMediaType),
        }
        .map_err(unparsable)?;
        let mut faults = Faults::new(app);
        body.check(&mut faults);
        faults.none_or()?;
        Ok(Self(body))
    }
}

fn read_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    let value = json::read(bytes)?;
    if !value.is_object() {
        return Err("it is not an object".to_owned());
    }
    T::deserialize(value).map_err(|why| why.to_string())
}

fn read_form<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    let form = serde_qs::Config::new().max_depth(DEPTH).use_form_encoding(true);
    form.deserialize_bytes(bytes).map_err(|why| why.to_string())
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

    /// Names each of them.
    fn check(&self, fields: &mut impl Fields);
}

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
    /// A list of such.
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
        self.all.push(ApiFault::Missing(format!("{}{name}", self.within)));
    }

    fn refuse(&mut self, name: &str, why: impl Into<String>) {
        self.all.push(ApiFault::invalid(format!("{}{name}", self.within), why));
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
        if let Patch::Refused(wrong) = field {
            match wrong {
                Wrong::Kind(must) => self.refuse(name, *must),
                Wrong::Blank => self.miss(name),
                Wrong::Value(why) => {
                    let why = self.app.messages.text(Lang::En, why);
                    self.refuse(name, format!("is invalid: {why}"));
                }
            }
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
