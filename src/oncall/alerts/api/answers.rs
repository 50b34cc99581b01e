//! Answers to alerts in API v4: acknowledge, reject, resolve, hand off.

use axum::Json;
use axum::extract::Path;

use super::body::DestinationsBody;
use super::object::AlertObject;
use super::{object, too_wide, unknown};
use crate::core::change::Change;
use crate::oncall::alerts::{
    self, AlertStatus, Answer, Answered, AnsweredBy, Answering, Handoff, words_of,
};
use crate::platform::i18n::Lang;
use crate::platform::ids::AlertId;
use crate::web::api::Result;
use crate::web::api::body::Body;
use crate::web::api::caller::Caller;
use crate::web::api::described::Described;
use crate::web::api::gate::ApiCaller;
use crate::web::api::refusal::{Refusal, WriteRefusals};
use crate::web::paths;
use crate::web::routes::{Routes, operations};

pub fn routes() -> Routes {
    operations!(acknowledge_alert, reject_alert, resolve_alert, hand_off_alert)
}

type Destinations = Described<DestinationsBody>;

const MAY_NOT: &str = "Only who acknowledged the alert, its team admins and admins can do this";

/// Refuses what the state of an alert does not allow.
pub fn wrong_state(status: AlertStatus) -> Refusal {
    Refusal::Conflict(format!("The alert is {}", status.as_ref()))
}

/// Gives the caller's answer to an alert, and returns the alert.
async fn give(caller: &Caller, id: AlertId, answer: Answer) -> Result<Json<AlertObject>> {
    let (mut change, caller) = caller.change().await?;
    let (account, is_admin) = (caller.place.account_id, caller.place.is_admin);
    caller.conditions.check(object(&mut change, account, id)).await?;
    let who = Answering { user: caller.place.user_id, by: AnsweredBy::Api };
    let transports = &caller.app.transports;
    let answered = match answer {
        Answer::Acknowledged => {
            alerts::acknowledge(&mut change, transports, account, id, who).await?
        }
        Answer::Rejected => alerts::reject(&mut change, transports, account, id, who).await?,
        Answer::Resolved => {
            alerts::resolve(&mut change, transports, account, id, who, is_admin).await?
        }
    };
    match answered {
        Answered::Done(_) => {}
        Answered::Over(status) => return Err(wrong_state(status)),
        Answered::Already { .. } => return Err(taken(&mut change, &caller, id, &answered).await?),
        Answered::NotPaged => {
            return Err(Refusal::Forbidden("Only who is being paged can reject the alert"));
        }
        Answered::MayNotResolve => return Err(Refusal::Forbidden(MAY_NOT)),
        Answered::Gone => return Err(Refusal::NotFound),
    }
    let alert = object(&mut change, account, id).await?;
    change.commit().await?;
    Ok(Json(alert))
}

/// Refuses an answer to an alert that someone else has acknowledged, with their name.
async fn taken(
    change: &mut Change,
    caller: &Caller,
    id: AlertId,
    answered: &Answered,
) -> Result<Refusal> {
    let alert = alerts::find(change, caller.place.account_id, id).await?;
    let number = alert.ok_or(Refusal::NotFound)?.tiny_id;
    let words = words_of(change, answered, number, AnsweredBy::Api).await?;
    Ok(Refusal::Conflict(caller.app.messages.text(Lang::En, &words)))
}

/// Acknowledges an alert: whoever is being paged is paged no more.
#[utoipa::path(post, path = paths::API_ALERT_ACKNOWLEDGE, tag = "Alerts",
    params(("id" = String, Path, description = "Alert ID")),
    responses((status = 200, description = "The alert", body = AlertObject), WriteRefusals))]
async fn acknowledge_alert(
    ApiCaller(caller): ApiCaller,
    Path(id): Path<String>,
) -> Result<Json<AlertObject>> {
    give(&caller, id.parse()?, Answer::Acknowledged).await
}

/// Rejects an alert about which the caller is being paged.
#[utoipa::path(post, path = paths::API_ALERT_REJECT, tag = "Alerts",
    params(("id" = String, Path, description = "Alert ID")),
    responses((status = 200, description = "The alert", body = AlertObject), WriteRefusals))]
async fn reject_alert(
    ApiCaller(caller): ApiCaller,
    Path(id): Path<String>,
) -> Result<Json<AlertObject>> {
    give(&caller, id.parse()?, Answer::Rejected).await
}

/// Resolves an alert. Who acknowledged it, its team admins and admins can do this.
#[utoipa::path(post, path = paths::API_ALERT_RESOLVE, tag = "Alerts",
    params(("id" = String, Path, description = "Alert ID")),
    responses((status = 200, description = "The alert", body = AlertObject), WriteRefusals))]
async fn resolve_alert(
    ApiCaller(caller): ApiCaller,
    Path(id): Path<String>,
) -> Result<Json<AlertObject>> {
    give(&caller, id.parse()?, Answer::Resolved).await
}

/// Hands an alert off to other teams and people, who are paged instead of its present destinations.
/// Who acknowledged it, its team admins and admins can do this.
#[utoipa::path(post, path = paths::API_ALERT_HANDOFF, tag = "Alerts",
    params(("id" = String, Path, description = "Alert ID")),
    request_body(content = Destinations, description = "At least one destination is required."),
    responses((status = 200, description = "The alert", body = AlertObject), WriteRefusals))]
async fn hand_off_alert(
    ApiCaller(caller): ApiCaller,
    Path(id): Path<String>,
    Body(body): Body<DestinationsBody>,
) -> Result<Json<AlertObject>> {
    let id = id.parse()?;
    let (mut change, caller) = caller.change().await?;
    let (account, user) = (caller.place.account_id, caller.place.user_id);
    caller.conditions.check(object(&mut change, account, id)).await?;
    let (to, is_admin) = (body.read()?, caller.place.is_admin);
    match alerts::hand_off(&mut change, account, id, user, is_admin, &to).await? {
        Handoff::Done(_) => {}
        Handoff::Over(status) => return Err(wrong_state(status)),
        Handoff::NoDestination(destination) => return Err(unknown(destination)),
        Handoff::TooWide => return Err(too_wide()),
        Handoff::MayNot => return Err(Refusal::Forbidden(MAY_NOT)),
        Handoff::Gone => return Err(Refusal::NotFound),
    }
    let alert = object(&mut change, account, id).await?;
    change.commit().await?;
    Ok(Json(alert))
}
