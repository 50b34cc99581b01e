//! Alerts in API v4: the endpoints.

mod answers;
mod body;
mod comments;
mod object;

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use body::{AlertBody, MEMBERS, NewAlertBody, TEAMS};
use object::{ATTRIBUTES, AlertObject};

use crate::accounts::teams;
use crate::core::change::Change;
use crate::oncall::alerts::{
    self, AlertChanged, AlertMade, AlertSource, Destination, MOST_DESTINATIONS, NewAlert,
};
use crate::platform::db::Tx;
use crate::platform::db::filter::Attribute;
use crate::platform::db::list::Direction;
use crate::platform::ids::{AccountId, AlertId, TeamId};
use crate::web::api::body::Body;
use crate::web::api::described::{Described, New};
use crate::web::api::gate::{ApiAdmin, ApiCaller};
use crate::web::api::monitor::{ApiSender, teams_of};
use crate::web::api::query::{ListOf, Listed};
use crate::web::api::refusal::{ReadRefusals, Refusal, WriteRefusals};
use crate::web::api::{Created, Page, Result};
use crate::web::paths;
use crate::web::routes::{Routes, operations};

pub fn routes() -> Routes {
    operations!(list_alerts, create_alert, show_alert, update_alert, delete_alert, list_team_alerts)
        .and(answers::routes())
        .and(comments::routes())
}

type AlertAttributes = Described<AlertBody>;
type NewAlertAttributes = New<NewAlertBody>;

struct Alerts;

impl Listed for Alerts {
    const ATTRIBUTES: &'static [Attribute] = ATTRIBUTES;
    const DIRECTION: Direction = Direction::Desc;
}

async fn object(tx: &mut Tx, account: AccountId, id: AlertId) -> Result<AlertObject> {
    object::find(tx, account, id).await?.ok_or(Refusal::NotFound)
}

/// Lists the account's alerts, the newest first.
#[utoipa::path(get, path = paths::API_ALERTS, tag = "Alerts", params(ListOf<Alerts>),
    responses((status = 200, description = "A page of results", body = Page<AlertObject>), ReadRefusals))]
async fn list_alerts(
    ApiCaller(caller): ApiCaller,
    alerts: ListOf<Alerts>,
) -> Result<Json<Page<AlertObject>>> {
    let (mut tx, account) = (caller.app.db.read().await?, caller.place.account_id);
    let (data, total) = object::list(&mut tx, account, None, &alerts.listing).await?;
    Ok(Json(Page::of(data, alerts.listing.window.offset, total)))
}

/// Lists the alerts of a team, the newest first.
#[utoipa::path(get, path = paths::API_TEAM_ALERTS, tag = "Alerts",
    params(("id" = String, Path, description = "Team ID"), ListOf<Alerts>),
    responses((status = 200, description = "A page of results", body = Page<AlertObject>), ReadRefusals))]
async fn list_team_alerts(
    ApiCaller(caller): ApiCaller,
    Path(id): Path<String>,
    alerts: ListOf<Alerts>,
) -> Result<Json<Page<AlertObject>>> {
    let team: TeamId = id.parse()?;
    let (mut tx, account) = (caller.app.db.read().await?, caller.place.account_id);
    teams::find(&mut tx, account, team).await?.ok_or(Refusal::NotFound)?;
    let (data, total) = object::list(&mut tx, account, Some(team), &alerts.listing).await?;
    Ok(Json(Page::of(data, alerts.listing.window.offset, total)))
}

/// Returns an alert.
#[utoipa::path(get, path = paths::API_ALERT, tag = "Alerts",
    params(("id" = String, Path, description = "Alert ID")),
    responses((status = 200, description = "The alert", body = AlertObject), ReadRefusals))]
async fn show_alert(
    ApiCaller(caller): ApiCaller,
    Path(id): Path<String>,
) -> Result<Json<AlertObject>> {
    let id = id.parse()?;
    object(&mut caller.app.db.read().await?, caller.place.account_id, id).await.map(Json)
}

/// Creates an alert and pages its destinations. An alert key can do this too.
///
/// A repeat of an alert that is not resolved is counted there and answered with 200: one with the
/// same `thirdparty_id` from the same token or key, or with a common entry in `dedup_keys`. A higher
/// `urgency` or a further destination is applied, and paged.
#[utoipa::path(post, path = paths::API_ALERTS, tag = "Alerts",
    request_body(content = NewAlertAttributes,
        description = "`title`, `urgency` and a destination are required."),
    responses((status = 200, description = "The alert that this one repeats", body = AlertObject),
        (status = 201, description = "The alert", body = AlertObject), WriteRefusals))]
