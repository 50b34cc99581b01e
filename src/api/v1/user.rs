//! Users in API v1.

use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;
use serde_json::Value;

use super::gate::{V1Admin, V1Caller};
use super::select::Select;
use super::user_body::V1UserBody;
use super::user_object::V1UserObject;
use crate::accounts::members::api as members;
use crate::accounts::members::api::{ApiNewcomer, MemberPatch, Someone};
use crate::accounts::teams;
use crate::platform::db;
use crate::platform::db::filter::Attribute;
use crate::platform::ids::TeamId;
use crate::users::emails::EmailAddress;
use crate::web::api::body::{ApiBody, Body, Faults, Fields};
use crate::web::api::described::{Described, New};
use crate::web::api::field::{Ids, Patch};
use crate::web::api::query::{ListOf, Listed};
use crate::web::api::refusal::{ReadRefusals, Refusal, WriteRefusals};
use crate::web::api::{ApiVersion, Page, Result};
use crate::web::paths;
use crate::web::routes::{Routes, operations};

pub fn routes() -> Routes {
    operations!(list_users, create_user, show_user, update_user, delete_user, add_to_teams)
}

/// The attributes of a body, for the OpenAPI document.
type UserAttributes = Described<V1UserBody>;
type NewUserAttributes = New<V1UserBody>;
type TeamsOfUser = Described<TeamsBody>;

struct Users;

impl Listed for Users {
    const ATTRIBUTES: &'static [Attribute] = members::V1_ATTRIBUTES;
    const VERSION: ApiVersion = ApiVersion::V1;
}

/// Lists the account's people.
#[utoipa::path(get, path = paths::V1_USERS, tag = "User", params(ListOf<Users>),
    responses((status = 200, description = "A page of results", body = Page<V1UserObject>), ReadRefusals))]
async fn list_users(
    V1Caller(caller): V1Caller,
    users: ListOf<Users>,
    select: Select,
) -> Result<Json<Page<Value>>> {
    let mut tx = caller.app.db.read().await?;
    let account = caller.place.account_id;
    let (found, total) = members::list(&mut tx, account, &users.listing, &["m.user_id"]).await?;
    let data = found.iter().map(V1UserObject::of_member).collect::<db::Result<_>>()?;
    select.of_page(Page::of(data, users.listing.window.offset, total)).map(Json)
}

/// Returns a person of the account, or an invited person by the invitation's ID.
#[utoipa::path(get, path = paths::V1_USER, tag = "User",
    params(("id" = String, Path, description = "User ID")),
    responses((status = 200, description = "The user", body = V1UserObject), ReadRefusals))]
async fn show_user(
    V1Caller(caller): V1Caller,
    Path(id): Path<String>,
    select: Select,
) -> Result<Json<Value>> {
    let someone = Someone::by_user(&caller, &id).await?;
    select.of(&V1UserObject::of(&someone, caller.place.account_id)?).map(Json)
}

/// Adds a person: creates a new user or invites an existing one. An invited person isn't listed
/// until they accept.
#[utoipa::path(post, path = paths::V1_USERS, tag = "User",
    request_body(content = NewUserAttributes,
        description = "`name` and an email address (`email` or `emails`) are required."),
    responses((status = 200, description = "Created or invited", body = V1UserObject), WriteRefusals))]
async fn create_user(
    V1Admin(caller): V1Admin,
    Body(body): Body<V1UserBody>,
) -> Result<Json<V1UserObject>> {
    let mut faults = Faults::new(&caller.app);
    faults.required("name", &body.name);
    if body.first_email().is_none() {
        faults.miss("email");
    }
    faults.none_or()?;
    let (Some(name), Some(email)) = (body.name.value(), body.first_email()) else {
        return Err(Refusal::NotFound);
    };
    let mut rest = MemberPatch { name: None, ..body.patch(None) };
    let is_other = |address: &EmailAddress| address.key() != email.key();
    rest.emails.retain(|change| change.address.as_ref().is_some_and(is_other));
    let newcomer = ApiNewcomer { name: name.0.clone(), email: email.clone(), rest };
    let (mut change, caller) = caller.change().await?;
    let made = members::ask(&mut change, &caller, &newcomer).await?;
    change.commit().await?;
    Ok(Json(V1UserObject::of(&made, caller.place.account_id)?))
}

/// Updates a person. Omitted preferences and roles keep their values.
#[utoipa::path(put, path = paths::V1_USER, tag = "User",
    params(("id" = String, Path, description = "User ID")),
    request_body = UserAttributes,
    responses((status = 200, description = "The updated user", body = V1UserObject), WriteRefusals))]
async fn update_user(
    V1Caller(caller): V1Caller,
    Path(id): Path<String>,
    Body(body): Body<V1UserBody>,
) -> Result<Json<V1UserObject>> {
    let someone = Someone::by_user(&caller, &id).await?;
    let patch = body.patch(Some(someone.here()?));
    members::update_member(&caller, &someone, &patch, V1UserObject::of).await.map(Json)
}

/// Teams that the person joins.
#[derive(Deserialize, Default)]
#[serde(default)]
struct TeamsBody {
    team_ids: Patch<Ids<TeamId>>,
}

impl ApiBody for TeamsBody {
    const NAME: &'static str = "OlderTeamsOfUser";
    const EXAMPLE: &'static str = r#"{"team_ids": []}"#;

    fn check(&self, fields: &mut impl Fields) {
        fields.required(TEAM_IDS, &self.team_ids);
    }
}

const TEAM_IDS: &str = "team_ids";

/// Adds a person to teams. They stay in their other teams.
#[utoipa::path(post, path = paths::V1_USER_TEAMS, tag = "User",
    params(("id" = String, Path, description = "User ID")),
    request_body(content = TeamsOfUser),
    responses((status = 200, description = "The updated user", body = V1UserObject), WriteRefusals))]
async fn add_to_teams(
    V1Admin(caller): V1Admin,
    Path(id): Path<String>,
    Body(body): Body<TeamsBody>,
) -> Result<Json<V1UserObject>> {
    let someone = Someone::by_user(&caller, &id).await?;
    let here = someone.here()?;
    let ids = body.team_ids.value().map(|ids| ids.known(TEAM_IDS, members::TEAMS_OF_ACCOUNT));
    let (mut change, caller) = caller.change().await?;
    let account = caller.place.account_id;
    for team in ids.transpose()?.unwrap_or_default() {
        if !teams::put_in(&mut change, account, team, here.row.id).await? {
            return Err(Refusal::unknown(TEAM_IDS, members::TEAMS_OF_ACCOUNT));
        }
    }
    change.commit().await?;
    Ok(Json(V1UserObject::of_member(here)?))
}

/// Removes a person from the account or withdraws an invitation. Their profile is kept.
#[utoipa::path(delete, path = paths::V1_USER, tag = "User",
    params(("id" = String, Path, description = "User ID")),
    responses((status = 204, description = "Removed"), WriteRefusals))]
async fn delete_user(V1Admin(caller): V1Admin, Path(id): Path<String>) -> Result<Response> {
    let someone = Someone::by_user(&caller, &id).await?;
    members::remove(&caller, &someone, V1UserObject::of).await
}
