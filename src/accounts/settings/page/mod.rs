//! The page of account settings: a column of cards.

mod basics;
mod interfaces;
mod ownership;
mod second_factor;
mod sessions;

use askama::Template;
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use basics::BASICS;
use interfaces::INTERFACES;
use ownership::OWNERSHIP;
use second_factor::FACTOR;
use sessions::LENGTHS;

use super::{AccountSettings, SettingsChanged, Wish};
use crate::core::stamp::Stamp;
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::web::card::page::{CardsPage, cards};
use crate::web::card::{Card, CardFuture, CardOutcome, CardReply, Rail, Section, SectionGroup};
use crate::web::errors::{Error, Result};
use crate::web::gate::{Admin, Member, SignedIn};
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

/// The text that says that a form was stored.
const SAVED: &str = "accounts-settings-saved";

/// The cards in their order; the last one is the owner's.
static GROUPS: &[SectionGroup] = &[SectionGroup {
    title: None,
    sections: &[&BASICS, &INTERFACES, &FACTOR, &LENGTHS, &OWNERSHIP],
}];

/// The routes of the page and of its cards. A form that was refused leaves its own path in the
/// address bar, so a GET of that path shows the page too.
pub fn routes() -> Routes {
    let page = Routes::new()
        .get(BASICS.path, show)
        .get(INTERFACES.path, show_section)
        .get(FACTOR.path, show_section)
        .get(LENGTHS.path, show_section);
    GROUPS[0].sections.iter().fold(page, |routes, section| routes.and((section.routes)()))
}

#[derive(Template)]
#[template(path = "accounts/settings/page.html")]
struct AccountPage<'a> {
    ctx: &'a Ctx,
    name: String,
    page: CardsPage,
}

/// Lists the cards that a member sees.
fn sections(me: &SignedIn) -> impl Iterator<Item = &'static Section> {
    let is_owner = me.membership().is_some_and(|place| place.is_owner);
    let all = GROUPS[0].sections.iter().copied();
    all.filter(move |section| is_owner || section.slug != OWNERSHIP.slug)
}

async fn show(me: Admin) -> Result<Response> {
    shown(&me, None).await
}

/// Shows the page with the card of the path in view.
async fn show_section(me: Admin, uri: Uri) -> Result<Response> {
    let section = sections(&me).find(|section| section.path == uri.path());
    shown(&me, Some(section.ok_or(Error::NotFound)?)).await
}

async fn shown(me: &SignedIn, focus: Option<&'static Section>) -> Result<Response> {
    let flash = me.take_flash().await?;
    let cards = cards(me, sections(me), None).await?;
    Ok(me.html(StatusCode::OK, render(me, cards, focus, flash, false)?))
}

/// Renders the page around a card whose form was refused.
fn around<'a>(me: &'a SignedIn, section: &'static Section, card: Card) -> CardFuture<'a, String> {
    Box::pin(async move {
        let cards = cards(me, sections(me), Some(card)).await?;
        render(me, cards, Some(section), None, true)
    })
}

fn render(
    me: &SignedIn,
    mut cards: Vec<Card>,
    focus: Option<&'static Section>,
    flash: Option<Message>,
    failed: bool,
) -> Result<String> {
    let rail = Rail::of(GROUPS, &mut cards, focus, drop);
    let title = "accounts-settings-title";
    let page = CardsPage { title, cards, rail, focus, attention: None, flash, failed };
    let name = me.membership().ok_or(Error::NotFound)?.account_name;
    Ok(AccountPage { ctx: &me.ctx, name, page }.render()?)
}

/// Finds the settings of the current account.
async fn find(me: &SignedIn, tx: &mut Tx) -> Result<AccountSettings> {
    let account = me.membership().ok_or(Error::NotFound)?.account_id;
    super::find(tx, account).await?.ok_or(Error::NotFound)
}

/// Stores a form's change, and returns what came of it with the reply to the form.
async fn change(me: &Member, shown: &Stamp, wish: &Wish) -> Result<(SettingsChanged, CardReply)> {
    let mut change = me.change().await?;
    let changed = super::change(&mut change, me.account_id(), shown, wish).await?;
    let outcome = match &changed {
        SettingsChanged::Saved => CardOutcome::Saved(Message::new(SAVED)),
        SettingsChanged::Stale(_) => CardOutcome::Stale,
        SettingsChanged::BelowTotal { .. } => CardOutcome::Invalid,
    };
    let reply = outcome.commit(me, change).await?;
    Ok((changed, reply))
}
