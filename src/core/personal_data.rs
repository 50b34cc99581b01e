//! Personal data: what each noun gives to the copy that a person takes, and deletes with the person.

use std::fmt::Display;

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::change::Change;
use crate::platform::clock::Timestamp;
use crate::platform::db::{DbFuture, Error, Result, Tx};
use crate::platform::ids::UserId;

/// A part of the copy that a person takes of what is kept of them. Nothing in it is secret.
pub struct ExportPart {
    /// The key of the part in the document.
    pub name: &'static str,
    /// Reads the part.
    pub read: for<'a> fn(&'a mut Tx, UserId) -> DbFuture<'a, Value>,
}

/// A function that deletes what one noun keeps of a person. What other nouns still refer to is
/// deleted after theirs: the list of all of them has the order.
pub type Forget = for<'a> fn(&'a mut Change, UserId) -> DbFuture<'a, ()>;

/// Rows as they stand in the document, once they are read.
pub fn document<'a, T: Serialize + 'a>(
    rows: impl Future<Output = Result<T>> + Send + 'a,
) -> DbFuture<'a, Value> {
    Box::pin(async move {
        serde_json::to_value(rows.await?).map_err(|error| Error::Encode(error.into()))
    })
}

/// Serializes an id as people see it.
pub fn id_text<T: Display, S: Serializer>(id: &T, to: S) -> std::result::Result<S::Ok, S::Error> {
    to.collect_str(id)
}

/// Serializes a moment as RFC 3339 has it.
pub fn moment<S: Serializer>(at: &Timestamp, to: S) -> std::result::Result<S::Ok, S::Error> {
    to.collect_str(&at.to_jiff())
}

/// Serializes a moment as RFC 3339 has it, or null.
pub fn optional_moment<S: Serializer>(
    at: &Option<Timestamp>,
    to: S,
) -> std::result::Result<S::Ok, S::Error> {
    match at {
        Some(at) => moment(at, to),
        None => to.serialize_none(),
    }
}

/// Serializes what is stored as JSON as itself, and as a text when it is no JSON.
pub fn json<S: Serializer>(stored: &str, to: S) -> std::result::Result<S::Ok, S::Error> {
    match serde_json::from_str::<Value>(stored) {
        Ok(value) => value.serialize(to),
        Err(_) => to.serialize_str(stored),
    }
}
