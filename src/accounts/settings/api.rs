//! The account of a token in API v4.

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

use crate::web::api::gate::ApiCaller;
use crate::web::api::refusal::{ReadRefusals, Refusal};
use crate::web::api::{Moment, Result};
use crate::web::paths;
use crate::web::routes::{Routes, operations};

pub fn routes() -> Routes {
    operations!(show_account)
}

/// A company or group.
#[derive(Serialize, ToSchema)]
#[schema(as = Account)]
struct AccountObject {
    id: String,
    #[schema(examples("acc_01m8c4kjgne3pvvkbwy7td9rhq"))]
    prefix_id: String,
    #[schema(examples("Acme"))]
    name: String,
    /// Maximum number of people. `null` means no limit.
    user_limit: Option<i64>,
    /// Whether API v1 is available to the account's programs.
    #[serde(rename = "older_api")]
    v1_api: bool,
    /// Time from which responses of API v1 announce its deprecation. `null` if they don't.
    #[serde(rename = "older_api_deprecated_at")]
    v1_deprecated_at: Option<Moment>,
    /// Whether changes require an `If-Match` header.
    if_match_required: bool,
    /// Whether messages contain only an ID and how to respond, without details.
    #[serde(rename = "hippanotifications")]
    hipaa_notifications: bool,
    /// Time from which a second factor is required. `null` if it isn't.
    second_factor_from: Option<Moment>,
    created_at: Moment,
    updated_at: Moment,
}

/// Returns the token's account.
#[utoipa::path(get, path = paths::API_ACCOUNT, tag = "Account",
    responses((status = 200, description = "The account", body = AccountObject), ReadRefusals))]
async fn show_account(ApiCaller(caller): ApiCaller) -> Result<Json<AccountObject>> {
    let id = caller.place.account_id;
    let mut tx = caller.app.db.read().await?;
    let settings = super::find(&mut tx, id).await?.ok_or(Refusal::NotFound)?;
    let (created_at, updated_at) = super::times(&mut tx, id).await?.ok_or(Refusal::NotFound)?;
    Ok(Json(AccountObject {
        id: id.ulid(),
        prefix_id: id.to_string(),
        name: settings.basics.name,
        user_limit: settings.basics.user_limit,
        v1_api: settings.interfaces.v1_api,
        v1_deprecated_at: settings.interfaces.v1_deprecated_at.map(Moment),
        if_match_required: settings.interfaces.if_match_required,
        hipaa_notifications: settings.interfaces.hipaa_notifications,
        second_factor_from: settings.second_factor.second_factor_from.map(Moment),
        created_at: Moment(created_at),
        updated_at: Moment(updated_at),
    }))
}
