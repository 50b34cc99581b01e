//! The page of My Settings, and its summary alone.

use askama::Template;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};

use super::sections;
use super::summary::{Summary, factor_wanted};
use crate::auth::second_factor;
use crate::oncall::alerts;
use crate::web::card::page::{CardsPage, cards};
use crate::web::card::{self, CardFuture, PageShown, Rail};
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
    rail: Rail,
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
    card::show(&me, None).await
}

/// Shows the page with the card of the path in view.
pub async fn show_section(me: SignedIn, uri: Uri) -> Result<Response> {
    let section = sections().find(|section| section.path == uri.path());
    card::show(&me, Some(section.ok_or(Error::NotFound)?)).await
}

/// Renders the page.
pub fn render(me: &SignedIn, shown: PageShown) -> CardFuture<'_, String> {
    Box::pin(async move {
        let waiting = waiting(me).await?;
        page(me, CardsPage::of(me, title(me), sections(), shown).await?, waiting)
    })
}

/// Counts the alerts of the current account that wait for the person.
async fn waiting(me: &SignedIn) -> Result<i64> {
    let Some(account) = me.current_account() else { return Ok(0) };
    let mut tx = me.app.db.read().await?;
    Ok(alerts::waiting_for(&mut tx, account, me.person.user_id).await?)
}

/// Renders the page around its cards.
pub fn page(ctx: &Ctx, mut page: CardsPage, waiting: i64) -> Result<String> {
    let (summary, rail) = Summary::of(ctx, &mut page.cards, page.focus, waiting);
    let is_factor = page.focus == Some(second_factor::SECTION.slug);
    page.attention = is_factor.then(|| factor_wanted(ctx)).flatten();
    Ok(SettingsPage { ctx, summary, rail, page }.render()?)
}

/// Returns the title of the page.
pub fn title(ctx: &Ctx) -> String {
    ctx.t("settings-title").into_owned()
}

/// Answers with the summary alone, for the script that renews it when a card was saved; a browser
/// sees the whole page.
async fn show_summary(me: SignedIn) -> Result<Response> {
    if me.render_mode == RenderMode::Page {
        return Ok(Redirect::to(paths::SETTINGS).into_response());
    }
    let mut cards = cards(&me, sections(), None).await?;
    let (summary, rail) = Summary::of(&me, &mut cards, None, waiting(&me).await?);
    Ok(me.html(StatusCode::OK, summary.render(&me, rail)?))
}
