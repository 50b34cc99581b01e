//! The phone number in data exports.

use serde::Serialize;

use crate::core::personal_data::{id_text, moment, optional_moment};
use crate::platform::clock::Timestamp;
use crate::platform::ids::PhoneId;

/// A phone number in its owner's data export.
#[derive(Serialize, sqlx::FromRow)]
pub struct ExportedPhone {
    #[serde(serialize_with = "id_text")]
    id: PhoneId,
    e164: String,
    country: String,
    kind: String,
    confirmation_method: String,
    is_primary: bool,
    #[serde(serialize_with = "optional_moment")]
    verified_at: Option<Timestamp>,
    #[serde(serialize_with = "optional_moment")]
    blocked_at: Option<Timestamp>,
    blocked_why: Option<String>,
    #[serde(serialize_with = "moment")]
    created_at: Timestamp,
}
