//! The page of My Settings, and the page around a card whose form was answered without a script.

use askama::Template;
use axum::http::{StatusCode, Uri};
use axum::response::{Redirect, Response};
use tower_sessions::Session;

use super::SECTIONS;
use crate::auth::second_factor;
use crate::platform::clock::Timestamp;
use crate::platform::i18n::Message;
use crate::web::card::{Card, CardFuture, Section};
use crate::web::errors::{Error, Result};
use crate::web::gate::SignedIn;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;
use crate::web::viewer::person::AccountAccess;

pub fn routes() -> Routes {
    Routes::new().get(paths::HOME, home).get(paths::SETTINGS, show)
}

#[derive(Template)]
#[template(path = "settings/page.html")]
struct SettingsPage<'a> {
    ctx: &'a Ctx,
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

async fn show(me: SignedIn, session: Session) -> Result<Response> {
    shown(&me, &session, None).await
}

/// Shows the page with the card of the path in view.
pub async fn show_section(me: SignedIn, session: Session, uri: Uri) -> Result<Response> {
    let section = SECTIONS.iter().find(|section| section.path == uri.path());
    shown(&me, &session, Some(section.ok_or(Error::NotFound)?)).await
}

async fn shown(
    me: &SignedIn,
    _session: &Session,
    focus: Option<&'static Section>,
) -> Result<Response> {
    let flash = me.take_flash().await?;
    let cards = cards(me, None).await?;
    Ok(me.html(StatusCode::OK, page(me, cards, focus, flash)?))
}

/// Renders the page around its cards.
pub fn page(
    ctx: &Ctx,
    cards: Vec<Card>,
    focus: Option<&'static Section>,
    flash: Option<Message>,
) -> Result<String> {
    Ok(SettingsPage { ctx, cards, focus, flash, failed: false }.render()?)
}

/// Builds every card from what is stored, except for one that is built already.
async fn cards(me: &SignedIn, mut made: Option<Card>) -> Result<Vec<Card>> {
    let mut tx = me.app.db.read().await?;
    let mut cards = Vec::with_capacity(SECTIONS.len());
    for section in SECTIONS {
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
        let cards = cards(me, Some(card)).await?;
        let focus = Some(section);
        Ok(SettingsPage { ctx: &me.ctx, cards, focus, flash: None, failed: true }.render()?)
    })
}

impl SettingsPage<'_> {
    /// Returns what the current account requires: a second factor, now or from a moment on.
    fn factor_wanted(&self) -> Option<(Message, Option<Timestamp>)> {
        let person = self.ctx.person.as_ref()?;
        let (_, account) = person.account()?;
        let (id, from) = match person.access {
            AccountAccess::SecondFactorRequired if person.has_passkey => {
                ("accounts-door-passkey", None)
            }
            AccountAccess::SecondFactorRequired => ("accounts-door-closed", None),
            AccountAccess::Allowed => ("accounts-door-from", Some(person.factor_wanted_from()?)),
        };
        Some((Message::new(id).with("account", account.to_owned()), from))
    }

    /// Tells whether that is said before this card: the card in view when it is the one of
    /// two-factor authentication, else the first card.
    fn is_said_before(&self, card: &Card) -> bool {
        let about = second_factor::SECTION.slug;
        match self.focus.is_some_and(|focus| focus.slug == about) {
            true => card.slug == about,
            false => SECTIONS.first().is_some_and(|first| first.slug == card.slug),
        }
    }

    fn sections(&self) -> &'static [&'static Section] {
        SECTIONS
    }

    fn is_in_view(&self, section: &Section) -> bool {
        self.focus.is_some_and(|focus| focus.slug == section.slug)
    }

    /// Tells whether onboarding is unfinished.
    fn is_unfinished(&self) -> bool {
        self.ctx.person.as_ref().is_some_and(|person| person.onboarded_at.is_none())
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
