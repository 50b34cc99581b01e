//! The page of My Settings, and the page around a card whose form was answered without a script.

use askama::Template;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};

use super::sections;
use super::summary::{Summary, factor_wanted};
use crate::auth::second_factor;
use crate::platform::i18n::Message;
use crate::web::card::page::{CardsPage, cards};
use crate::web::card::{Card, CardFuture, Section};
use crate::web::errors::{Error, Result};
use crate::web::gate::SignedIn;
use crate::web::htmx::RenderMode;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

pub fn routes() -> Routes {
    Routes::new()
        .get(paths::HOME, home)
        .get(paths::SETTINGS, show)
        .get(paths::SETTINGS_SUMMARY, show_summary)
}

#[derive(Template)]
#[template(path = "settings/page.html")]
struct SettingsPage<'a> {
    ctx: &'a Ctx,
    summary: Summary,
    page: CardsPage,
}

/// Redirects from the start page to My Settings, or to onboarding for a person who has not finished
/// it.
async fn home(me: SignedIn) -> Redirect {
    Redirect::to(match me.person.onboarded_at {
        Some(_) => paths::SETTINGS,
        None => paths::ONBOARDING,
    })
}

async fn show(me: SignedIn) -> Result<Response> {
    shown(&me, None).await
}

/// Shows the page with the card of the path in view.
pub async fn show_section(me: SignedIn, uri: Uri) -> Result<Response> {
    let section = sections().find(|section| section.path == uri.path());
    shown(&me, Some(section.ok_or(Error::NotFound)?)).await
}

async fn shown(me: &SignedIn, focus: Option<&'static Section>) -> Result<Response> {
    let flash = me.take_flash().await?;
    let cards = cards(me, sections(), None).await?;
    Ok(me.html(StatusCode::OK, page(me, cards, focus, flash)?))
}

/// Renders the page around its cards.
pub fn page(
    ctx: &Ctx,
    cards: Vec<Card>,
    focus: Option<&'static Section>,
    flash: Option<Message>,
) -> Result<String> {
    render(ctx, cards, focus, flash, false)
}

fn render(
    ctx: &Ctx,
    mut cards: Vec<Card>,
    focus: Option<&'static Section>,
    flash: Option<Message>,
    failed: bool,
) -> Result<String> {
    let (summary, rail) = Summary::of(ctx, &mut cards, focus);
    let is_factor = focus.is_some_and(|section| section.slug == second_factor::SECTION.slug);
    let attention = is_factor.then(|| factor_wanted(ctx)).flatten();
    let title = "settings-title";
    let page = CardsPage { title, cards, rail, focus, attention, flash, failed };
    Ok(SettingsPage { ctx, summary, page }.render()?)
}

/// Answers with the summary alone, for the script that renews it when a card was saved; a browser
/// sees the whole page.
async fn show_summary(me: SignedIn) -> Result<Response> {
    if me.render_mode == RenderMode::Page {
        return Ok(Redirect::to(paths::SETTINGS).into_response());
    }
    let mut cards = cards(&me, sections(), None).await?;
    let (summary, rail) = Summary::of(&me, &mut cards, None);
    Ok(me.html(StatusCode::OK, summary.render(&me, rail)?))
}

/// Renders the page around a card whose form was refused.
pub fn around<'a>(
    me: &'a SignedIn,
    section: &'static Section,
    card: Card,
) -> CardFuture<'a, String> {
    Box::pin(async move {
        let cards = cards(me, sections(), Some(card)).await?;
        render(&me.ctx, cards, Some(section), None, true)
    })
}
