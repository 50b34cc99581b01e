//! The pages of an account's alert keys: the list, a new one, and removal.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{AlertKey, AlertKeyMade, AlertKeyName, store};
use crate::accounts::teams;
use crate::core::stamp::Stamp;
use crate::platform::i18n::Message;
use crate::platform::ids::{AlertKeyId, TeamId};
use crate::platform::secrets::token::ApiToken;
use crate::web::confirm::{self, Removal};
use crate::web::errors::{Error, Result};
use crate::web::form::{Field, Form, FormErrors, MultiChoice};
use crate::web::form_page::FormPage;
use crate::web::gate::{Admin, Member, SudoAdmin};
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

pub fn routes() -> Routes {
    Routes::new()
        .get(paths::ALERT_KEYS, show)
        .get(paths::ALERT_KEY_NEW, show_new)
        .post(paths::ALERT_KEY_NEW, create)
        .get(paths::ALERT_KEY_REMOVAL, ask)
        .post(paths::ALERT_KEY_REMOVAL, remove)
}

/// A key with the names of its teams.
struct KeyRow {
    key: AlertKey,
    teams: Vec<String>,
}

#[derive(Template)]
#[template(path = "oncall/alert_keys/page.html")]
struct AlertKeysPage<'a> {
    ctx: &'a Ctx,
    flash: Option<Message>,
    rows: Vec<KeyRow>,
}

impl AlertKeysPage<'_> {
    fn removal(&self, row: &KeyRow) -> String {
        paths::of(paths::ALERT_KEY_REMOVAL, &row.key.id)
    }
}

async fn show(Admin(me): Admin) -> Result<Response> {
    let flash = me.take_flash().await?;
    let mut tx = me.app.db.read().await?;
    let keys = super::list(&mut tx, me.account_id()).await?;
    let teams = store::teams(&mut tx, me.account_id()).await?;
    drop(tx);
    let row = |key: AlertKey| {
        let of_key = teams.iter().filter(|team| team.alert_key_id == key.id);
        KeyRow { teams: of_key.map(|team| team.name.clone()).collect(), key }
    };
    let rows = keys.into_iter().map(row).collect();
    Ok(me.html(StatusCode::OK, AlertKeysPage { ctx: &me.ctx, flash, rows }.render()?))
}

#[derive(Deserialize)]
#[serde(default)]
struct AlertKeyForm {
    stamp: Stamp,
    name: Field<AlertKeyName>,
    teams: MultiChoice<TeamId>,
}

impl Default for AlertKeyForm {
    fn default() -> Self {
        Self { stamp: Stamp::default(), name: Field::blank(), teams: MultiChoice::default() }
    }
}

impl AlertKeyForm {
    fn errors(&self) -> FormErrors {
        FormErrors::default().of("name", self.name.error()).of("teams", self.teams.error())
    }
}

#[derive(Template)]
#[template(path = "oncall/alert_keys/new.html")]
struct NewAlertKeyPage<'a> {
    ctx: &'a Ctx,
    form: AlertKeyForm,
    frame: FormPage,
    teams: Vec<(TeamId, String)>,
}

impl NewAlertKeyPage<'_> {
    fn is_chosen(&self, team: &TeamId) -> bool {
        self.form.teams.values().contains(team)
    }
}

async fn new_page(
    me: &Member,
    status: StatusCode,
    mut form: AlertKeyForm,
    refusal: Option<Message>,
) -> Result<Response> {
    let mut tx = me.app.db.read().await?;
    let teams = teams::list_of(&mut tx, me.account_id()).await?;
    form.stamp = super::stamp(&super::list(&mut tx, me.account_id()).await?);
    drop(tx);
    let errors = form.errors();
    let frame = FormPage {
        title: "alert-keys-new",
        lead: None,
        above: paths::ALERT_KEYS.to_owned(),
        above_label: me.t("alert-keys-title").into_owned(),
        action: me.of_account(paths::ALERT_KEY_NEW),
        prefix: "new-key",
        deed: "alert-keys-create",
        refusal,
        errors,
    };
    let page = NewAlertKeyPage { ctx: &me.ctx, form, frame, teams };
    Ok(me.html(status, page.render()?))
}

