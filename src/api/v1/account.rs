//! The account in API v1.

use axum::Json;
use axum::extract::Path;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::gate::{V1Admin, V1Caller};
use crate::accounts::account::AccountName;
use crate::accounts::settings;
use crate::platform::db::Tx;
use crate::platform::ids::AccountId;
use crate::web::api::body::{ApiBody, Body, Fields};
use crate::web::api::caller::Caller;
use crate::web::api::described::Described;
use crate::web::api::field::{Patch, Text};
use crate::web::api::refusal::{ReadRefusals, Refusal, WriteRefusals};
use crate::web::api::{Moment, Result};
use crate::web::paths;
use crate::web::routes::{Routes, operations};

pub fn routes() -> Routes {
    operations!(show_account, update_account)
}

/// The attributes of a body, for the OpenAPI document.
type AccountAttributes = Described<AccountBody>;

/// A company or group. Billing isn't supported; billing attributes are always `null`.
#[derive(Serialize, ToSchema)]
#[schema(as = OlderAccount)]
#[serde(rename_all = "camelCase")]
struct AccountObject {
    #[schema(examples("acc_01m8c4kjgne3pvvkbwy7td9rhq"))]
    sid: String,
    #[schema(examples("acc_01m8c4kjgne3pvvkbwy7td9rhq"))]
    id: String,
    created_at: Moment,
    updated_at: Moment,
    active: bool,
    #[schema(examples("Acme"))]
    name: String,
    /// Invitations are personal, so there is no shared invitation token.
    #[serde(rename = "token_id")]
    token_id: Option<String>,
    #[serde(rename = "hippanotifications")]
    hipaa_notifications: bool,
    /// Creation time of the account, in Unix seconds.
    #[serde(rename = "setup_complete")]
    setup_complete: i64,
    #[serde(rename = "stripe_customer_id")]
    stripe_customer_id: Option<String>,
    #[serde(rename = "stripe_subscription")]
    stripe_subscription: Option<String>,
    #[serde(rename = "stripe_customer")]
    stripe_customer: Option<String>,
}

/// Attributes of the account to update. Omitted attributes keep their values.
#[derive(Deserialize, Default)]
#[serde(default)]
struct AccountBody {
    name: Patch<Text<AccountName>>,
    #[serde(rename = "hippanotifications")]
    hipaa_notifications: Patch<bool>,
}

impl ApiBody for AccountBody {
    const NAME: &'static str = "OlderAccountAttributes";
    const EXAMPLE: &'static str = r#"{"hippanotifications": true}"#;

    fn check(&self, fields: &mut impl Fields) {
        fields.of("name", &self.name).of("hippanotifications", &self.hipaa_notifications);
    }
}

/// Returns the caller's account when the path names it.
fn own(caller: &Caller, id: &str) -> Result<AccountId> {
    let id = id.parse()?;
    (caller.place.account_id == id).then_some(id).ok_or(Refusal::NotFound)
}

async fn object(tx: &mut Tx, id: AccountId) -> Result<AccountObject> {
    let stored = settings::find(tx, id).await?.ok_or(Refusal::NotFound)?;
    let (created_at, updated_at) = settings::times(tx, id).await?.ok_or(Refusal::NotFound)?;
    Ok(AccountObject {
        sid: id.to_string(),
        id: id.to_string(),
        created_at: Moment(created_at),
        updated_at: Moment(updated_at),
        active: true,
        name: stored.basics.name,
        token_id: None,
        hipaa_notifications: stored.interfaces.hipaa_notifications,
        setup_complete: created_at.millis().div_euclid(1000),
        stripe_customer_id: None,
        stripe_subscription: None,
        stripe_customer: None,
    })
}

/// Returns the account.
#[utoipa::path(get, path = paths::V1_ACCOUNT, tag = "Account",
    params(("id" = String, Path, description = "Account ID")),
    responses((status = 200, description = "The account", body = AccountObject), ReadRefusals))]
async fn show_account(
    V1Caller(caller): V1Caller,
    Path(id): Path<String>,
) -> Result<Json<AccountObject>> {
    let id = own(&caller, &id)?;
    object(&mut caller.app.db.read().await?, id).await.map(Json)
}

/// Updates the account.
#[utoipa::path(put, path = paths::V1_ACCOUNT, tag = "Account",
    params(("id" = String, Path, description = "Account ID")),
    request_body = AccountAttributes,
    responses((status = 200, description = "The updated account", body = AccountObject), WriteRefusals))]
async fn update_account(
    V1Admin(caller): V1Admin,
    Path(id): Path<String>,
    Body(body): Body<AccountBody>,
) -> Result<Json<AccountObject>> {
    let id = own(&caller, &id)?;
    let wanted = (body.name.value().map(|name| &name.0), body.hipaa_notifications.copied());
    let (mut change, caller) = caller.change().await?;
    caller.conditions.check(object(&mut change, id)).await?;
    settings::set(&mut change, id, wanted.0, wanted.1).await?;
    let account = object(&mut change, id).await?;
    change.commit().await?;
    Ok(Json(account))
}
