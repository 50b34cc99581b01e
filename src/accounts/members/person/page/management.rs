//! The card by which an admin helps a member in, signs them out, and removes them.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;

use super::MemberPage;
use crate::accounts::account;
use crate::accounts::invitations::{self, InvitationResent};
use crate::core::change::Change;
use crate::core::filled::Filled;
use crate::core::links::LinkPurpose;
use crate::core::stamp::Stamp;
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::web::card::{
    Card, CardFrame, CardFuture, CardOutcome, CardPage, CardReply, Section, answer,
};
use crate::web::errors::{Error, Result};
use crate::web::gate::{Admin, SudoAdmin};
use crate::web::paths;
use crate::web::routes::Routes;

pub static MANAGEMENT: Section<MemberPage> = Section {
    path: paths::USER,
    slug: "leaving",
    title: "users-manage-heading",
    rail: None,
    routes: || {
        Routes::new()
            .post(paths::USER_LINKS, send_activation_link)
            .post(paths::USER_SESSIONS_END, end_sessions)
    },
    card: |page, tx| {
        Box::pin(async {
            match page.can_manage() {
                true => card(page, tx, None).await.map(Some),
                false => Ok(None),
            }
        })
    },
};

/// A row that another area adds to the card. `None` leaves the row out.
pub type MemberPageRow = for<'a> fn(&'a MemberPage, &'a mut Tx) -> CardFuture<'a, Option<Card>>;

/// The rows that other areas add, in order.
pub static ROWS: Filled<&'static [MemberPageRow]> = Filled::empty();

#[derive(Template)]
#[template(path = "accounts/members/person/management.html")]
struct ManagementCard<'a> {
    frame: CardFrame<'a>,
    page: &'a MemberPage,
    /// The rows of other areas, such as a second factor to reset.
    more: Vec<Card>,
}

async fn card(page: &MemberPage, tx: &mut Tx, reply: Option<&CardReply>) -> Result<Card> {
    let mut frame = CardFrame::new(page, &MANAGEMENT, Stamp::default());
    if let Some(reply) = reply {
        frame.say(reply);
    }
    let mut more = Vec::new();
    let rows: &'static [MemberPageRow] = ROWS.get().copied().unwrap_or_default();
    for row in rows {
        more.extend(row(page, tx).await?);
    }
    Card::render(&MANAGEMENT, &ManagementCard { frame, page, more })
}

/// Commits the change of a row's button, and answers with the card and the outcome.
pub async fn say(page: &MemberPage, change: Change, outcome: CardOutcome) -> Result<Response> {
    let reply = outcome.commit(&page.me, change).await?;
    let mut tx = page.me.app.db.read().await?;
    let card = card(page, &mut tx, Some(&reply)).await?;
    drop(tx);
    answer(page, &MANAGEMENT, reply, card).await
}

async fn send_activation_link(Admin(me): Admin, Path(id): Path<String>) -> Result<Response> {
    let page = MemberPage::find(me, &id).await?;
    let (account, id) = (page.me.account_id(), page.member.id);
    let mut change = page.me.change_of_member(id).await?;
    let sent = invitations::resend_activation(&mut change, account, id).await?;
    let outcome = match sent {
        InvitationResent::Gone => return Err(Error::NotFound),
        InvitationResent::Sent => CardOutcome::Saved(Message::new("users-link-sent")),
        InvitationResent::NotNeeded => CardOutcome::Saved(Message::new("users-link-not-needed")),
        InvitationResent::Wait { until } => CardOutcome::Limited(page.me.wait_until(until)),
        InvitationResent::TooMany { until } => CardOutcome::Limited(page.me.try_after(until)),
    };
    say(&page, change, outcome).await
}

async fn end_sessions(SudoAdmin(me): SudoAdmin, Path(id): Path<String>) -> Result<Response> {
    let page = MemberPage::find(me, &id).await?;
    let (account, id) = (page.me.account_id(), page.member.id);
    let mut change = page.me.change_of_member(id).await?;
    account::end_sessions_of(&mut change, account, id).await?;
    say(&page, change, CardOutcome::Saved(Message::new("users-sessions-ended"))).await
}
