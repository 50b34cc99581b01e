//! The membership as a person's data export has it.

use serde::Serialize;

use crate::core::personal_data::{id_text, json, moment};
use crate::platform::clock::Timestamp;
use crate::platform::ids::{AccountId, AccountUserId};

/// A person's membership of an account, in their data export.
#[derive(Serialize, sqlx::FromRow)]
pub struct ExportedMembership {
    #[serde(serialize_with = "id_text")]
    id: AccountId,
    name: String,
    #[serde(serialize_with = "id_text")]
    account_user_id: AccountUserId,
    tiny_id: i64,
    status: String,
    is_owner: bool,
    is_admin: bool,
    is_billing: bool,
    is_broadcaster: bool,
    is_communicator: bool,
    on_call_enabled: bool,
    #[serde(serialize_with = "json")]
    on_call_lead_times: String,
    #[serde(serialize_with = "json")]
    on_call_layers: String,
    off_call_enabled: bool,
    #[serde(serialize_with = "json")]
    off_call_lead_times: String,
    #[serde(serialize_with = "json")]
    off_call_layers: String,
    #[serde(serialize_with = "json")]
    meta: String,
    #[serde(serialize_with = "moment")]
    created_at: Timestamp,
}
