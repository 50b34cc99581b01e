//! The page on which someone hands an alert off to other teams and people.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::new::destinations;
use crate::accounts::teams::{self, Candidates};
use crate::oncall::alerts::{self, Handoff, MOST_DESTINATIONS};
use crate::platform::i18n::Message;
use crate::platform::ids::{AccountUserId, AlertId, TeamId};
use crate::web::errors::{Error, Result};
use crate::web::form::{Checkbox, Form, FormErrors, MultiChoice};
use crate::web::form_page::FormPage;
use crate::web::gate::Member;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

pub fn routes() -> Routes {
    Routes::new().get(paths::ALERT_HANDOFF, show).post(paths::ALERT_HANDOFF, hand_off)
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct HandoffForm {
    teams: MultiChoice<TeamId>,
    members: MultiChoice<AccountUserId>,
    /// The search for further members.
    q: String,
    /// Whether the form was sent to search only.
    find: Checkbox,
}

#[derive(Template)]
#[template(path = "oncall/alerts/handoff.html")]
struct HandoffPage<'a> {
    ctx: &'a Ctx,
    form: HandoffForm,
    frame: FormPage,
    teams: Vec<(TeamId, String)>,
    candidates: Candidates,
}

impl HandoffPage<'_> {
    fn is_chosen(&self, team: &TeamId) -> bool {
        self.form.teams.values().contains(team)
    }
}

async fn page(
    me: &Member,
    id: AlertId,
    status: StatusCode,
    form: HandoffForm,
    refusal: Option<Message>,
) -> Result<Response> {
    let mut tx = me.app.db.read().await?;
    let alert = alerts::find(&mut tx, me.account_id(), id).await?.ok_or(Error::NotFound)?;
    let candidates = Candidates::find(me, &mut tx, form.members.values(), &form.q).await?;
    let teams = teams::list_of(&mut tx, me.account_id()).await?;
    drop(tx);
    let errors =
        FormErrors::default().of("teams", form.teams.error()).of("members", form.members.error());
    let frame = FormPage {
        title: "alerts-handoff-title",
        lead: Some(Message::new("alerts-handoff-lead")),
        above: paths::of(paths::ALERT, &id),
        above_label: alert.title,
        action: me.of_account(&paths::of(paths::ALERT_HANDOFF, &id)),
        prefix: "handoff",
        deed: "alerts-handoff-action",
        refusal,
        errors,
    };
    let page = HandoffPage { ctx: &me.ctx, form, frame, teams, candidates };
    Ok(me.html(status, page.render()?))
}

async fn show(me: Member, Path(id): Path<String>) -> Result<Response> {
    page(&me, id.parse()?, StatusCode::OK, HandoffForm::default(), None).await
}

async fn hand_off(
    me: Member,
    Path(id): Path<String>,
    Form(mut form): Form<HandoffForm>,
) -> Result<Response> {
    let id: AlertId = id.parse()?;
    if form.find.0 {
        return page(&me, id, StatusCode::OK, form, None).await;
    }
    let to = destinations(&form.teams, &form.members);
    if to.is_empty() && form.teams.error().is_none() {
        form.teams.refuse(Message::new("alerts-destinations-empty"));
    }
    if form.teams.error().is_some() || form.members.error().is_some() {
        return page(&me, id, StatusCode::UNPROCESSABLE_ENTITY, form, None).await;
    }
    let mut change = me.change().await?;
    let (account, user, is_admin) = (me.account_id(), me.person.user_id, change.actor().is_admin);
    let number = alerts::find(&mut change, account, id).await?.ok_or(Error::NotFound)?.tiny_id;
    let about = |id| Message::new(id).with("number", number.to_string());
    let (status, refusal) =
        match alerts::hand_off(&mut change, account, id, user, is_admin, &to).await? {
            Handoff::Done(to) => {
                let flash = about("alerts-handed-off").with("to", to);
                me.commit_with_flash(change, &flash).await?;
                return Ok(Redirect::to(&paths::of(paths::ALERT, &id)).into_response());
            }
            Handoff::Gone | Handoff::NoDestination(_) => return Err(Error::NotFound),
            Handoff::Over(_) => (StatusCode::CONFLICT, about("alerts-answered-over")),
            Handoff::MayNot => (StatusCode::CONFLICT, about("alerts-handoff-may-not")),
            Handoff::TooWide => {
                let most = MOST_DESTINATIONS as i64;
                let why = Message::new("alerts-destinations-too-many").with("max", most);
                (StatusCode::UNPROCESSABLE_ENTITY, why)
            }
        };
    drop(change);
    page(&me, id, status, form, Some(refusal)).await
}
