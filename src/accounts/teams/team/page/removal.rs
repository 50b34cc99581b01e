//! The page that confirms the removal of a team, and the removal.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use crate::accounts::teams::{self, find_of};
use crate::platform::i18n::Message;
use crate::web::confirm::{self, Removal};
use crate::web::errors::{Error, Result};
use crate::web::gate::Admin;
use crate::web::paths;
use crate::web::routes::Routes;

pub fn routes() -> Routes {
    Routes::new().get(paths::TEAM_REMOVAL, ask_to_remove).post(paths::TEAM_REMOVAL, remove)
}

async fn ask_to_remove(Admin(me): Admin, Path(id): Path<String>) -> Result<Response> {
    let mut tx = me.app.db.read().await?;
    let team = find_of(&mut tx, &me, &id).await?;
    let size = teams::size(&mut tx, team.id).await?;
    drop(tx);
    let removal = Removal {
        title: "teams-removal-title",
        thing: team.name,
        consequence: Message::new("teams-removal-text").with("count", size),
        refusal: None,
        action: me.of_account(&paths::of(paths::TEAM_REMOVAL, &team.id)),
        remove: "teams-removal-action",
        keep: "common-keep-it",
        back: paths::of(paths::TEAM, &team.id),
        back_label: "teams-back-to-team",
    };
    confirm::ask(&me.ctx, StatusCode::OK, removal)
}

async fn remove(Admin(me): Admin, Path(id): Path<String>) -> Result<Response> {
    let id = id.parse()?;
    let mut change = me.change().await?;
    let removed = teams::remove(&mut change, me.account_id(), id).await?;
    let name = removed.ok_or(Error::NotFound)?;
    me.commit_with_flash(change, &Message::new("teams-removed").with("name", name)).await?;
    Ok(Redirect::to(paths::TEAMS).into_response())
}
