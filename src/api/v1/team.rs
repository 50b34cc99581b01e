//! Teams in API v1.

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::gate::{V1Admin, V1Caller};
use super::select::Select;
use super::user_object::V1UserObject;
use crate::accounts::members::api as members;
use crate::accounts::teams::api::{self as teams_api, TeamPatch, USERS_OF_ACCOUNT, Whole};
use crate::accounts::teams::{Notes, TeamName};
use crate::platform::db::filter::Attribute;
use crate::platform::db::{self, Tx};
use crate::platform::ids::{AccountUserId, TeamId, UserId};
use crate::web::api::body::{ApiBody, Body, Fields};
use crate::web::api::caller::Caller;
use crate::web::api::described::{Described, New};
use crate::web::api::field::{Ids, Patch, Text};
use crate::web::api::object::{JsonObject, stored_object};
use crate::web::api::query::{ListOf, Listed};
use crate::web::api::refusal::{ReadRefusals, Refusal, WriteRefusals};
use crate::web::api::{ApiVersion, Moment, Page, Result};
use crate::web::paths;
use crate::web::routes::{Routes, operations};

/// The attribute of a team's members.
const MEMBERS: &str = "member_user_ids";

pub fn routes() -> Routes {
    operations!(
        list_teams,
        create_team,
        show_team,
        update_team,
        delete_team,
        list_members,
        show_on_call
    )
}

/// The attributes of a body, for the OpenAPI document.
type TeamAttributes = Described<TeamBody>;
type NewTeamAttributes = New<TeamBody>;

/// People of the account who are on call together.
#[derive(Serialize, ToSchema)]
#[schema(as = OlderTeam)]
struct TeamObject {
    /// Account ID.
    #[schema(examples("acc_01m8c4kjgne3pvvkbwy7td9rhq"))]
    sid: String,
    #[schema(examples("tem_01m8c4kjgne3pvvkbwy7td9rhq"))]
    id: String,
    #[serde(rename = "createdAt")]
    created_at: Moment,
    #[serde(rename = "updatedAt")]
    updated_at: Moment,
    /// Sequential number within the account.
    #[serde(rename = "tinyId")]
    tiny_id: i64,
    /// Custom metadata of API clients.
    meta: serde_json::Map<String, serde_json::Value>,
    #[schema(examples("Day shift"))]
    name: String,
    #[schema(examples("Every other week"))]
    description: String,
    member_user_ids: Vec<String>,
    #[schema(examples("skd_01m8c4kjgne3pvvkbwy7td9rhq"))]
    schedule_id: String,
}

impl TeamObject {
    fn of(Whole { row, members }: &Whole) -> db::Result<Self> {
        Ok(Self {
            sid: row.account_id.to_string(),
            id: row.id.to_string(),
            created_at: Moment(row.created_at),
            updated_at: Moment(row.updated_at),
            tiny_id: row.tiny_id,
            meta: stored_object(&row.meta)?,
            name: row.name.clone(),
            description: row.notes.clone(),
            member_user_ids: members.iter().map(|person| person.user_id.to_string()).collect(),
            schedule_id: row.schedule_id.to_string(),
        })
    }
}

/// A team to create or update. Omitted attributes keep their values.
#[derive(Deserialize, Default)]
#[serde(default)]
struct TeamBody {
    name: Patch<Text<TeamName>>,
    description: Patch<Text<Notes>>,
    /// User IDs of all members of the team; members that are not listed are removed.
    member_user_ids: Patch<Ids<UserId>>,
    /// Custom metadata. Up to 50 keys, 16 KiB in total.
    meta: Patch<JsonObject>,
}

impl ApiBody for TeamBody {
    const NAME: &'static str = "OlderTeamAttributes";
    const NEEDED: &'static [&'static str] = &["name"];
    const EXAMPLE: &'static str = r#"{"description": "Every other week"}"#;
    const NEW_EXAMPLE: &'static str = r#"{"name": "Day shift"}"#;

    fn check(&self, fields: &mut impl Fields) {
        fields
            .of("name", &self.name)
            .of("description", &self.description)
            .of(MEMBERS, &self.member_user_ids)
            .of("meta", &self.meta);
    }
}

impl TeamBody {
    async fn patch(&self, tx: &mut Tx, caller: &Caller) -> Result<TeamPatch> {
        let members = match self.member_user_ids.value() {
            None => None,
            Some(users) => {
                Some(places(tx, caller, &users.known(MEMBERS, USERS_OF_ACCOUNT)?).await?)
            }
        };
        Ok(TeamPatch {
            name: self.name.value().map(|name| name.0.clone()),
            notes: self.description.value().map(|notes| notes.0.clone()),
            members,
            meta: self.meta.value().map(JsonObject::text),
            ..TeamPatch::default()
        })
    }
}

/// Finds the account user ids of these users, in their order.
async fn places(tx: &mut Tx, caller: &Caller, users: &[UserId]) -> Result<Vec<AccountUserId>> {
    let places = members::places(tx, caller.place.account_id, users).await?;
    let unknown = || Refusal::unknown(MEMBERS, USERS_OF_ACCOUNT);
    users.iter().map(|user| places.get(user).copied().ok_or_else(unknown)).collect()
}

struct Teams;

impl Listed for Teams {
    const ATTRIBUTES: &'static [Attribute] = teams_api::V1_ATTRIBUTES;
    const VERSION: ApiVersion = ApiVersion::V1;
}

async fn object(tx: &mut Tx, caller: &Caller, id: TeamId) -> Result<TeamObject> {
    let team = teams_api::find_whole(tx, caller.place.account_id, id).await?;
    Ok(TeamObject::of(&team.ok_or(Refusal::NotFound)?)?)
}

