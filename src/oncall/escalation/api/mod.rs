//! Escalation policies in API v4: the object and the endpoints. There is one for each team.

mod body;
mod object;

use axum::Json;
use axum::extract::Path;
use body::EscalationPolicyBody;
use object::{ATTRIBUTES, WholePolicy, find_whole, list_wholes};
use serde::Serialize;
use utoipa::ToSchema;

use super::{EscalationSet, LayerTerms, set, set_meta};
use crate::accounts::teams;
use crate::platform::db::Tx;
use crate::platform::db::filter::Attribute;
use crate::platform::ids::{EscalationPolicyId, TeamId};
use crate::web::api::body::Body;
use crate::web::api::caller::Caller;
use crate::web::api::described::Described;
use crate::web::api::gate::ApiCaller;
use crate::web::api::object::{JsonObject, stored_object};
use crate::web::api::query::{ListOf, Listed};
use crate::web::api::refusal::{ReadRefusals, Refusal, WriteRefusals};
use crate::web::api::{Moment, Page, Result};
use crate::web::paths;
use crate::web::routes::{Routes, operations};

pub fn routes() -> Routes {
    operations!(
        list_escalation_policies,
        create_escalation_policy,
        show_escalation_policy,
        update_escalation_policy,
        delete_escalation_policy
    )
}

/// The attributes of a body, for the OpenAPI document.
type EscalationPolicyAttributes = Described<EscalationPolicyBody>;

/// The layers in which a team is paged about an alert.
#[derive(Serialize, ToSchema)]
#[schema(as = EscalationPolicy)]
struct EscalationPolicyObject {
    id: String,
    #[schema(examples("esc_01m8c4kjgne3pvvkbwy7td9rhq"))]
    prefix_id: String,
    /// Sequential number within the account: that of the team.
    tiny_id: i64,
    account_id: String,
    /// The name of the team.
    #[schema(examples("Night shift"))]
    name: String,
    /// The team: always one.
    team_ids: Vec<String>,
    escalation_layers: Vec<EscalationLayerObject>,
    /// Custom metadata of API clients.
    #[schema(value_type = JsonObject)]
    meta: serde_json::Map<String, serde_json::Value>,
    created_at: Moment,
    /// When the layers or the metadata were last changed.
    updated_at: Moment,
}

/// A layer of a team, which is paged until someone answers or its time is out.
#[derive(Serialize, ToSchema)]
#[schema(as = EscalationLayer)]
struct EscalationLayerObject {
    /// Number of the layer, from 1.
    layer: i64,
    /// The time that the layer has to answer, in the unit.
    timeout: i64,
    #[schema(examples("minutes"))]
    timeout_unit: &'static str,
    /// How often the layer is paged again before the next one.
    repeats: i64,
}

impl EscalationLayerObject {
    fn of(layer: i64, terms: &LayerTerms) -> Self {
        Self {
            layer,
            timeout: terms.time_out.minutes(),
            timeout_unit: "minutes",
            repeats: terms.repeats.times(),
        }
    }
}

impl EscalationPolicyObject {
    fn of(WholePolicy { row, layers }: &WholePolicy) -> crate::platform::db::Result<Self> {
        let id = EscalationPolicyId::from(row.team_id);
        let layers = (1..).zip(layers.as_slice());
        Ok(Self {
            id: id.ulid(),
            prefix_id: id.to_string(),
            tiny_id: row.tiny_id,
            account_id: row.account_id.ulid(),
            name: row.name.clone(),
            team_ids: vec![row.team_id.ulid()],
            escalation_layers: layers
                .map(|(layer, terms)| EscalationLayerObject::of(layer, terms))
                .collect(),
            meta: stored_object(&row.meta)?,
            created_at: Moment(row.created_at),
            updated_at: Moment(row.updated_at),
        })
    }
}

struct EscalationPolicies;

impl Listed for EscalationPolicies {
    const ATTRIBUTES: &'static [Attribute] = ATTRIBUTES;
}

/// Returns the team of the policy with this id.
fn team_of(id: &str) -> Result<TeamId> {
    Ok(id.parse::<EscalationPolicyId>()?.into())
}

