//! The page of one team, with the form of its name and notes.

mod members;
mod removal;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::accounts::teams::{
    self, Notes, Team, TeamChanged, TeamManager, TeamMember, TeamName, find_of, found,
};
use crate::core::change::Change;
use crate::core::stamp::Stamp;
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::platform::ids::AccountUserId;
use crate::users::search::FoundMember;
use crate::web::errors::{Error, Result};
use crate::web::form::{Field, Form, FormErrors, Query};
use crate::web::gate::Member;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::table::{Table, TableQuery};
use crate::web::viewer::Ctx;

pub fn routes() -> Routes {
    Routes::new()
        .get(paths::TEAM, show)
        .post(paths::TEAM, change)
        .and(removal::routes())
        .and(members::routes())
}

/// The most members on one page.
const MEMBERS: i64 = 50;

/// The order of a team's members, which is always by name.
#[derive(Clone, Copy, Default, PartialEq, strum::EnumString, strum::AsRefStr)]
#[strum(serialize_all = "lowercase")]
enum ByName {
    #[default]
    Name,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct TeamForm {
    stamp: Stamp,
    name: Field<TeamName>,
    notes: Field<Notes>,
}

impl TeamForm {
    fn of(team: &Team) -> Self {
        Self {
            stamp: team.stamp(),
            name: Field::typed(&team.name),
            notes: Field::typed(&team.notes),
        }
    }
}

#[derive(Template)]
#[template(path = "accounts/teams/team.html")]
struct TeamPage<'a> {
    ctx: &'a Ctx,
    flash: Option<Message>,
    team: Team,
    form: TeamForm,
    /// The error of the form as a whole.
    alert: Option<Message>,
    errors: FormErrors,
    members: Vec<TeamMember>,
    size: i64,
    table: Table<ByName>,
    /// The members that the search found, each with whether they are in the team already.
    found: Vec<(FoundMember, bool)>,
    has_more: bool,
    can_manage: bool,
    can_remove: bool,
}

impl<'a> TeamPage<'a> {
    /// Builds the page from what is stored; `can_manage` shows the forms.
    async fn of(
        me: &'a Member,
        can_manage: bool,
        tx: &mut Tx,
        team: Team,
        asked: Query<TableQuery>,
    ) -> Result<Self> {
        let mut table = Table::of(paths::of(paths::TEAM, &team.id), asked, MEMBERS);
        let wanted = table.wanted();
        let members = teams::members_of(tx, me.account_id(), team.id, me.lang, wanted).await?;
        let members = table.take(members);
        let size = teams::size(tx, team.id).await?;
        let (mut offered, mut has_more) = (Vec::new(), false);
        if can_manage && !table.q.is_empty() {
            let (found, more) = found(me, tx, &table.q).await?;
            has_more = more;
            for person in found {
                let is_in = teams::is_in(tx, team.id, person.id).await?;
                offered.push((person, is_in));
            }
        }
        Ok(Self {
            ctx: &me.ctx,
            flash: None,
            form: TeamForm::of(&team),
            team,
            alert: None,
            errors: FormErrors::default(),
            members,
            size,
            table,
            found: offered,
            has_more,
            can_manage,
            can_remove: me.account.is_admin,
        })
    }

    /// Fills the form with what was typed, and its error.
    fn typed(mut self, form: TeamForm, alert: Option<Message>) -> Self {
        self.errors =
            FormErrors::default().of("name", form.name.error()).of("notes", form.notes.error());
        (self.form, self.alert) = (form, alert);
        self
    }

    fn count(&self) -> Message {
        Message::new("teams-members-count").with("count", self.size)
    }

    /// Returns a path with the team's id.
    fn path(&self, path: &str) -> String {
        paths::of(path, &self.team.id)
    }

    /// Returns a path with the ids of the team and of one of its members.
    fn path_of(&self, path: &str, person: &TeamMember) -> String {
        paths::of_both(path, &self.team.id, &person.id)
    }

    fn user(&self, id: &AccountUserId) -> String {
        paths::of(paths::USER, id)
    }

    fn title(&self) -> String {
        match self.errors.is_empty() {
            true => self.team.name.clone(),
            false => self.ctx.t_with("common-error-title", "title", &self.team.name),
        }
    }

    fn ids(&self) -> Vec<(&'static str, String)> {
        vec![("team", self.team.id.to_string()), ("schedule", self.team.schedule_id.to_string())]
    }
}

async fn show(me: Member, Path(id): Path<String>, asked: Query<TableQuery>) -> Result<Response> {
    let mut tx = me.app.db.read().await?;
    let team = find_of(&mut tx, &me, &id).await?;
    let can_manage = teams::manages(&mut tx, &me, &team).await?;
    let mut page = TeamPage::of(&me, can_manage, &mut tx, team, asked).await?;
    drop(tx);
    page.flash = me.take_flash().await?;
    Ok(me.html(StatusCode::OK, page.render()?))
}

/// Builds the page of a person who manages the team, after something was refused there.
async fn page(me: &TeamManager) -> Result<TeamPage<'_>> {
    let mut tx = me.app.db.read().await?;
    let team = teams::find(&mut tx, me.account_id(), me.team.id).await?.ok_or(Error::NotFound)?;
    TeamPage::of(&me.me, true, &mut tx, team, Query(TableQuery::default())).await
}

/// Commits the change and redirects to the page with a flash.
async fn back(me: &TeamManager, change: Change, flash: Message) -> Result<Response> {
    me.commit_with_flash(change, &flash).await?;
    Ok(Redirect::to(&paths::of(paths::TEAM, &me.team.id)).into_response())
}

async fn change(me: TeamManager, Form(mut form): Form<TeamForm>) -> Result<Response> {
    const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
    let (Some(name), Some(notes)) = (form.name.value(), form.notes.value()) else {
        return Ok(me.html(REFUSED, page(&me).await?.typed(form, None).render()?));
    };
    let (account, team) = (me.account_id(), me.team.id);
    let mut change = me.change().await?;
    let changed = teams::change(&mut change, account, team, &form.stamp, name, notes).await?;
    match changed {
        TeamChanged::Saved => back(&me, change, Message::new("teams-saved")).await,
        TeamChanged::Stale(stamp) => {
            drop(change);
            form.stamp = stamp;
            let page = page(&me).await?.typed(form, Some(Message::new("common-stale")));
            Ok(me.html(StatusCode::CONFLICT, page.render()?))
        }
        TeamChanged::NameTaken => {
            drop(change);
            form.name.refuse(Message::new("teams-name-taken"));
            Ok(me.html(REFUSED, page(&me).await?.typed(form, None).render()?))
        }
        TeamChanged::Gone => Err(Error::NotFound),
    }
}
