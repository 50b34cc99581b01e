//! The `select` parameter of API v1, which picks attributes of the answer: `?select=sid,id`.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::web::App;
use crate::web::api::query;
use crate::web::api::refusal::Refusal;
use crate::web::api::{Page, Result};
use crate::web::errors::Error;

/// The selected attributes; all, when none is named.
pub struct Select(Vec<String>);

impl FromRequestParts<App> for Select {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self> {
        let pairs = query::pairs(parts)?;
        let wanted = pairs.iter().filter(|(name, _)| name == "select");
        let wanted = wanted.flat_map(|(_, text)| text.split(',')).map(str::trim);
        Ok(Self(wanted.filter(|name| !name.is_empty()).map(str::to_owned).collect()))
    }
}

impl Select {
    /// Returns the object with only the selected attributes; names that it does not have are
    /// ignored.
    ///
    /// # Errors
    /// When the object cannot be serialized, which would be a defect.
    pub fn of(&self, object: &impl Serialize) -> Result<Value> {
        let whole = serde_json::to_value(object);
        let whole = whole.map_err(|error| Refusal::Failed(Error::Internal(error.into())))?;
        Ok(match whole {
            Value::Object(whole) if !self.0.is_empty() => {
                let chosen = whole.into_iter().filter(|(name, _)| self.0.contains(name));
                Value::Object(chosen.collect::<Map<_, _>>())
            }
            whole => whole,
        })
    }

    /// Returns the page with only the selected attributes of each object.
    ///
    /// # Errors
    /// When an object cannot be serialized, which would be a defect.
    pub fn of_page<T: Serialize>(&self, page: Page<T>) -> Result<Page<Value>> {
        let data = page.data.iter().map(|one| self.of(one)).collect::<Result<_>>()?;
        Ok(Page { data, has_more: page.has_more, total_count: page.total_count })
    }
}
