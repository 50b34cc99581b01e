//! The page of one alert: what it says, who is paged, what happened, and the answers.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use strum::EnumMessage;

use super::lines::{TimelinePart, parts};
use crate::oncall::alerts::comments::{self, Comment, MOST_COMMENTS};
use crate::oncall::alerts::paging::{self, DestinationRow};
use crate::oncall::alerts::timeline::{MOST_ENTRIES, timeline};
use crate::oncall::alerts::{
    self, Alert, AlertStatus, Answer, Answered, AnsweredBy, Answering, CommentBody, Incident,
    words_of,
};
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::platform::ids::AlertId;
use crate::web::confirm::{self, Removal};
use crate::web::errors::{Error, Result};
use crate::web::form::{Field, Form, FormErrors};
use crate::web::gate::{Admin, Member};
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

pub fn routes() -> Routes {
    Routes::new()
        .get(paths::ALERT, show)
        .post(paths::ALERT_ANSWERS, answer)
        .post(paths::ALERT_COMMENTS, comment)
        .get(paths::ALERT_REMOVAL, ask)
        .post(paths::ALERT_REMOVAL, remove)
}

#[derive(Deserialize)]
#[serde(default)]
struct CommentForm {
    body: Field<CommentBody>,
}

impl Default for CommentForm {
    fn default() -> Self {
        Self { body: Field::blank() }
    }
}

#[derive(Template)]
#[template(path = "oncall/alerts/alert.html")]
struct AlertDetail<'a> {
    ctx: &'a Ctx,
    flash: Option<Message>,
    refusal: Option<Message>,
    alert: Alert,
    acknowledged_by: Option<String>,
    destinations: Vec<DestinationRow>,
    timeline: Vec<TimelinePart>,
    is_cut: bool,
    incident: Option<Incident>,
    comments: Vec<Comment>,
    form: CommentForm,
    errors: FormErrors,
    /// Whether the reader is being paged.
    waits_for_me: bool,
    may_resolve: bool,
    may_delete: bool,
}

impl AlertDetail<'_> {
    fn status(&self) -> &'static str {
        self.alert.status.get_message().unwrap_or_default()
    }

    fn urgency(&self) -> &'static str {
        self.alert.urgency.get_message().unwrap_or_default()
    }

    fn can_be_acknowledged(&self) -> bool {
        !matches!(self.alert.status, AlertStatus::Acknowledged | AlertStatus::Resolved)
    }

    fn can_be_resolved(&self) -> bool {
        self.may_resolve && self.alert.status != AlertStatus::Resolved
    }

    fn can_be_handed_off(&self) -> bool {
        let is_over = matches!(self.alert.status, AlertStatus::Resolved | AlertStatus::Suppressed);
        self.may_resolve && !is_over && !self.alert.is_test
    }

    fn handoff(&self) -> String {
        paths::of(paths::ALERT_HANDOFF, &self.alert.id)
    }

    fn answers(&self) -> String {
        self.ctx.of_account(&paths::of(paths::ALERT_ANSWERS, &self.alert.id))
    }

    fn comments_path(&self) -> String {
        self.ctx.of_account(&paths::of(paths::ALERT_COMMENTS, &self.alert.id))
    }

    fn removal(&self) -> String {
        paths::of(paths::ALERT_REMOVAL, &self.alert.id)
    }

    fn team_path(&self, destination: &DestinationRow) -> Option<String> {
        destination.team_id.map(|team| paths::of(paths::TEAM, &team))
    }

    fn member_path(&self, destination: &DestinationRow) -> Option<String> {
        destination.account_user_id.map(|member| paths::of(paths::USER, &member))
    }

    fn ids(&self) -> Vec<(&'static str, String)> {
        vec![("alert", self.alert.id.to_string())]
    }
}

/// The parts of the page that are not stored: a flash, a refusal, a comment as it was typed.
#[derive(Default)]
struct Around {
    flash: Option<Message>,
    refusal: Option<Message>,
    form: CommentForm,
}

async fn page(me: &Member, id: AlertId, status: StatusCode, around: Around) -> Result<Response> {
    let mut tx = me.app.db.read().await?;
    let alert = find(&mut tx, me, id).await?;
    let (user, is_admin) = (me.person.user_id, me.account.is_admin);
    let acknowledged_by = match alert.acknowledged_by {
        Some(by) => paging::name_of(&mut tx, by).await?,
        None => None,
    };
    let pages = paging::pages(&mut tx, id).await?;
    let rows = timeline(&mut tx, id).await?;
    let detail = AlertDetail {
        ctx: &me.ctx,
        flash: around.flash,
        refusal: around.refusal,
        acknowledged_by,
        destinations: paging::destinations(&mut tx, id).await?,
        is_cut: rows.len() == MOST_ENTRIES,
        timeline: parts(&me.ctx, rows),
        incident: alert.incident(),
        comments: comments::list(&mut tx, id).await?,
        errors: FormErrors::default().of("body", around.form.body.error()),
        form: around.form,
        waits_for_me: pages.iter().any(|page| page.user_id == user && page.ended_at.is_none()),
        may_resolve: alerts::may_resolve(&mut tx, &alert, user, is_admin).await?,
        may_delete: is_admin && alert.status == AlertStatus::Resolved,
        alert,
    };
    drop(tx);
    Ok(me.html(status, detail.render()?))
}

