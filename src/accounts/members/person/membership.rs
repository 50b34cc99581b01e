//! Changes of a person's membership by an admin: roles, teams, sessions, and its end.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::page::{Typed, UserPage, back, member, stamp};
use crate::accounts::account::{self, MemberRemoved, Role, Roles, RolesSet};
use crate::accounts::members::new::WantedTeam;
use crate::accounts::teams::{self, TeamsSet};
use crate::core::stamp::Stamp;
use crate::platform::i18n::Message;
use crate::platform::ids::AccountUserId;
use crate::web::confirm::{self, Removal};
use crate::web::errors::{Error, Result};
use crate::web::form::{Form, MultiChoice};
use crate::web::gate::{Admin, Member, SudoAdmin};
use crate::web::paths;
use crate::web::routes::Routes;

pub fn routes() -> Routes {
    Routes::new()
        .post(paths::USER_ROLES, set_roles)
        .post(paths::USER_TEAMS, set_teams)
        .post(paths::USER_SESSIONS_END, end_sessions)
        .get(paths::USER_REMOVAL, ask_to_remove)
        .post(paths::USER_REMOVAL, remove)
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct RolesForm {
    stamp: Stamp,
    roles: MultiChoice<Role>,
}

async fn set_roles(
    SudoAdmin(me): SudoAdmin,
    Path(id): Path<String>,
    Form(form): Form<RolesForm>,
) -> Result<Response> {
    let id = id.parse()?;
    let roles = Roles::of(form.roles.values());
    let mut change = me.change_of_member(id).await?;
    let member = member(&mut change, &me, id).await?;
    if stamp(&member) != form.stamp {
        drop(change);
        let refused = Some((roles, Message::new("common-stale")));
        let typed = Typed { roles: refused, ..Typed::default() };
        return UserPage::answer(&me, id, StatusCode::CONFLICT, None, typed).await;
    }
    let set = account::set_roles(&mut change, me.account_id(), id, roles).await?;
    match set {
        RolesSet::Set => back(&me, change, id, "users-roles-set").await,
        RolesSet::Gone => Err(Error::NotFound),
        RolesSet::OwnerKeeps => {
            drop(change);
            let refused = Some((roles, Message::new("users-owner-keeps")));
            let typed = Typed { roles: refused, ..Typed::default() };
            UserPage::answer(&me, id, StatusCode::UNPROCESSABLE_ENTITY, None, typed).await
        }
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct TeamsForm {
    teams: MultiChoice<WantedTeam>,
}

async fn set_teams(
    Admin(me): Admin,
    Path(id): Path<String>,
    Form(form): Form<TeamsForm>,
) -> Result<Response> {
    let id = id.parse()?;
    let wanted: Vec<_> = form.teams.values().iter().map(|team| team.0).collect();
    let mut change = me.change().await?;
    let set = teams::set_teams_of(&mut change, me.account_id(), id, &wanted).await?;
    match set {
        TeamsSet::Gone => Err(Error::NotFound),
        TeamsSet::Set => back(&me, change, id, "users-teams-set").await,
    }
}

async fn end_sessions(SudoAdmin(me): SudoAdmin, Path(id): Path<String>) -> Result<Response> {
    let id = id.parse()?;
    let mut change = me.change_of_member(id).await?;
    account::end_sessions_of(&mut change, me.account_id(), id).await?;
    back(&me, change, id, "users-sessions-ended").await
}

async fn removal_page(me: &Member, status: StatusCode, id: AccountUserId) -> Result<Response> {
    let mut tx = me.app.db.read().await?;
    let member = member(&mut tx, me, id).await?;
    drop(tx);
    let account = me.account.account_name.clone();
    let removal = Removal {
        title: "users-removal-title",
        thing: member.name,
        consequence: Message::new("users-removal-text").with("account", account),
        refusal: member.is_owner.then(|| Message::new("users-removal-owner")),
        action: me.of_account(&paths::of(paths::USER_REMOVAL, &id)),
        remove: "users-removal-action",
        keep: "common-keep-it",
        back: paths::of(paths::USER, &id),
        back_label: "users-back",
    };
    confirm::ask(&me.ctx, status, removal)
}

async fn ask_to_remove(Admin(me): Admin, Path(id): Path<String>) -> Result<Response> {
    removal_page(&me, StatusCode::OK, id.parse()?).await
}

async fn remove(Admin(me): Admin, Path(id): Path<String>) -> Result<Response> {
    let id = id.parse()?;
    let mut change = me.change_of_member(id).await?;
    let member = member(&mut change, &me, id).await?;
    let removed = account::remove_member(&mut change, me.account_id(), id).await?;
    match removed {
        MemberRemoved::Gone => Err(Error::NotFound),
        MemberRemoved::IsOwner => {
            drop(change);
            removal_page(&me, StatusCode::UNPROCESSABLE_ENTITY, id).await
        }
        MemberRemoved::Removed => {
            let flash = Message::new("users-removed").with("name", member.name);
            me.commit_with_flash(change, &flash).await?;
            Ok(Redirect::to(paths::USERS).into_response())
        }
    }
}