/// Lists the account's teams.
#[utoipa::path(get, path = paths::V1_TEAMS, tag = "Team", params(ListOf<Teams>),
    responses((status = 200, description = "A page of results", body = Page<TeamObject>), ReadRefusals))]
async fn list_teams(
    V1Caller(caller): V1Caller,
    asked: ListOf<Teams>,
    select: Select,
) -> Result<Json<Page<Value>>> {
    let mut tx = caller.app.db.read().await?;
    let account = caller.place.account_id;
    let (found, total) = teams_api::list_wholes(&mut tx, account, &asked.listing).await?;
    let data = found.iter().map(TeamObject::of).collect::<db::Result<_>>()?;
    select.of_page(Page::of(data, asked.listing.window.offset, total)).map(Json)
}

/// Returns a team.
#[utoipa::path(get, path = paths::V1_TEAM, tag = "Team",
    params(("id" = String, Path, description = "Team ID")),
    responses((status = 200, description = "The team", body = TeamObject), ReadRefusals))]
async fn show_team(
    V1Caller(caller): V1Caller,
    Path(id): Path<String>,
    select: Select,
) -> Result<Json<Value>> {
    let team = object(&mut caller.app.db.read().await?, &caller, id.parse()?).await?;
    select.of(&team).map(Json)
}

/// The members of a team, who have no attributes to filter by.
struct Members;

impl Listed for Members {
    const ATTRIBUTES: &'static [Attribute] = &[];
    const VERSION: ApiVersion = ApiVersion::V1;
}

/// Lists a team's members.
#[utoipa::path(get, path = paths::V1_TEAM_MEMBERS, tag = "Team",
    params(("id" = String, Path, description = "Team ID"), ListOf<Members>),
    responses((status = 200, description = "A page of results", body = Page<V1UserObject>), ReadRefusals))]
async fn list_members(
    V1Caller(caller): V1Caller,
    Path(id): Path<String>,
    asked: ListOf<Members>,
    select: Select,
) -> Result<Json<Page<Value>>> {
    let (mut tx, account) = (caller.app.db.read().await?, caller.place.account_id);
    let team = teams_api::find_whole(&mut tx, account, id.parse()?).await?;
    let mut users: Vec<_> =
        team.ok_or(Refusal::NotFound)?.members.iter().map(|person| person.user_id).collect();
    users.sort_unstable();
    let total = i64::try_from(users.len()).unwrap_or(i64::MAX);
    let window = asked.listing.window;
    let whole = |number: i64| usize::try_from(number).unwrap_or(usize::MAX);
    let part: Vec<_> =
        users.into_iter().skip(whole(window.offset)).take(whole(window.rows)).collect();
    let people = members::of_users(&mut tx, account, &part).await?;
    let data = people.iter().map(V1UserObject::of_member).collect::<db::Result<_>>()?;
    select.of_page(Page::of(data, window.offset, total)).map(Json)
}

/// Returns who is on call in a team. Empty until the schedule has shifts.
#[utoipa::path(get, path = paths::V1_TEAM_ON_CALL, tag = "Team",
    params(("id" = String, Path, description = "Team ID")),
    responses((status = 200, description = "People on call, by layer", body = Vec<teams_api::OnCall>),
        ReadRefusals))]
async fn show_on_call(
    V1Caller(caller): V1Caller,
    Path(id): Path<String>,
) -> Result<Json<Vec<teams_api::OnCall>>> {
    teams_api::on_call(&caller, id.parse()?).await.map(Json)
}

/// Creates a team and its schedule.
#[utoipa::path(post, path = paths::V1_TEAMS, tag = "Team",
    request_body(content = NewTeamAttributes,
        description = "`name` is required."),
    responses((status = 200, description = "The team", body = TeamObject), WriteRefusals))]
async fn create_team(
    V1Admin(caller): V1Admin,
    Body(body): Body<TeamBody>,
) -> Result<Json<TeamObject>> {
    let name = body.name.value().ok_or_else(|| Refusal::missing("name"))?;
    let (mut change, caller) = caller.change().await?;
    let patch = body.patch(&mut change, &caller).await?;
    let id = teams_api::make(&mut change, &caller, &name.0, &patch).await?;
    let team = object(&mut change, &caller, id).await?;
    change.commit().await?;
    Ok(Json(team))
}

/// Updates a team.
#[utoipa::path(put, path = paths::V1_TEAM, tag = "Team",
    params(("id" = String, Path, description = "Team ID")),
    request_body = TeamAttributes,
    responses((status = 200, description = "The updated team", body = TeamObject), WriteRefusals))]
async fn update_team(
    V1Caller(caller): V1Caller,
    Path(id): Path<String>,
    Body(body): Body<TeamBody>,
) -> Result<Json<TeamObject>> {
    let id = id.parse()?;
    let (mut change, caller) = caller.change().await?;
    caller.conditions.check(object(&mut change, &caller, id)).await?;
    let patch = body.patch(&mut change, &caller).await?;
    teams_api::change(&mut change, &caller, id, &patch).await?;
    let team = object(&mut change, &caller, id).await?;
    change.commit().await?;
    Ok(Json(team))
}

/// Deletes a team and its schedule. Its people stay in the account.
#[utoipa::path(delete, path = paths::V1_TEAM, tag = "Team",
    params(("id" = String, Path, description = "Team ID")),
    responses((status = 204, description = "Deleted"), WriteRefusals))]
async fn delete_team(V1Admin(caller): V1Admin, Path(id): Path<String>) -> Result<StatusCode> {
    let id = id.parse()?;
    let (mut change, caller) = caller.change().await?;
    caller.conditions.check(object(&mut change, &caller, id)).await?;
    teams_api::remove(&mut change, &caller, id).await?;
    change.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
