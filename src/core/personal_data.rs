//! Personal data: what each noun exports of a person, and deletes with their user.

use std::fmt::Display;

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::change::Change;
use crate::platform::clock::Timestamp;
use crate::platform::db::{DbFuture, Error, Result, Tx};
use crate::platform::ids::UserId;

/// A part of a person's data export. It never contains secrets.
pub struct ExportPart {
    /// The key of the part in the document.
    pub name: &'static str,
    /// Reads the part.
    pub read: for<'a> fn(&'a mut Tx, UserId) -> DbFuture<'a, Value>,
}

/// A function that deletes what one noun stores of a person. The list of all of them is in the
/// order in which rows refer to each other.
pub type Forget = for<'a> fn(&'a mut Change, UserId) -> DbFuture<'a, ()>;

/// Serializes rows for the document, once they are read.
pub fn document<'a, T: Serialize + 'a>(
    rows: impl Future<Output = Result<T>> + Send + 'a,
) -> DbFuture<'a, Value> {
    Box::pin(async move {
        serde_json::to_value(rows.await?).map_err(|error| Error::Encode(error.into()))
    })
}

/// Serializes an id in its text form.
pub fn id_text<T: Display, S: Serializer>(id: &T, to: S) -> std::result::Result<S::Ok, S::Error> {
    to.collect_str(id)
}

/// Serializes a moment in RFC 3339.
pub fn moment<S: Serializer>(at: &Timestamp, to: S) -> std::result::Result<S::Ok, S::Error> {
    to.collect_str(&at.to_jiff())
}

/// Serializes a moment in RFC 3339, or null.
pub fn optional_moment<S: Serializer>(
    at: &Option<Timestamp>,
    to: S,
) -> std::result::Result<S::Ok, S::Error> {
    match at {
        Some(at) => moment(at, to),
        None => to.serialize_none(),
    }
}

/// Serializes a column of JSON as JSON; as a text when it does not parse.
pub fn json<S: Serializer>(stored: &str, to: S) -> std::result::Result<S::Ok, S::Error> {
    match serde_json::from_str::<Value>(stored) {
        Ok(value) => value.serialize(to),
        Err(_) => to.serialize_str(stored),
    }
}
