//! The link of a mail about an alert: a page with two buttons, and nothing that opening it does.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use strum::EnumMessage;

use crate::accounts::{account, settings};
use crate::core::change::Change;
use crate::core::links::{LinkPurpose, LinkToken};
use crate::messaging::Channel;
use crate::oncall::alerts::paging::{self, AlertPage};
use crate::oncall::alerts::{
    Alert, AlertStatus, Answer, Answered, AnsweredBy, Answering, acknowledge, of_id, reject,
    words_of,
};
use crate::platform::clock::Timestamp;
use crate::platform::db::{self, Tx};
use crate::platform::i18n::Message;
use crate::platform::ids::AlertPageId;
use crate::platform::secrets::keys::SecretKeys;
use crate::users::{emails, verification};
use crate::web::errors::Result;
use crate::web::form::Form;
use crate::web::gate::Visitor;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

pub fn routes() -> Routes {
    Routes::new().get(paths::ALERT_LINK, show).post(paths::ALERT_LINK, answer)
}

/// The way of answers by a link.
const BY_LINK: AnsweredBy = AnsweredBy::Message(Channel::Email);

/// The page that a link answers, and its alert.
struct Found {
    page: AlertPage,
    alert: Alert,
}

/// Finds what a link answers: it is valid for 72 hours, for an address that the person still has.
async fn look_up(
    tx: &mut Tx,
    keys: &SecretKeys,
    token: &LinkToken,
    now: Timestamp,
) -> db::Result<Option<Found>> {
    let Some(page) = paging::page_of(tx, AlertPageId::from_bytes(token.id)).await? else {
        return Ok(None);
    };
    if now.since(page.created_at) > LinkPurpose::Alert.life() {
        return Ok(None);
    }
    let own = emails::list(tx, page.user_id).await?;
    let is_mailed_to =
        |email: &emails::Email| email.is_usable() && paging::is_mailed_to(keys, token, email.id);
    if !own.iter().any(is_mailed_to) {
        return Ok(None);
    }
    let Some(alert) = of_id(tx, page.alert_id).await? else { return Ok(None) };
    // A person who left the account answers nothing of it.
    let is_member = account::is_member(tx, alert.account_id, page.user_id).await?;
    Ok(is_member.then_some(Found { page, alert }))
}

/// The state that the page shows.
enum Shown {
    /// The alert waits for the reader's answer.
    Asks { number: i64, title: Option<String> },
    /// What became of the answer, in words; and where the alert stands.
    Says {
        words: Message,
        /// `None` in an account whose messages carry no content.
        title: Option<String>,
        status: AlertStatus,
        /// The page of the alert, for which one signs in.
        path: String,
    },
    /// The link is not valid.
    NotGood,
}

#[derive(Template)]
#[template(path = "oncall/alerts/link.html")]
struct LinkPage<'a> {
    ctx: &'a Ctx,
    shown: Shown,
}

impl LinkPage<'_> {
    fn title(&self) -> String {
        match &self.shown {
            Shown::Asks { number, .. } => {
                self.ctx.t_with("alerts-link-heading", "number", number.to_string())
            }
            Shown::Says { words, .. } => self.ctx.text(words),
            Shown::NotGood => self.ctx.t("alerts-link-title").into_owned(),
        }
    }

    /// Returns the text id of the alert's state.
    fn status(&self) -> &'static str {
        match &self.shown {
            Shown::Says { status, .. } => status.get_message().unwrap_or_default(),
            Shown::Asks { .. } | Shown::NotGood => "",
        }
    }
}

fn page(ctx: &Ctx, status: StatusCode, shown: Shown) -> Result<Response> {
    Ok(ctx.html(status, LinkPage { ctx, shown }.render()?))
}

