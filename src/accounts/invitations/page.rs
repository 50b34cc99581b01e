//! The page that an invitation's link opens.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use super::{Approved, Invitation, approve, deny, look_up};
use crate::core::links::{LinkPurpose, LinkToken};
use crate::platform::i18n::Message;
use crate::users::verification;
use crate::web::errors::{Error, Result};
use crate::web::form::{Field, Form, SmallForm};
use crate::web::gate::{SignedIn, Visitor};
use crate::web::paths::{self, Next};
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

pub fn routes() -> Routes {
    Routes::new().get(paths::INVITATION_LINK, show).post(paths::INVITATION_LINK, answer)
}

/// The content of the page.
enum Said {
    /// The question, with the id of the reason why the last answer was refused.
    Asks(Invitation, Option<&'static str>),
    Joined(Invitation),
    Denied(Invitation),
    NotYours,
    NotGood,
}

#[derive(Template)]
#[template(path = "accounts/invitations/link.html")]
struct InvitationPage<'a> {
    ctx: &'a Ctx,
    said: Said,
}

impl InvitationPage<'_> {
    fn of(&self, id: &'static str, found: &Invitation) -> String {
        self.ctx.t_with(id, "account", &found.account)
    }

    fn heading(&self) -> String {
        match &self.said {
            Said::Asks(found, _) => self.of("invitation-title", found),
            Said::Joined(found) => self.of("invitation-joined-title", found),
            Said::Denied(_) => self.ctx.t("invitation-denied-title").into_owned(),
            Said::NotYours | Said::NotGood => self.ctx.t("invitation-over-title").into_owned(),
        }
    }

    fn intro(&self, found: &Invitation) -> String {
        let asks = |id| Message::new(id).with("account", found.account.clone());
        self.ctx.text(&match &found.who {
            Some(who) => asks("invitation-lead").with("who", who.clone()),
            None => asks("invitation-lead-nobody"),
        })
    }

    /// Lists the names of the roles that the invitation gives.
    fn roles(&self, found: &Invitation) -> Vec<String> {
        let roles = found.roles.list();
        roles.into_iter().map(|role| self.ctx.t(role.label()).into_owned()).collect()
    }
}

fn page(ctx: &Ctx, status: StatusCode, said: Said) -> Result<Response> {
    Ok(ctx.html(status, InvitationPage { ctx, said }.render()?))
}

/// Returns the context in the invited person's language, whoever opens the link.
fn read_by(ctx: &Ctx, found: &Invitation) -> Ctx {
    Ctx { lang: found.language, ..ctx.clone() }
}

fn is_anothers(ctx: &Ctx, found: &Invitation) -> bool {
    ctx.person.as_ref().is_some_and(|person| person.user_id != found.user_id)
}

async fn found(ctx: &Ctx, cookies: &CookieJar) -> Result<Option<(LinkToken, Invitation)>> {
    let Some(token) = verification::link_cookie(ctx, cookies, LinkPurpose::Invitation) else {
        return Ok(None);
    };
    let found = look_up(&mut ctx.app.db.read().await?, &ctx.app.keys, &token, ctx.now).await?;
    Ok(found.map(|found| (token, found)))
}

async fn show(Visitor(ctx): Visitor, cookies: CookieJar) -> Result<Response> {
    match found(&ctx, &cookies).await? {
        None => page(&ctx, StatusCode::NOT_FOUND, Said::NotGood),
        Some((_, found)) if is_anothers(&ctx, &found) => {
            page(&ctx, StatusCode::NOT_FOUND, Said::NotYours)
        }
        Some((_, found)) => page(&read_by(&ctx, &found), StatusCode::OK, Said::Asks(found, None)),
    }
}

/// Tells whether the session is locked after an undo: until the password is reset, nothing is
/// approved.
fn is_locked(ctx: &Ctx) -> bool {
    ctx.person.as_ref().is_some_and(|person| person.locked_at.is_some())
}

#[derive(Clone, Copy, strum::EnumString)]
#[strum(serialize_all = "lowercase")]
enum Pressed {
    Approve,
    Deny,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct AnswerForm {
    answer: Field<Pressed>,
}

async fn answer(
    Visitor(ctx): Visitor,
    cookies: CookieJar,
    Form(form): SmallForm<AnswerForm>,
) -> Result<Response> {
    const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
    let Some((token, found)) = found(&ctx, &cookies).await? else {
        return page(&ctx, REFUSED, Said::NotGood);
    };
    if is_anothers(&ctx, &found) {
        return page(&ctx, REFUSED, Said::NotYours);
    }
    let (ctx, render_mode) =
        (read_by(&ctx, &found), ctx.person.as_ref().map(|person| person.user_id));
    let said = match (form.answer.value(), render_mode) {
        (None, _) => return page(&ctx, REFUSED, Said::Asks(found, None)),
        // Someone else who reads the mail may deny for its owner, but not approve.
        (Some(Pressed::Approve), None) => {
            let next = Next::parse(paths::INVITATION_LINK);
            return Ok(Redirect::to(&paths::sign_in_then(&next)).into_response());
        }
        (Some(Pressed::Approve), Some(_)) if is_locked(&ctx) => return Err(Error::Locked),
        (Some(Pressed::Approve), Some(_)) => {
            let me = SignedIn::visiting(&ctx).ok_or(Error::SessionEnded)?;
            let mut change = me.change_in(&[found.account_id]).await?;
            let approved = approve(&mut change, &token, me.person.user_id).await?;
            change.commit().await?;
            match approved {
                Approved::Joined => Said::Joined(found),
                Approved::Full => {
                    let why = Some("invitation-full");
                    return page(&ctx, REFUSED, Said::Asks(found, why));
                }
                Approved::NotYours => return page(&ctx, REFUSED, Said::NotYours),
                Approved::NotGood => return page(&ctx, REFUSED, Said::NotGood),
            }
        }
        (Some(Pressed::Deny), _) => {
            let mut change = ctx.app.change(ctx.origin()).await?;
            let denied = deny(&mut change, &token).await?;
            change.commit().await?;
            match denied {
                Some(found) => Said::Denied(found),
                None => return page(&ctx, REFUSED, Said::NotGood),
            }
        }
    };
    let cookies = verification::forget_link(&ctx, cookies, LinkPurpose::Invitation);
    Ok((cookies, page(&ctx, StatusCode::OK, said)?).into_response())
}
