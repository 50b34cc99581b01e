//! What is wrong with one thing that was sent: its kind, its field, and what would do.

use serde_json::Value;
use strum::{AsRefStr, EnumMessage, VariantArray};

/// The kind of what is wrong, by which a program tells one refusal from another. Each has a line in
/// `docs/api/errors.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AsRefStr, EnumMessage, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum FaultKind {
    /// A field that must be there is not, or is empty.
    Missing,
    /// A field or parameter is there and will not do.
    Invalid,
    /// An id in the body is of nothing that is there.
    UnknownId,
    /// A parameter of the query is not known.
    UnknownParameter,
    /// The body or the query cannot be read.
    Unparsable,
    /// The body is of a type, or in an encoding, that is not taken.
    UnsupportedMediaType,
    /// There is no token, or none that is good now.
    Unauthorized,
    /// The credentials are right or wrong, and open nothing.
    SignInRefused,
    /// The token may not do this.
    Forbidden,
    /// There is nothing at this URL.
    NotFound,
    /// This URL answers other methods.
    MethodNotAllowed,
    /// There is a page for people here, and nothing for programs.
    NotAcceptable,
    /// It does not go with what is there.
    Conflict,
    /// An Idempotency-Key came again with another body.
    OtherBody,
    /// It changed since it was read.
    PreconditionFailed,
    /// Changes need If-Match here.
    PreconditionRequired,
    /// The body is too large.
    TooLarge,
    /// The body came too slowly.
    TooSlow,
    /// It was sent to a host that is not served here.
    OtherHost,
    /// Too much in too short a time.
    TooMany,
    /// The server is busy, or its database away.
    Unavailable,
    /// It took too long.
    TimedOut,
    /// Something went wrong in the server.
    Internal,
}

/// What is wrong with one thing that was sent.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiFault {
    pub kind: FaultKind,
    /// Its path in the body, such as `phones_attributes[1].phone`, or its name in the query.
    pub field: String,
    /// The words after the field; of what is missing each API has its own.
    pub why: String,
    /// What was sent, where that is one value and no secret.
    pub sent: Option<Value>,
    /// What may be sent, where that is a short list.
    pub allowed: Vec<String>,
}

impl ApiFault {
    /// A field that is there and wrong in this way, and why.
    pub fn of(kind: FaultKind, field: impl Into<String>, why: impl Into<String>) -> Self {
        let (field, why) = (field.into(), why.into());
        Self { kind, field, why, sent: None, allowed: Vec::new() }
    }

    /// A field that will not do, and why.
    pub fn invalid(field: impl Into<String>, why: impl Into<String>) -> Self {
        Self::of(FaultKind::Invalid, field, why)
    }

    /// A field that must be there.
    pub fn missing(field: impl Into<String>) -> Self {
        Self::of(FaultKind::Missing, field, "")
    }

    /// The same with what was sent.
    #[must_use]
    pub fn sent(mut self, sent: Option<Value>) -> Self {
        self.sent = sent;
        self
    }

    /// The same with what may be sent.
    #[must_use]
    pub fn allowed<T: Into<String>>(mut self, allowed: impl IntoIterator<Item = T>) -> Self {
        self.allowed = allowed.into_iter().map(Into::into).collect();
        self
    }
}
