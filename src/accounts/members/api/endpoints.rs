//! Endpoints of users, account users and me in API v4.

use axum::Json;
use axum::extract::Path;
use axum::response::Response;

use super::account_user::{AccountUserBody, AccountUserObject};
use super::body::UserBody;
use super::object::UserObject;
use super::removal::remove;
use super::{Someone, attributes};
use crate::platform::db::filter::Attribute;
use crate::web::api::body::Body;
use crate::web::api::described::{Described, New};
use crate::web::api::gate::{ApiAdmin, ApiCaller};
use crate::web::api::query::{ListOf, Listed};
use crate::web::api::refusal::{ReadRefusals, Refusal, WriteRefusals};
use crate::web::api::{Created, Page, Result};
use crate::web::paths;
use crate::web::routes::{Routes, operations};

pub fn routes() -> Routes {
    operations!(
        list_users,
        create_user,
        show_user,
        update_user,
        delete_user,
        list_account_users,
        create_account_user,
        show_account_user,
        update_account_user,
        delete_account_user,
        show_me
    )
}

type UserAttributes = Described<UserBody>;
type NewUserAttributes = New<UserBody>;
type AccountUserAttributes = Described<AccountUserBody>;
type NewAccountUserAttributes = New<AccountUserBody>;

struct Users;

impl Listed for Users {
    const ATTRIBUTES: &'static [Attribute] = attributes::USER_ATTRIBUTES;
}

struct AccountUsers;

impl Listed for AccountUsers {
    const ATTRIBUTES: &'static [Attribute] = attributes::ACCOUNT_USER_ATTRIBUTES;
}

/// Lists the account's people.
#[utoipa::path(get, path = paths::API_USERS, tag = "Users", params(ListOf<Users>),
    responses((status = 200, description = "A page of results", body = Page<UserObject>), ReadRefusals))]
async fn list_users(
    ApiCaller(caller): ApiCaller,
    users: ListOf<Users>,
) -> Result<Json<Page<UserObject>>> {
    let mut tx = caller.app.db.read().await?;
    let account = caller.place.account_id;
    let (people, total) = super::list(&mut tx, account, &users.listing, &["m.user_id"]).await?;
    let data = people.iter().map(UserObject::from).collect();
    Ok(Json(Page::of(data, users.listing.window.offset, total)))
}

/// Returns a person of the account, or an invited person by the invitation's ID.
#[utoipa::path(get, path = paths::API_USER, tag = "Users",
    params(("id" = String, Path, description = "User ID")),
    responses((status = 200, description = "The user", body = UserObject), ReadRefusals))]
async fn show_user(
    ApiCaller(caller): ApiCaller,
    Path(id): Path<String>,
) -> Result<Json<UserObject>> {
    let someone = Someone::by_user(&caller, &id).await?;
    Ok(Json((&someone).into()))
}

/// Adds a person: creates a new user or invites an existing one. An invited person isn't listed
/// until they accept.
#[utoipa::path(post, path = paths::API_USERS, tag = "Users",
    request_body(content = NewUserAttributes,
        description = "`name` and an email address (`email` or `emails_attributes`) are required."),
    responses((status = 201, description = "Created or invited", body = UserObject), WriteRefusals))]
async fn create_user(
    ApiAdmin(caller): ApiAdmin,
    Body(body): Body<UserBody>,
) -> Result<Created<UserObject>> {
    let newcomer = body.newcomer(&caller, "")?;
    let (mut change, caller) = caller.change().await?;
    let made = super::ask(&mut change, &caller, &newcomer).await?;
    change.commit().await?;
    Ok(Created((&made).into()))
}

/// Updates a person.
#[utoipa::path(put, path = paths::API_USER, tag = "Users",
    params(("id" = String, Path, description = "User ID")),
    request_body = UserAttributes,
    responses((status = 200, description = "The updated user", body = UserObject), WriteRefusals))]
async fn update_user(
    ApiCaller(caller): ApiCaller,
    Path(id): Path<String>,
    Body(body): Body<UserBody>,
) -> Result<Json<UserObject>> {
    let someone = Someone::by_user(&caller, &id).await?;
    let patch = body.patch("")?;
    super::update_member(&caller, &someone, &patch, |now, _| Ok(now.into())).await.map(Json)
}

/// Not supported. Delete the account user to remove a person from the account.
#[utoipa::path(delete, path = paths::API_USER, tag = "Users",
    params(("id" = String, Path, description = "User ID")), responses(ReadRefusals))]