async fn show_new(SudoAdmin(me): SudoAdmin) -> Result<Response> {
    new_page(&me, StatusCode::OK, AlertKeyForm::default(), None).await
}

#[derive(Template)]
#[template(path = "oncall/alert_keys/secret.html")]
struct AlertKeySecret<'a> {
    ctx: &'a Ctx,
    name: &'a str,
    secret: ApiToken,
    team: String,
}

impl AlertKeySecret<'_> {
    /// Returns a command that makes an alert with the key.
    fn curl(&self) -> String {
        let (url, key) = (self.ctx.app.public_url.as_str(), self.secret.reveal());
        let body = format!(
            r#"{{"title": "Test", "urgency": "silent", "destination_team_ids": ["{}"]}}"#,
            self.team
        );
        format!(
            "curl -H 'Authorization: Bearer {key}' -H 'Content-Type: application/json' \
             -d '{body}' {url}{}",
            paths::API_ALERTS
        )
    }
}

async fn create(SudoAdmin(me): SudoAdmin, Form(mut form): Form<AlertKeyForm>) -> Result<Response> {
    if form.teams.values().is_empty() && form.teams.error().is_none() {
        form.teams.refuse(Message::new("alert-keys-teams-empty"));
    }
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let (name, first) = match (form.name.value(), form.teams.values().first()) {
        (Some(name), Some(first)) if form.errors().is_empty() => (name.clone(), *first),
        _ => return new_page(&me, unprocessable, form, None).await,
    };
    let mut change = me.change().await?;
    let (account, user) = (me.account_id(), me.person.user_id);
    match super::make(&mut change, account, user, &form.stamp, &name, form.teams.values()).await? {
        AlertKeyMade::Made(secret) => {
            change.commit().await?;
            let team = first.to_string();
            let page = AlertKeySecret { ctx: &me.ctx, name: name.as_ref(), secret, team };
            Ok(me.html(StatusCode::CREATED, page.render()?))
        }
        AlertKeyMade::Stale => {
            drop(change);
            let stale = Some(Message::new("alert-keys-stale"));
            new_page(&me, StatusCode::CONFLICT, form, stale).await
        }
        AlertKeyMade::Full => {
            drop(change);
            new_page(&me, unprocessable, form, Some(Message::new("alert-keys-full"))).await
        }
        AlertKeyMade::NoTeam => Err(Error::NotFound),
    }
}

async fn ask(Admin(me): Admin, Path(id): Path<String>) -> Result<Response> {
    let id: AlertKeyId = id.parse()?;
    let found = super::find(&mut me.app.db.read().await?, me.account_id(), id).await?;
    let removal = Removal {
        title: "alert-keys-removal-title",
        thing: found.ok_or(Error::NotFound)?.name,
        consequence: Message::new("alert-keys-removal-text"),
        refusal: None,
        action: me.of_account(&paths::of(paths::ALERT_KEY_REMOVAL, &id)),
        remove: "alert-keys-removal-action",
        keep: "common-keep-it",
        back: paths::ALERT_KEYS.to_owned(),
        back_label: "alert-keys-back",
    };
    confirm::ask(&me.ctx, StatusCode::OK, removal)
}

async fn remove(SudoAdmin(me): SudoAdmin, Path(id): Path<String>) -> Result<Response> {
    let id: AlertKeyId = id.parse()?;
    let mut change = me.change().await?;
    let name = super::remove(&mut change, me.account_id(), id).await?.ok_or(Error::NotFound)?;
    let flash = Message::new("alert-keys-removed").with("name", name);
    me.commit_with_flash(change, &flash).await?;
    Ok(Redirect::to(paths::ALERT_KEYS).into_response())
}
