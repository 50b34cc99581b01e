//! The page of My Settings, and the page around a card whose form was answered without a script.

use askama::Template;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};

use super::sections;
use super::summary::{Summary, factor_wanted};
use crate::auth::second_factor;
use crate::platform::i18n::Message;
use crate::web::card::{Attention, Card, CardFuture, Section};
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
    cards: Vec<Card>,
    /// The card in view.
    focus: Option<&'static Section>,
    flash: Option<Message>,
    failed: bool,
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
    let cards = cards(me, None).await?;
    Ok(me.html(StatusCode::OK, page(me, cards, focus, flash)?))
}

/// Renders the page around its cards.
pub fn page(
    ctx: &Ctx,
    mut cards: Vec<Card>,
    focus: Option<&'static Section>,
    flash: Option<Message>,
) -> Result<String> {
    let summary = Summary::of(ctx, &mut cards, focus);
    Ok(SettingsPage { ctx, summary, cards, focus, flash, failed: false }.render()?)
}

/// Answers with the summary alone, for the script that renews it when a card was saved; a browser
/// sees the whole page.
async fn show_summary(me: SignedIn) -> Result<Response> {
    if me.render_mode == RenderMode::Page {
        return Ok(Redirect::to(paths::SETTINGS).into_response());
    }
    let mut cards = cards(&me, None).await?;
    Ok(me.html(StatusCode::OK, Summary::of(&me, &mut cards, None).render(&me)?))
}

/// Builds every card from what is stored, except for one that is built already.
async fn cards(me: &SignedIn, mut made: Option<Card>) -> Result<Vec<Card>> {
    let mut tx = me.app.db.read().await?;
    let mut cards = Vec::new();
    for section in sections() {
        cards.push(match made.take_if(|card| card.slug == section.slug) {
            Some(card) => card,
            None => (section.card)(me, &mut tx).await?,
        });
    }
    Ok(cards)
}

/// Renders the page around a card whose form was refused.
pub fn around<'a>(
    me: &'a SignedIn,
    section: &'static Section,
    card: Card,
) -> CardFuture<'a, String> {
    Box::pin(async move {
        let mut cards = cards(me, Some(card)).await?;
        let (ctx, focus) = (&me.ctx, Some(section));
        let summary = Summary::of(ctx, &mut cards, focus);
        Ok(SettingsPage { ctx, summary, cards, focus, flash: None, failed: true }.render()?)
    })
}

impl SettingsPage<'_> {
    /// Returns that the current account requires a second factor, said again before this card when
    /// it is in view and about that.
    fn factor_wanted_at(&self, card: &Card) -> Option<Attention> {
        let is_about = card.slug == second_factor::SECTION.slug;
        (is_about && self.is_focus(card)).then(|| factor_wanted(self.ctx)).flatten()
    }

    /// Tells whether this card is in view: its flash stands before it, where the page opens.
    fn is_focus(&self, card: &Card) -> bool {
        self.focus.is_some_and(|focus| focus.slug == card.slug)
    }

    /// Returns the title, which begins with "Error" when a form was refused.
    fn title(&self) -> String {
        match self.failed {
            true => self.error_title(),
            false => self.ctx.t("settings-title").into_owned(),
        }
    }

    fn error_title(&self) -> String {
        self.ctx.t_with("common-error-title", "title", self.ctx.t("settings-title"))
    }
}