async fn whole(tx: &mut Tx, caller: &Caller, team: TeamId) -> Result<EscalationPolicyObject> {
    let policy = find_whole(tx, caller.place.account_id, team).await?;
    Ok(EscalationPolicyObject::of(&policy.ok_or(Refusal::NotFound)?)?)
}

/// Lists the account's escalation policies: one for each team.
#[utoipa::path(get, path = paths::API_ESCALATION_POLICIES, tag = "Escalation policies",
    params(ListOf<EscalationPolicies>),
    responses((status = 200, description = "A page of results",
        body = Page<EscalationPolicyObject>), ReadRefusals))]
async fn list_escalation_policies(
    ApiCaller(caller): ApiCaller,
    policies: ListOf<EscalationPolicies>,
) -> Result<Json<Page<EscalationPolicyObject>>> {
    let mut tx = caller.app.db.read().await?;
    let account = caller.place.account_id;
    let (found, total) = list_wholes(&mut tx, account, &policies.listing).await?;
    let data = found.iter().map(EscalationPolicyObject::of);
    let data = data.collect::<crate::platform::db::Result<_>>()?;
    Ok(Json(Page::of(data, policies.listing.window.offset, total)))
}

/// Not supported. A team is created with its escalation policy.
#[utoipa::path(post, path = paths::API_ESCALATION_POLICIES, tag = "Escalation policies",
    responses(WriteRefusals))]
async fn create_escalation_policy(_: ApiCaller) -> Refusal {
    Refusal::MethodNotAllowed(
        "Escalation policies cannot be created. Each team has one: create the team, or update its policy.",
    )
}

/// Returns an escalation policy.
#[utoipa::path(get, path = paths::API_ESCALATION_POLICY, tag = "Escalation policies",
    params(("id" = String, Path, description = "Escalation policy ID")),
    responses((status = 200, description = "The escalation policy",
        body = EscalationPolicyObject), ReadRefusals))]
async fn show_escalation_policy(
    ApiCaller(caller): ApiCaller,
    Path(id): Path<String>,
) -> Result<Json<EscalationPolicyObject>> {
    whole(&mut caller.app.db.read().await?, &caller, team_of(&id)?).await.map(Json)
}

/// Updates an escalation policy. Alerts that are being paged continue with the new layers.
#[utoipa::path(put, path = paths::API_ESCALATION_POLICY, tag = "Escalation policies",
    params(("id" = String, Path, description = "Escalation policy ID")),
    request_body = EscalationPolicyAttributes,
    responses((status = 200, description = "The updated escalation policy",
        body = EscalationPolicyObject), WriteRefusals))]
async fn update_escalation_policy(
    ApiCaller(caller): ApiCaller,
    Path(id): Path<String>,
    Body(body): Body<EscalationPolicyBody>,
) -> Result<Json<EscalationPolicyObject>> {
    let team = team_of(&id)?;
    let (mut change, caller) = caller.change().await?;
    caller.conditions.check(whole(&mut change, &caller, team)).await?;
    let account = caller.place.account_id;
    teams::find(&mut change, account, team).await?.ok_or(Refusal::NotFound)?;
    if !teams::is_admin(&mut change, team, caller.place.account_user_id).await? {
        caller.require_admin()?;
    }
    if let Some(layers) = body.layers() {
        match set(&mut change, account, team, None, &layers).await? {
            EscalationSet::Saved | EscalationSet::Stale(_) => {}
            EscalationSet::Gone => return Err(Refusal::NotFound),
        }
    }
    if let Some(meta) = body.meta.value() {
        set_meta(&mut change, account, team, &meta.text()).await?;
    }
    let policy = whole(&mut change, &caller, team).await?;
    change.commit().await?;
    Ok(Json(policy))
}

/// Not supported. A team is deleted with its escalation policy.
#[utoipa::path(delete, path = paths::API_ESCALATION_POLICY, tag = "Escalation policies",
    params(("id" = String, Path, description = "Escalation policy ID")),
    responses(ReadRefusals))]
async fn delete_escalation_policy(_: ApiCaller, Path(_): Path<String>) -> Refusal {
    Refusal::MethodNotAllowed(
        "Escalation policies cannot be deleted. Each is deleted with its team.",
    )
}