async fn show(Visitor(ctx): Visitor, cookies: CookieJar) -> Result<Response> {
    let Some(token) = verification::link_cookie(&ctx, &cookies, LinkPurpose::Alert) else {
        return page(&ctx, StatusCode::NOT_FOUND, Shown::NotGood);
    };
    let mut tx = ctx.app.db.read().await?;
    let Some(found) = look_up(&mut tx, &ctx.app.keys, &token, ctx.now).await? else {
        return page(&ctx, StatusCode::NOT_FOUND, Shown::NotGood);
    };
    if let Some(words) = over(&mut tx, &found).await? {
        let shown = said(&mut tx, &found.alert, words).await?;
        return page(&ctx, StatusCode::OK, shown);
    }
    let title = title(&mut tx, &found.alert).await?;
    page(&ctx, StatusCode::OK, Shown::Asks { number: found.alert.tiny_id, title })
}

/// Returns the title of an alert, unless its account hides content.
async fn title(tx: &mut Tx, alert: &Alert) -> db::Result<Option<String>> {
    let hides = settings::hides_content(tx, alert.account_id).await?;
    Ok((!hides).then(|| alert.title.clone()))
}

/// Shows words about an alert, with its title and state.
async fn said(tx: &mut Tx, alert: &Alert, words: Message) -> db::Result<Shown> {
    let (title, path) = (title(tx, alert).await?, paths::of(paths::ALERT, &alert.id));
    Ok(Shown::Says { words, title, status: alert.status, path })
}

/// Says why an alert waits for nobody any more.
async fn over(tx: &mut Tx, found: &Found) -> db::Result<Option<Message>> {
    if found.alert.status.pages() {
        return Ok(None);
    }
    let answered = match (found.alert.status, found.alert.acknowledged_at) {
        (AlertStatus::Acknowledged, Some(at)) => {
            Answered::Already { by: found.alert.acknowledged_by, at }
        }
        (status, _) => Answered::Over(status),
    };
    words_of(tx, &answered, found.alert.tiny_id, BY_LINK).await.map(Some)
}

#[derive(Deserialize)]
struct AnswerForm {
    answer: String,
}

async fn answer(
    Visitor(ctx): Visitor,
    cookies: CookieJar,
    Form(form): Form<AnswerForm>,
) -> Result<Response> {
    let token = verification::link_cookie(&ctx, &cookies, LinkPurpose::Alert);
    let (Some(token), Ok(wanted)) = (token, form.answer.parse::<Answer>()) else {
        return page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, Shown::NotGood);
    };
    let mut change = ctx.app.change(ctx.origin()).await?;
    let keys = &ctx.app.keys;
    let mut found = look_up(&mut change, keys, &token, ctx.now).await?;
    if let Some(before) = &found {
        // A person who leaves the account meanwhile answers nothing of it any more.
        change.lock_account(before.alert.account_id).await?;
        found = look_up(&mut change, keys, &token, ctx.now).await?;
    }
    let Some(found) = found else {
        return page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, Shown::NotGood);
    };
    let answered = give(&ctx, &mut change, &found, wanted).await?;
    let words = words_of(&mut change, &answered, found.alert.tiny_id, BY_LINK).await?;
    let now = of_id(&mut change, found.alert.id).await?.unwrap_or(found.alert);
    let shown = said(&mut change, &now, words).await?;
    change.commit().await?;
    let status = match answered {
        Answered::Done(_) => StatusCode::OK,
        _ => StatusCode::CONFLICT,
    };
    page(&ctx, status, shown)
}

async fn give(
    ctx: &Ctx,
    change: &mut Change,
    found: &Found,
    wanted: Answer,
) -> db::Result<Answered> {
    let who = Answering { user: found.page.user_id, by: BY_LINK };
    let (account, alert, transports) =
        (found.alert.account_id, found.alert.id, &ctx.app.transports);
    match wanted {
        Answer::Acknowledged => acknowledge(change, transports, account, alert, who).await,
        Answer::Rejected => reject(change, transports, account, alert, who).await,
        Answer::Resolved => Ok(Answered::MayNotResolve),
    }
}
