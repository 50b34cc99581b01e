//! The table of an account's teams, and the form of a new one.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{Candidates, Notes, TEAMS, TeamMade, TeamName, TeamQuery, TeamRow};
use crate::accounts::account;
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::platform::ids::AccountUserId;
use crate::users::search::{Sort, Sought};
use crate::web::errors::{Error, Result};
use crate::web::form::{Checkbox, Field, Form, FormErrors, MultiChoice, Query};
use crate::web::form_page::FormPage;
use crate::web::gate::{Admin, Member};
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::table::{Table, TableQuery};
use crate::web::viewer::Ctx;

pub fn routes() -> Routes {
    Routes::new()
        .get(paths::TEAMS, show)
        .get(paths::TEAM_NEW, show_new)
        .post(paths::TEAM_NEW, create)
}

#[derive(Template)]
#[template(path = "accounts/teams/page.html")]
struct TeamsPage<'a> {
    ctx: &'a Ctx,
    flash: Option<Message>,
    table: Table<Sort>,
    rows: Vec<TeamRow>,
    total: i64,
    is_admin: bool,
}

impl TeamsPage<'_> {
    fn count(&self) -> Message {
        Message::new("teams-count").with("count", self.total)
    }

    /// Says how many members a team has, where no heading does.
    fn members(&self, row: &TeamRow) -> Message {
        Message::new("teams-row-members").with("count", row.members)
    }

    fn manages(&self, row: &TeamRow) -> bool {
        self.is_admin || row.is_mine
    }

    fn manages_any(&self) -> bool {
        self.rows.iter().any(|row| self.manages(row))
    }

    /// Counts the team admins beyond those whose names the row shows.
    fn unnamed(&self, row: &TeamRow) -> i64 {
        row.admins - i64::try_from(row.admin_names().len()).unwrap_or_default()
    }

    fn path(&self, path: &str, row: &TeamRow) -> String {
        paths::of(path, &row.id)
    }
}

async fn show(me: Member, asked: Query<TableQuery>) -> Result<Response> {
    let flash = me.take_flash().await?;
    let mut table = Table::of(paths::TEAMS, asked, me.person.rows_per_page);
    let (account, viewer) = (me.account_id(), me.account.account_user_id);
    let sought = Sought::from(table.q.as_str());
    let wanted = TeamQuery { sought, sort: table.sort, direction: table.direction };
    let mut tx = me.app.db.read().await?;
    let found = super::list(&mut tx, account, viewer, &wanted, table.wanted()).await?;
    let total = account::total(&mut tx, account, TEAMS).await?;
    drop(tx);
    let rows = table.take(found);
    let is_admin = me.account.is_admin;
    let page = TeamsPage { ctx: &me.ctx, flash, table, rows, total, is_admin };
    Ok(me.html(StatusCode::OK, page.render()?))
}

#[derive(Deserialize)]
#[serde(default)]
struct NewTeamForm {
    name: Field<TeamName>,
    notes: Field<Notes>,
    admins: MultiChoice<AccountUserId>,
    /// The search for further team admins.
    q: String,
    /// Whether the form was sent to search only.
    find: Checkbox,
}

impl Default for NewTeamForm {
    fn default() -> Self {
        Self {
            name: Field::blank(),
            notes: Field::blank(),
            admins: MultiChoice::default(),
            q: String::new(),
            find: Checkbox(false),
        }
    }
}

#[derive(Template)]
#[template(path = "accounts/teams/new.html")]
struct NewTeamPage<'a> {
    ctx: &'a Ctx,
    form: NewTeamForm,
    candidates: Candidates,
    frame: FormPage,
}

/// Returns the form as it is filled in, with the chosen people and those whom the search found.
async fn new_page(
    me: &Member,
    tx: &mut Tx,
    status: StatusCode,
    form: NewTeamForm,
) -> Result<Response> {
    let candidates = Candidates::find(me, tx, form.admins.values(), &form.q).await?;
    let errors = FormErrors::default()
        .of("name", form.name.error())
        .of("notes", form.notes.error())
        .of("admins", form.admins.error());
    let frame = FormPage {
        title: "teams-new",
        lead: None,
        above: paths::TEAMS.to_owned(),
        above_label: me.t("teams-title").into_owned(),
        action: me.of_account(paths::TEAM_NEW),
        prefix: "new-team",
        deed: "teams-create",
        refusal: None,
        errors,
    };
    let page = NewTeamPage { ctx: &me.ctx, form, candidates, frame };
    Ok(me.html(status, page.render()?))
}

async fn show_new(Admin(me): Admin) -> Result<Response> {
    let admins = MultiChoice::of(vec![me.account.account_user_id]);
    let form = NewTeamForm { admins, ..NewTeamForm::default() };
    new_page(&me, &mut me.app.db.read().await?, StatusCode::OK, form).await
}

async fn create(Admin(me): Admin, Form(mut form): Form<NewTeamForm>) -> Result<Response> {
    if form.find.0 {
        (form.name, form.notes) = (form.name.unasked(), form.notes.unasked());
        return new_page(&me, &mut me.app.db.read().await?, StatusCode::OK, form).await;
    }
    if form.admins.values().is_empty() {
        form.admins.refuse(Message::new("teams-admins-empty"));
    }
    if let (Some(name), Some(notes), None) =
        (form.name.value(), form.notes.value(), form.admins.error())
    {
        let mut change = me.change().await?;
        let admins = form.admins.values();
        match super::make(&mut change, me.account_id(), name, notes, admins).await? {
            TeamMade::Made(id) => {
                me.commit_with_flash(change, &Message::new("teams-made")).await?;
                return Ok(Redirect::to(&paths::of(paths::TEAM, &id)).into_response());
            }
            TeamMade::NameTaken => form.name.refuse(Message::new("teams-name-taken")),
            TeamMade::Gone => return Err(Error::NotFound),
        }
    }
    let mut tx = me.app.db.read().await?;
    new_page(&me, &mut tx, StatusCode::UNPROCESSABLE_ENTITY, form).await
}