async fn create_alert(sender: ApiSender, Body(body): Body<NewAlertBody>) -> Result<Response> {
    let (mut change, account, source) = match &sender {
        ApiSender::Person(caller) => {
            let user = caller.place.user_id;
            let source = match caller.token() {
                Some(token) => AlertSource::Token(user, token),
                None => AlertSource::Person(user),
            };
            let (change, caller) = caller.change().await?;
            (change, caller.place.account_id, source)
        }
        ApiSender::Monitor(monitor) => {
            let key = monitor.key;
            (monitor.change().await?, key.account_id, AlertSource::Monitor(key.id))
        }
    };
    let new = body.alert(source)?;
    if let Some(key) = source.key() {
        let teams = teams_of(&mut change, key).await?;
        let is_allowed =
            |one: &Destination| matches!(one, Destination::Team(team) if teams.contains(team));
        if !new.destinations.iter().all(is_allowed) {
            return Err(Refusal::unknown(TEAMS, "teams of this alert key"));
        }
    }
    let (id, is_new) = make(&mut change, account, &new).await?;
    let alert = object(&mut change, account, id).await?;
    change.commit().await?;
    Ok(match is_new {
        true => Created(alert).into_response(),
        false => Json(alert).into_response(),
    })
}

/// Makes an alert, and tells whether it is new.
async fn make(change: &mut Change, account: AccountId, new: &NewAlert) -> Result<(AlertId, bool)> {
    let now = change.now();
    match alerts::make(change, account, new).await? {
        AlertMade::Made(id) => Ok((id, true)),
        AlertMade::Counted(id) => Ok((id, false)),
        AlertMade::NoDestination(destination) => Err(unknown(destination)),
        AlertMade::TooWide => Err(too_wide()),
        AlertMade::TooMany { until } => {
            Err(Refusal::TooMany { why: "Too many alerts", wait: until.since(now) })
        }
    }
}

/// Refuses a destination that the account does not have.
fn unknown(destination: Destination) -> Refusal {
    match destination {
        Destination::Team(_) => Refusal::unknown(TEAMS, "teams of this account"),
        Destination::Member(_) => Refusal::unknown(MEMBERS, "users of this account"),
    }
}

fn too_wide() -> Refusal {
    Refusal::invalid(TEAMS, format!("and {MEMBERS} can have {MOST_DESTINATIONS} entries together"))
}

/// Updates an alert. A higher `urgency` pages its destinations anew, while it is open.
#[utoipa::path(put, path = paths::API_ALERT, tag = "Alerts",
    params(("id" = String, Path, description = "Alert ID")),
    request_body = AlertAttributes,
    responses((status = 200, description = "The updated alert", body = AlertObject), WriteRefusals))]
async fn update_alert(
    ApiCaller(caller): ApiCaller,
    Path(id): Path<String>,
    Body(body): Body<AlertBody>,
) -> Result<Json<AlertObject>> {
    let id = id.parse()?;
    let (mut change, caller) = caller.change().await?;
    let (account, user) = (caller.place.account_id, caller.place.user_id);
    caller.conditions.check(object(&mut change, account, id)).await?;
    let changes = body.changes();
    let is_admin = caller.place.is_admin;
    match alerts::change(&mut change, account, id, user, is_admin, &changes).await? {
        AlertChanged::Changed => {}
        AlertChanged::Over => return Err(Refusal::Conflict("The alert is resolved".to_owned())),
        AlertChanged::KeepsUrgency => {
            let why = "cannot change to or from silent";
            return Err(Refusal::invalid("urgency", why));
        }
        AlertChanged::IsTest => {
            return Err(Refusal::invalid("urgency", "cannot change in a test alert"));
        }
        AlertChanged::MayNot => {
            let why =
                "Only who made or acknowledged the alert, its team admins and admins can do this";
            return Err(Refusal::Forbidden(why));
        }
        AlertChanged::Gone => return Err(Refusal::NotFound),
    }
    let alert = object(&mut change, account, id).await?;
    change.commit().await?;
    Ok(Json(alert))
}

/// Deletes a resolved alert.
#[utoipa::path(delete, path = paths::API_ALERT, tag = "Alerts",
    params(("id" = String, Path, description = "Alert ID")),
    responses((status = 204, description = "Deleted"), WriteRefusals))]
async fn delete_alert(ApiAdmin(caller): ApiAdmin, Path(id): Path<String>) -> Result<StatusCode> {
    let id = id.parse()?;
    let (mut change, caller) = caller.change().await?;
    let account = caller.place.account_id;
    let found = object(&mut change, account, id).await?;
    caller.conditions.check(object(&mut change, account, id)).await?;
    if !alerts::delete(&mut change, account, id).await? {
        return Err(answers::wrong_state(found.status()));
    }
    change.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
