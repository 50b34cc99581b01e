//! Pages of the reset of a second factor: an admin requests it, and its owner can stop it.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use super::{DELAY, FactorReset, FactorResetRequested, ask, look_up, open_for, veto, withdraw};
use crate::accounts::members::person::{self, MANAGEMENT, MemberPage};
use crate::core::links::LinkPurpose;
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::users::verification;
use crate::web::card::{Card, CardFuture, CardOutcome, CardPage, saved_frame};
use crate::web::confirm::{self, Removal};
use crate::web::errors::{Error, Result};
use crate::web::form::Form;
use crate::web::gate::{SudoAdmin, Visitor};
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

pub fn routes() -> Routes {
    Routes::new()
        .get(paths::USER_FACTOR_RESET, ask_whether)
        .post(paths::USER_FACTOR_RESET, change)
        .get(paths::VETO_LINK, show_veto)
        .post(paths::VETO_LINK, stop)
}

fn why_not(asked: FactorResetRequested) -> Option<Message> {
    match asked {
        FactorResetRequested::Asked | FactorResetRequested::Gone => None,
        FactorResetRequested::NotOn => Some(Message::new("users-factor-not-on")),
        FactorResetRequested::Shared => Some(Message::new("users-factor-shared")),
        FactorResetRequested::Oneself => Some(Message::new("users-factor-oneself")),
        FactorResetRequested::Already => Some(Message::new("users-factor-already")),
        FactorResetRequested::NoRecipients => Some(Message::new("users-factor-nobody-to-tell")),
        FactorResetRequested::TooMany => Some(Message::new("users-factor-too-often")),
    }
}

fn question(page: &MemberPage, status: StatusCode, refusal: Option<Message>) -> Result<Response> {
    let removal = Removal {
        title: "users-factor-title",
        thing: page.member.name.clone(),
        consequence: Message::new("users-factor-text").with_hours("hours", DELAY),
        refusal,
        action: page.action(paths::USER_FACTOR_RESET),
        remove: "users-factor-action",
        keep: "users-factor-keep",
        back: page.path(paths::USER),
        back_label: "users-back",
    };
    confirm::ask(&page.me.ctx, status, removal)
}

async fn ask_whether(SudoAdmin(me): SudoAdmin, Path(id): Path<String>) -> Result<Response> {
    question(&MemberPage::find(me, &id).await?, StatusCode::OK, None)
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ChangeForm {
    /// Sent by the button that withdraws the request.
    withdraw: Option<String>,
}

async fn change(
    SudoAdmin(me): SudoAdmin,
    Path(id): Path<String>,
    Form(form): Form<ChangeForm>,
) -> Result<Response> {
    let page = MemberPage::find(me, &id).await?;
    let (account, id) = (page.me.account_id(), page.member.id);
    let mut change = page.me.change_of_member(id).await?;
    if form.withdraw.is_some() {
        withdraw(&mut change, account, id).await?;
        let outcome = CardOutcome::Saved(Message::new("users-factor-withdrawn"));
        return person::say(&page, change, outcome).await;
    }
    let asked = ask(&mut change, account, id).await?;
    if asked == FactorResetRequested::Gone {
        return Err(Error::NotFound);
    }
    if let Some(refusal) = why_not(asked) {
        drop(change);
        return question(&page, StatusCode::UNPROCESSABLE_ENTITY, Some(refusal));
    }
    let flash = Message::new("users-factor-asked").with_hours("hours", DELAY);
    saved_frame(&page, &MANAGEMENT, change, &flash).await
}

#[derive(Template)]
#[template(path = "auth/second_factor/member.html")]
struct MemberRow<'a> {
    ctx: &'a Ctx,
    /// The card of the row.
    slug: &'static str,
    path: String,
    is_shared: bool,
    reset: Option<FactorReset>,
}

/// Returns the row of a member's page about their second factor, if they have one.
pub fn member_row<'a>(page: &'a MemberPage, tx: &'a mut Tx) -> CardFuture<'a, Option<Card>> {
    Box::pin(async move {
        if !page.has_second_factor() || page.is_me() {
            return Ok(None);
        }
        let row = MemberRow {
            ctx: &page.me.ctx,
            slug: MANAGEMENT.slug,
            path: page.path(paths::USER_FACTOR_RESET),
            is_shared: page.is_shared,
            reset: open_for(tx, page.me.account_id(), page.user()).await?,
        };
        Card::part("second-factor", &row).map(Some)
    })
}

impl FactorReset {
    /// Returns the id of the sentence that says who requested the reset, and why.
    fn asked_in_words(&self) -> &'static str {
        match self.account_id {
            Some(_) => "users-veto-text",
            None => "users-veto-doubted",
        }
    }

    /// Returns the text id of the button that lets the reset happen.
    fn left_in_words(&self) -> &'static str {
        match self.account_id {
            Some(_) => "users-veto-leave",
            None => "users-veto-not-mine",
        }
    }
}

/// The state that the page of the mailed link shows.
enum Said {
    Asks(FactorReset),
    Done,
    NotGood,
}

#[derive(Template)]
#[template(path = "auth/second_factor/veto.html")]
struct VetoPage<'a> {
    ctx: &'a Ctx,
    said: Said,
}

fn page(ctx: &Ctx, status: StatusCode, said: Said) -> Result<Response> {
    Ok(ctx.html(status, VetoPage { ctx, said }.render()?))
}

async fn show_veto(Visitor(ctx): Visitor, cookies: CookieJar) -> Result<Response> {
    let found = match verification::link_cookie(&ctx, &cookies, LinkPurpose::Veto) {
        Some(token) => {
            look_up(&mut ctx.app.db.read().await?, &ctx.app.keys, &token, ctx.now).await?
        }
        None => None,
    };
    match found {
        Some(reset) => page(&ctx, StatusCode::OK, Said::Asks(reset)),
        None => page(&ctx, StatusCode::NOT_FOUND, Said::NotGood),
    }
}

async fn stop(Visitor(ctx): Visitor, cookies: CookieJar) -> Result<Response> {
    let Some(token) = verification::link_cookie(&ctx, &cookies, LinkPurpose::Veto) else {
        return page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, Said::NotGood);
    };
    let mut change = ctx.app.change(ctx.origin()).await?;
    let stopped = veto(&mut change, &token).await?;
    change.commit().await?;
    match stopped {
        true => page(&ctx, StatusCode::OK, Said::Done),
        false => page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, Said::NotGood),
    }
}