async fn find(tx: &mut Tx, me: &Member, id: AlertId) -> Result<Alert> {
    alerts::find(tx, me.account_id(), id).await?.ok_or(Error::NotFound)
}

async fn show(me: Member, Path(id): Path<String>) -> Result<Response> {
    let id = id.parse()?;
    let flash = me.take_flash().await?;
    page(&me, id, StatusCode::OK, Around { flash, ..Around::default() }).await
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct AnswerForm {
    answer: String,
}

async fn answer(
    me: Member,
    Path(id): Path<String>,
    Form(form): Form<AnswerForm>,
) -> Result<Response> {
    let id: AlertId = id.parse()?;
    let alert = find(&mut me.app.db.read().await?, &me, id).await?;
    let wanted: Answer = form.answer.parse().map_err(|_| Error::Unreadable)?;
    let (account, who) =
        (me.account_id(), Answering { user: me.person.user_id, by: AnsweredBy::Page });
    let mut change = me.change().await?;
    let (transports, is_admin) = (&me.app.transports, change.actor().is_admin);
    let answered = match wanted {
        Answer::Acknowledged => {
            alerts::acknowledge(&mut change, transports, account, id, who).await?
        }
        Answer::Rejected => alerts::reject(&mut change, transports, account, id, who).await?,
        Answer::Resolved => {
            alerts::resolve(&mut change, transports, account, id, who, is_admin).await?
        }
    };
    let words = words_of(&mut change, &answered, alert.tiny_id, who.by).await?;
    match answered {
        Answered::Done(_) => {
            me.commit_with_flash(change, &words).await?;
            Ok(Redirect::to(&paths::of(paths::ALERT, &id)).into_response())
        }
        Answered::Gone => Err(Error::NotFound),
        Answered::Already { .. }
        | Answered::Over(_)
        | Answered::NotPaged
        | Answered::MayNotResolve => {
            drop(change);
            let around = Around { refusal: Some(words), ..Around::default() };
            page(&me, id, StatusCode::CONFLICT, around).await
        }
    }
}

async fn comment(
    me: Member,
    Path(id): Path<String>,
    Form(form): Form<CommentForm>,
) -> Result<Response> {
    let id: AlertId = id.parse()?;
    find(&mut me.app.db.read().await?, &me, id).await?;
    let Some(body) = form.body.value() else {
        let around = Around { form, ..Around::default() };
        return page(&me, id, StatusCode::UNPROCESSABLE_ENTITY, around).await;
    };
    let mut change = me.change().await?;
    let author = me.person.user_id;
    let added = comments::comment(&mut change, me.account_id(), id, author, body).await?;
    added.ok_or(Error::NotFound)?;
    me.commit_with_flash(change, &Message::new("alerts-comment-added")).await?;
    Ok(Redirect::to(&paths::of(paths::ALERT, &id)).into_response())
}

async fn ask(me: Admin, Path(id): Path<String>) -> Result<Response> {
    let id: AlertId = id.parse()?;
    question(&me, id, StatusCode::OK, None).await
}

async fn question(
    me: &Member,
    id: AlertId,
    status: StatusCode,
    refusal: Option<Message>,
) -> Result<Response> {
    let alert = find(&mut me.app.db.read().await?, me, id).await?;
    let removal = Removal {
        title: "alerts-removal-title",
        thing: alert.title,
        consequence: Message::new("alerts-removal-text"),
        refusal,
        action: me.of_account(&paths::of(paths::ALERT_REMOVAL, &id)),
        remove: "alerts-removal-action",
        keep: "alerts-removal-keep",
        back: paths::of(paths::ALERT, &id),
        back_label: "alerts-back",
    };
    confirm::ask(&me.ctx, status, removal)
}

async fn remove(me: Admin, Path(id): Path<String>) -> Result<Response> {
    let id: AlertId = id.parse()?;
    find(&mut me.app.db.read().await?, &me, id).await?;
    let mut change = me.change().await?;
    if !alerts::delete(&mut change, me.account_id(), id).await? {
        drop(change);
        let refusal = Some(Message::new("alerts-removal-open"));
        return question(&me, id, StatusCode::CONFLICT, refusal).await;
    }
    me.commit_with_flash(change, &Message::new("alerts-removed")).await?;
    Ok(Redirect::to(paths::ALERTS).into_response())
}
