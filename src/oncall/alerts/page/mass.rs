//! Answers to several alerts of the table, after a question that names them.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::oncall::alerts::{self, Alert, Answer, Answered, AnsweredBy, Answering};
use crate::platform::i18n::Message;
use crate::platform::ids::AlertId;
use crate::web::errors::{Error, Result};
use crate::web::form::{Checkbox, Form, MultiChoice};
use crate::web::gate::Member;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

pub fn routes() -> Routes {
    Routes::new().post(paths::ALERT_MASS_ANSWERS, answer)
}

/// The most alerts of one form: as many as a page of the table has.
const MOST: usize = 100;

#[derive(Deserialize, Default)]
#[serde(default)]
struct MassForm {
    alerts: MultiChoice<AlertId>,
    answer: String,
    /// Whether the question was answered.
    confirmed: Checkbox,
}

#[derive(Template)]
#[template(path = "oncall/alerts/mass.html")]
struct MassPage<'a> {
    ctx: &'a Ctx,
    /// The answer as the form sends it.
    answer: &'static str,
    alerts: Vec<Alert>,
}

impl MassPage<'_> {
    fn is_resolved(&self) -> bool {
        self.answer == Answer::Resolved.as_ref()
    }
}

async fn answer(me: Member, Form(form): Form<MassForm>) -> Result<Response> {
    let answer = match form.answer.parse() {
        Ok(Answer::Acknowledged) => Answer::Acknowledged,
        Ok(Answer::Resolved) => Answer::Resolved,
        _ => return Err(Error::Unreadable),
    };
    let ids = form.alerts.values();
    if ids.is_empty() || ids.len() > MOST {
        let flash = Message::new("alerts-mass-none").with("max", MOST as i64);
        let change = me.change().await?;
        me.commit_with_flash(change, &flash).await?;
        return Ok(Redirect::to(paths::ALERTS).into_response());
    }
    if !form.confirmed.0 {
        return ask(&me, answer, ids).await;
    }
    let (account, who) =
        (me.account_id(), Answering { user: me.person.user_id, by: AnsweredBy::Page });
    let mut change = me.change().await?;
    let (transports, is_admin) = (&me.app.transports, change.actor().is_admin);
    let (mut done, mut others) = (0, 0);
    for id in ids {
        let answered = match answer {
            Answer::Resolved => {
                alerts::resolve(&mut change, transports, account, *id, who, is_admin).await?
            }
            _ => alerts::acknowledge(&mut change, transports, account, *id, who).await?,
        };
        match answered {
            Answered::Done(_) => done += 1,
            _ => others += 1,
        }
    }
    let said = match answer {
        Answer::Resolved => Message::new("alerts-mass-resolved"),
        _ => Message::new("alerts-mass-acknowledged"),
    };
    me.commit_with_flash(change, &said.with("count", done).with("others", others)).await?;
    Ok(Redirect::to(paths::ALERTS).into_response())
}

/// Asks whether all of these alerts are meant.
async fn ask(me: &Member, answer: Answer, ids: &[AlertId]) -> Result<Response> {
    let mut tx = me.app.db.read().await?;
    let mut chosen = Vec::with_capacity(ids.len());
    for id in ids {
        chosen.push(alerts::find(&mut tx, me.account_id(), *id).await?.ok_or(Error::NotFound)?);
    }
    drop(tx);
    let page = MassPage { ctx: &me.ctx, answer: answer.into(), alerts: chosen };
    Ok(me.html(StatusCode::OK, page.render()?))
}
