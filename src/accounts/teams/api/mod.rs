//! Teams in API v4: the object and the endpoints.

mod body;
mod object;
mod update;

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use body::TeamBody;
pub use object::{ATTRIBUTES, V1_ATTRIBUTES, Whole, WholeRow, find_whole, list_wholes};
use serde::Serialize;
pub use update::{TeamPatch, USERS_OF_ACCOUNT, change, make, remove};
use utoipa::ToSchema;

use crate::platform::db::Tx;
use crate::platform::db::filter::Attribute;
use crate::platform::ids::{EscalationPolicyId, TeamId};
use crate::web::api::body::Body;
use crate::web::api::caller::Caller;
use crate::web::api::described::{Described, New};
use crate::web::api::gate::{ApiAdmin, ApiCaller};
use crate::web::api::object::{JsonObject, stored_object};
use crate::web::api::query::{ListOf, Listed};
use crate::web::api::refusal::{ReadRefusals, Refusal, WriteRefusals};
use crate::web::api::{Created, Moment, Page, Result};
use crate::web::paths;
use crate::web::routes::{Routes, operations};

pub fn routes() -> Routes {
    operations!(list_teams, create_team, show_team, update_team, delete_team, show_on_call)
}

/// The attributes of a body, for the OpenAPI document.
type TeamAttributes = Described<TeamBody>;
type NewTeamAttributes = New<TeamBody>;

/// People of the account who are on call together.
#[derive(Serialize, ToSchema)]
#[schema(as = Team)]
struct TeamObject {
    id: String,
    #[schema(examples("tem_01m8c4kjgne3pvvkbwy7td9rhq"))]
    prefix_id: String,
    /// Sequential number within the account.
    tiny_id: i64,
    account_id: String,
    #[schema(examples("Night shift"))]
    name: String,
    #[schema(examples("From 22:00 to 06:00"))]
    notes: String,
    member_account_user_ids: Vec<String>,
    /// Account user IDs of the team admins.
    admin_account_user_ids: Vec<String>,
    schedule_id: String,
    escalation_policy_id: String,
    /// Custom metadata of API clients.
    #[schema(value_type = JsonObject)]
    meta: serde_json::Map<String, serde_json::Value>,
    created_at: Moment,
    updated_at: Moment,
}

impl TeamObject {
    fn of(Whole { row, members }: &Whole) -> crate::platform::db::Result<Self> {
        let admins = members.iter().filter(|person| person.is_admin);
        Ok(Self {
            id: row.id.ulid(),
            prefix_id: row.id.to_string(),
            tiny_id: row.tiny_id,
            account_id: row.account_id.ulid(),
            name: row.name.clone(),
            notes: row.notes.clone(),
            member_account_user_ids: members.iter().map(|person| person.id.ulid()).collect(),
            admin_account_user_ids: admins.map(|person| person.id.ulid()).collect(),
            schedule_id: row.schedule_id.ulid(),
            escalation_policy_id: EscalationPolicyId::from(row.id).ulid(),
            meta: stored_object(&row.meta)?,
            created_at: Moment(row.created_at),
            updated_at: Moment(row.updated_at),
        })
    }
}

struct Teams;

impl Listed for Teams {
    const ATTRIBUTES: &'static [Attribute] = ATTRIBUTES;
}

async fn whole(tx: &mut Tx, caller: &Caller, id: TeamId) -> Result<TeamObject> {
    let team = find_whole(tx, caller.place.account_id, id).await?;
    Ok(TeamObject::of(&team.ok_or(Refusal::NotFound)?)?)
}

/// Lists the account's teams.
#[utoipa::path(get, path = paths::API_TEAMS, tag = "Teams", params(ListOf<Teams>),
    responses((status = 200, description = "A page of results", body = Page<TeamObject>), ReadRefusals))]
async fn list_teams(
    ApiCaller(caller): ApiCaller,
    teams: ListOf<Teams>,
) -> Result<Json<Page<TeamObject>>> {
    let mut tx = caller.app.db.read().await?;
    let account = caller.place.account_id;
    let (found, total) = list_wholes(&mut tx, account, &teams.listing).await?;
    let data = found.iter().map(TeamObject::of).collect::<crate::platform::db::Result<_>>()?;
    Ok(Json(Page::of(data, teams.listing.window.offset, total)))
}

