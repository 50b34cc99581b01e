//! The page on which someone makes an alert.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::accounts::teams::{self, Candidates};
use crate::oncall::alerts::{
    self, AlertDescription, AlertMade, AlertTitle, Destination, MOST_DESTINATIONS, NewAlert,
    Urgency,
};
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::platform::ids::{AccountUserId, TeamId};
use crate::web::errors::{Error, Result};
use crate::web::form::{Checkbox, Choice, Field, Form, FormErrors, MultiChoice, choices};
use crate::web::form_page::FormPage;
use crate::web::gate::Member;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

pub fn routes() -> Routes {
    Routes::new().get(paths::ALERT_NEW, show).post(paths::ALERT_NEW, create)
}

#[derive(Deserialize)]
#[serde(default)]
struct AlertForm {
    title: Field<AlertTitle>,
    description: Field<AlertDescription>,
    urgency: Field<Urgency>,
    teams: MultiChoice<TeamId>,
    members: MultiChoice<AccountUserId>,
    /// The search for further members.
    q: String,
    /// Whether the form was sent to search only.
    find: Checkbox,
}

impl Default for AlertForm {
    fn default() -> Self {
        Self {
            title: Field::blank(),
            description: Field::of(AlertDescription::default()),
            urgency: Field::of(Urgency::default()),
            teams: MultiChoice::default(),
            members: MultiChoice::default(),
            q: String::new(),
            find: Checkbox(false),
        }
    }
}

/// Returns the destinations that a form chose.
pub fn destinations(
    teams: &MultiChoice<TeamId>,
    members: &MultiChoice<AccountUserId>,
) -> Vec<Destination> {
    let teams = teams.values().iter().map(|team| Destination::Team(*team));
    let members = members.values().iter().map(|member| Destination::Member(*member));
    teams.chain(members).collect()
}

impl AlertForm {
    /// Returns the new alert, when every input is valid.
    fn read(&mut self, me: &Member) -> Option<NewAlert> {
        let destinations = destinations(&self.teams, &self.members);
        if destinations.is_empty() && self.teams.error().is_none() {
            self.teams.refuse(Message::new("alerts-destinations-empty"));
        }
        if !self.errors().is_empty() {
            return None;
        }
        let title = self.title.value()?.clone();
        let new = NewAlert::by(me.person.user_id, title, destinations);
        let (description, urgency) = (self.description.value()?.clone(), *self.urgency.value()?);
        Some(NewAlert { description, urgency, ..new })
    }

    fn errors(&self) -> FormErrors {
        FormErrors::default()
            .of("title", self.title.error())
            .of("description", self.description.error())
            .of("urgency", self.urgency.error())
            .of("teams", self.teams.error())
            .of("members", self.members.error())
    }
}

#[derive(Template)]
#[template(path = "oncall/alerts/new.html")]
struct NewAlertPage<'a> {
    ctx: &'a Ctx,
    form: AlertForm,
    frame: FormPage,
    teams: Vec<(TeamId, String)>,
    candidates: Candidates,
}

impl NewAlertPage<'_> {
    fn is_chosen(&self, team: &TeamId) -> bool {
        self.form.teams.values().contains(team)
    }

    fn urgencies(&self) -> Vec<Choice> {
        choices(self.ctx, |urgency: &Urgency| self.form.urgency.value() == Some(urgency))
    }
}

async fn new_page(
    me: &Member,
    tx: &mut Tx,
    status: StatusCode,
    form: AlertForm,
    refusal: Option<Message>,
) -> Result<Response> {
    let candidates = Candidates::find(me, tx, form.members.values(), &form.q).await?;
    let errors = form.errors();
    let teams = teams::list_of(tx, me.account_id()).await?;
    let frame = FormPage {
        title: "alerts-new",
        lead: None,
        above: paths::ALERTS.to_owned(),
        above_label: me.t("alerts-title").into_owned(),
        action: me.of_account(paths::ALERT_NEW),
        prefix: "new-alert",
        deed: "alerts-create",
        refusal,
        errors,
    };
    let page = NewAlertPage { ctx: &me.ctx, form, frame, teams, candidates };
    Ok(me.html(status, page.render()?))
}

async fn show(me: Member) -> Result<Response> {
    let mut tx = me.app.db.read().await?;
    new_page(&me, &mut tx, StatusCode::OK, AlertForm::default(), None).await
}

async fn create(me: Member, Form(mut form): Form<AlertForm>) -> Result<Response> {
    if form.find.0 {
        form.title = form.title.unasked();
        form.description = form.description.unasked();
        return new_page(&me, &mut me.app.db.read().await?, StatusCode::OK, form, None).await;
    }
    let Some(new) = form.read(&me) else {
        let mut tx = me.app.db.read().await?;
        return new_page(&me, &mut tx, StatusCode::UNPROCESSABLE_ENTITY, form, None).await;
    };
    let mut change = me.change().await?;
    match alerts::make(&mut change, me.account_id(), &new).await? {
        AlertMade::Made(id) | AlertMade::Counted(id) => {
            me.commit_with_flash(change, &Message::new("alerts-made")).await?;
            Ok(Redirect::to(&paths::of(paths::ALERT, &id)).into_response())
        }
        AlertMade::NoDestination(_) => Err(Error::NotFound),
        AlertMade::TooWide => {
            drop(change);
            let most = MOST_DESTINATIONS as i64;
            form.teams.refuse(Message::new("alerts-destinations-too-many").with("max", most));
            let mut tx = me.app.db.read().await?;
            new_page(&me, &mut tx, StatusCode::UNPROCESSABLE_ENTITY, form, None).await
        }
        AlertMade::TooMany { until } => {
            change.commit().await?;
            let alert = Some(me.try_after(until));
            let mut tx = me.app.db.read().await?;
            new_page(&me, &mut tx, StatusCode::TOO_MANY_REQUESTS, form, alert).await
        }
    }
}
