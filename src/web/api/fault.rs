//! Errors of a call: a kind, a field, and the accepted values.

use serde_json::Value;
use strum::{AsRefStr, EnumMessage, VariantArray};

/// The kind of an error, for programs. Each has a line in `docs/api/errors.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AsRefStr, EnumMessage, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum FaultKind {
    /// A required field is missing or empty.
    Missing,
    /// A field or parameter is invalid.
    Invalid,
    /// An ID in the body does not exist in the account.
    UnknownId,
    /// A query parameter is unknown.
    UnknownParameter,
    /// The body or the query cannot be parsed.
    Unparsable,
    /// The media type or encoding of the body is not supported.
    UnsupportedMediaType,
    /// The token is missing, invalid or expired.
    Unauthorized,
    /// The sign-in was refused, whether or not the credentials are correct.
    SignInRefused,
    /// The token isn’t allowed to do this.
    Forbidden,
    /// Nothing exists at this URL.
    NotFound,
    /// The URL does not support the method.
    MethodNotAllowed,
    /// The URL is a page for people and has no response for programs.
    NotAcceptable,
    /// The request conflicts with the current state.
    Conflict,
    /// An `Idempotency-Key` was used again with another body.
    OtherBody,
    /// The object has changed since it was read.
    PreconditionFailed,
    /// The account requires `If-Match` for changes.
    PreconditionRequired,
    /// The body is too large.
    TooLarge,
    /// The body was not received in time.
    TooSlow,
    /// The host of the request is not served here.
    OtherHost,
    /// A rate limit is exceeded.
    TooMany,
    /// The server is busy, or its database cannot be reached.
    Unavailable,
    /// The request took too long.
    TimedOut,
    /// The server failed.
    Internal,
}

/// An error in one field or parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiFault {
    pub kind: FaultKind,
    /// Its path in the body, such as `phones_attributes[1].phone`, or its name in the query.
    pub field: String,
    /// The text after the field's name. For a missing field each API has a text of its own.
    pub why: String,
    /// The value that was sent, if it is a single value and not secret.
    pub sent: Option<Value>,
    /// The accepted values, if there are few.
    pub allowed: Vec<String>,
}

impl ApiFault {
    /// Returns an error of this kind, with the text after the field's name.
    pub fn of(kind: FaultKind, field: impl Into<String>, why: impl Into<String>) -> Self {
        let (field, why) = (field.into(), why.into());
        Self { kind, field, why, sent: None, allowed: Vec::new() }
    }

    /// Returns the error of an invalid field, with the text after the field's name.
    pub fn invalid(field: impl Into<String>, why: impl Into<String>) -> Self {
        Self::of(FaultKind::Invalid, field, why)
    }

    /// Returns the error of a missing field.
    pub fn missing(field: impl Into<String>) -> Self {
        Self::of(FaultKind::Missing, field, "")
    }

    /// Adds the value that was sent.
    #[must_use]
    pub fn sent(mut self, sent: Option<Value>) -> Self {
        self.sent = sent;
        self
    }

    /// Adds the accepted values.
    #[must_use]
    pub fn allowed<T: Into<String>>(mut self, allowed: impl IntoIterator<Item = T>) -> Self {
        self.allowed = allowed.into_iter().map(Into::into).collect();
        self
    }
}