async fn delete_user(_: ApiCaller, Path(_): Path<String>) -> Refusal {
    Refusal::MethodNotAllowed(
        "Users cannot be deleted. Delete the account user to remove the person from the account.",
    )
}

/// Lists the account's memberships.
#[utoipa::path(get, path = paths::API_ACCOUNT_USERS, tag = "Account users",
    params(ListOf<AccountUsers>),
    responses((status = 200, description = "A page of results", body = Page<AccountUserObject>),
        ReadRefusals))]
async fn list_account_users(
    ApiCaller(caller): ApiCaller,
    members: ListOf<AccountUsers>,
) -> Result<Json<Page<AccountUserObject>>> {
    let mut tx = caller.app.db.read().await?;
    let account = caller.place.account_id;
    let (people, total) = super::list(&mut tx, account, &members.listing, &["m.tiny_id"]).await?;
    let data =
        people.iter().map(AccountUserObject::of).collect::<crate::platform::db::Result<_>>()?;
    Ok(Json(Page::of(data, members.listing.window.offset, total)))
}

/// Returns a membership, or an invited person's by the invitation's ID.
#[utoipa::path(get, path = paths::API_ACCOUNT_USER, tag = "Account users",
    params(("id" = String, Path, description = "Account user ID")),
    responses((status = 200, description = "The membership", body = AccountUserObject), ReadRefusals))]
async fn show_account_user(
    ApiCaller(caller): ApiCaller,
    Path(id): Path<String>,
) -> Result<Json<AccountUserObject>> {
    let someone = Someone::by_member(&caller, &id).await?;
    Ok(Json(AccountUserObject::of_someone(&someone, caller.place.account_id)?))
}

/// Adds a person with roles and teams: creates a new user or invites an existing one.
#[utoipa::path(post, path = paths::API_ACCOUNT_USERS, tag = "Account users",
    request_body(content = NewAccountUserAttributes,
        description = "`user_attributes.name` and one email are required."),
    responses((status = 201, description = "Created or invited", body = AccountUserObject),
        WriteRefusals))]
async fn create_account_user(
    ApiAdmin(caller): ApiAdmin,
    Body(body): Body<AccountUserBody>,
) -> Result<Created<AccountUserObject>> {
    let newcomer = body.newcomer(&caller)?;
    let (mut change, caller) = caller.change().await?;
    let made = super::ask(&mut change, &caller, &newcomer).await?;
    change.commit().await?;
    Ok(Created(AccountUserObject::of_someone(&made, caller.place.account_id)?))
}

/// Updates a membership and its person.
#[utoipa::path(put, path = paths::API_ACCOUNT_USER, tag = "Account users",
    params(("id" = String, Path, description = "Account user ID")),
    request_body = AccountUserAttributes,
    responses((status = 200, description = "The updated membership", body = AccountUserObject),
        WriteRefusals))]
async fn update_account_user(
    ApiCaller(caller): ApiCaller,
    Path(id): Path<String>,
    Body(body): Body<AccountUserBody>,
) -> Result<Json<AccountUserObject>> {
    let someone = Someone::by_member(&caller, &id).await?;
    let patch = body.patch()?;
    super::update_member(&caller, &someone, &patch, AccountUserObject::of_someone).await.map(Json)
}

/// Removes a person from the account or withdraws an invitation. Their profile is kept.
#[utoipa::path(delete, path = paths::API_ACCOUNT_USER, tag = "Account users",
    params(("id" = String, Path, description = "Account user ID")),
    responses((status = 204, description = "Removed"), WriteRefusals))]
async fn delete_account_user(
    ApiAdmin(caller): ApiAdmin,
    Path(id): Path<String>,
) -> Result<Response> {
    let someone = Someone::by_member(&caller, &id).await?;
    remove(&caller, &someone, AccountUserObject::of_someone).await
}

/// Returns the membership of the token's owner.
#[utoipa::path(get, path = paths::API_ME, tag = "Account",
    responses((status = 200, description = "The membership", body = AccountUserObject), ReadRefusals))]
async fn show_me(ApiCaller(caller): ApiCaller) -> Result<Json<AccountUserObject>> {
    let id = caller.place.account_user_id;
    let mut tx = caller.app.db.read().await?;
    let me = super::find_member(&mut tx, caller.place.account_id, id).await?;
    Ok(Json(AccountUserObject::of(&me.ok_or(Refusal::NotFound)?)?))
}