/// Returns a team.
#[utoipa::path(get, path = paths::API_TEAM, tag = "Teams",
    params(("id" = String, Path, description = "Team ID")),
    responses((status = 200, description = "The team", body = TeamObject), ReadRefusals))]
async fn show_team(
    ApiCaller(caller): ApiCaller,
    Path(id): Path<String>,
) -> Result<Json<TeamObject>> {
    whole(&mut caller.app.db.read().await?, &caller, id.parse()?).await.map(Json)
}

/// Creates a team and its schedule.
#[utoipa::path(post, path = paths::API_TEAMS, tag = "Teams",
    request_body(content = NewTeamAttributes,
        description = "`name` is required."),
    responses((status = 201, description = "The team", body = TeamObject), WriteRefusals))]
async fn create_team(
    ApiAdmin(caller): ApiAdmin,
    Body(body): Body<TeamBody>,
) -> Result<Created<TeamObject>> {
    let name = body.name.value().ok_or_else(|| Refusal::missing("name"))?;
    let (mut change, caller) = caller.change().await?;
    let id = make(&mut change, &caller, &name.0, &body.patch()?).await?;
    let team = whole(&mut change, &caller, id).await?;
    change.commit().await?;
    Ok(Created(team))
}

/// Updates a team.
#[utoipa::path(put, path = paths::API_TEAM, tag = "Teams",
    params(("id" = String, Path, description = "Team ID")),
    request_body = TeamAttributes,
    responses((status = 200, description = "The updated team", body = TeamObject), WriteRefusals))]
async fn update_team(
    ApiCaller(caller): ApiCaller,
    Path(id): Path<String>,
    Body(body): Body<TeamBody>,
) -> Result<Json<TeamObject>> {
    let id = id.parse()?;
    let (mut change, caller) = caller.change().await?;
    caller.conditions.check(whole(&mut change, &caller, id)).await?;
    update::change(&mut change, &caller, id, &body.patch()?).await?;
    let team = whole(&mut change, &caller, id).await?;
    change.commit().await?;
    Ok(Json(team))
}

/// Deletes a team and its schedule. Its people stay in the account.
#[utoipa::path(delete, path = paths::API_TEAM, tag = "Teams",
    params(("id" = String, Path, description = "Team ID")),
    responses((status = 204, description = "Deleted"), WriteRefusals))]
async fn delete_team(ApiAdmin(caller): ApiAdmin, Path(id): Path<String>) -> Result<StatusCode> {
    let id = id.parse()?;
    let (mut change, caller) = caller.change().await?;
    caller.conditions.check(whole(&mut change, &caller, id)).await?;
    remove(&mut change, &caller, id).await?;
    change.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A layer of a schedule, with who is on call in it.
#[derive(Serialize, ToSchema)]
pub struct OnCall {
    layer: u16,
    start_time: Moment,
    end_time: Moment,
    attendees: Vec<Attendee>,
}

/// A person who is on call.
#[derive(Serialize, ToSchema)]
struct Attendee {
    /// Account user ID.
    attendee_id: String,
}

/// Lists who is on call in a team.
///
/// # Errors
/// When there is no such team.
pub async fn on_call(caller: &Caller, id: TeamId) -> Result<Vec<OnCall>> {
    let mut tx = caller.app.db.read().await?;
    let team = super::find(&mut tx, caller.place.account_id, id).await?;
    team.ok_or(Refusal::NotFound)?;
    // Schedules have no shifts yet, so nobody is on call.
    Ok(Vec::new())
}

/// Returns who is on call in a team. Empty until the schedule has shifts.
#[utoipa::path(get, path = paths::API_TEAM_ON_CALL, tag = "Teams",
    params(("id" = String, Path, description = "Team ID")),
    responses((status = 200, description = "People on call, by layer", body = Vec<OnCall>),
        ReadRefusals))]
async fn show_on_call(
    ApiCaller(caller): ApiCaller,
    Path(id): Path<String>,
) -> Result<Json<Vec<OnCall>>> {
    on_call(&caller, id.parse()?).await.map(Json)
}
