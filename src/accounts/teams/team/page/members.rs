//! Changes of a team's members on its page: adding, promoting, removing.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::back;
use crate::accounts::teams::{MemberChange, TeamManager};
use crate::accounts::{account, teams};
use crate::core::change::Change;
use crate::platform::i18n::Message;
use crate::platform::ids::AccountUserId;
use crate::web::confirm::{self, Removal};
use crate::web::errors::{Error, Result};
use crate::web::form::Form;
use crate::web::paths;
use crate::web::routes::Routes;

pub fn routes() -> Routes {
    Routes::new()
        .post(paths::TEAM_MEMBERS, add)
        .get(paths::TEAM_MEMBER_REMOVAL, ask_to_take_out)
        .post(paths::TEAM_MEMBER_REMOVAL, take_out)
        .post(paths::TEAM_ADMINS, make_admin)
        .post(paths::TEAM_ADMIN_END, unmake_admin)
}

/// The member that a button of the page is about.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Whom {
    member: String,
}

/// Redirects after a change of the team's members, with a flash of its outcome.
async fn answer(
    me: &TeamManager,
    change: Change,
    made: MemberChange,
    done: &'static str,
) -> Result<Response> {
    match made {
        MemberChange::Done(name) => back(me, change, Message::new(done).with("name", name)).await,
        MemberChange::Gone => Err(Error::NotFound),
    }
}

async fn add(me: TeamManager, Form(whom): Form<Whom>) -> Result<Response> {
    let member = whom.member.parse()?;
    let mut change = me.change().await?;
    let made = teams::add_member(&mut change, me.account_id(), me.team.id, member).await?;
    answer(&me, change, made, "teams-joined").await
}

async fn make_admin(me: TeamManager, Form(whom): Form<Whom>) -> Result<Response> {
    let member = whom.member.parse()?;
    let mut change = me.change().await?;
    let made = teams::make_admin(&mut change, me.account_id(), me.team.id, member).await?;
    answer(&me, change, made, "teams-admin-made").await
}

async fn unmake_admin(
    me: TeamManager,
    Path((_, member)): Path<(String, String)>,
) -> Result<Response> {
    let member = member.parse()?;
    let mut change = me.change().await?;
    let made = teams::unmake_admin(&mut change, me.account_id(), me.team.id, member).await?;
    answer(&me, change, made, "teams-admin-unmade").await
}

async fn leave_page(me: &TeamManager, status: StatusCode, id: AccountUserId) -> Result<Response> {
    let mut tx = me.app.db.read().await?;
    let is_in = teams::is_in(&mut tx, me.team.id, id).await?;
    let person = account::member(&mut tx, me.account_id(), id).await?.filter(|_| is_in);
    let person = person.ok_or(Error::NotFound)?;
    drop(tx);
    let removal = Removal {
        title: "teams-leave-title",
        thing: person.name,
        consequence: Message::new("teams-leave-text").with("team", me.team.name.clone()),
        refusal: None,
        action: me.of_account(&paths::of_both(paths::TEAM_MEMBER_REMOVAL, &me.team.id, &id)),
        remove: "teams-leave-action",
        keep: "teams-leave-keep",
        back: paths::of(paths::TEAM, &me.team.id),
        back_label: "teams-back-to-team",
    };
    confirm::ask(&me.ctx, status, removal)
}

async fn ask_to_take_out(
    me: TeamManager,
    Path((_, member)): Path<(String, String)>,
) -> Result<Response> {
    leave_page(&me, StatusCode::OK, member.parse()?).await
}

async fn take_out(me: TeamManager, Path((_, member)): Path<(String, String)>) -> Result<Response> {
    let member = member.parse()?;
    let mut change = me.change().await?;
    let made = teams::remove_member(&mut change, me.account_id(), me.team.id, member).await?;
    answer(&me, change, made, "teams-left").await
}
