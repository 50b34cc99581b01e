//! Cards of a page: one form, one struct, one template; rendered alone for a script, else in the page.

pub mod page;
mod rail;
mod summary;

use std::pin::Pin;

use anyhow::Context;
use askama::Template;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
pub use rail::{Rail, SectionGroup};
pub use summary::{Attention, CardState, CardSummary, CardVerdict, WayOn};

use super::errors::Result;
use super::form::FormErrors;
use super::gate::SignedIn;
use super::htmx::{self, RenderMode};
use super::routes::Routes;
use super::viewer::Ctx;
use super::viewer::session::Renewal;
use crate::core::change::Change;
use crate::core::filled::Filled;
use crate::core::stamp::Stamp;
use crate::platform::db::Tx;
use crate::platform::i18n::Message;

/// A rendered card: the only type that templates emit unescaped.
pub struct Card {
    pub slug: &'static str,
    html: String,
    pub summary: CardSummary,
}

impl Card {
    /// Renders a section's template.
    pub fn render(section: &'static Section, template: &impl Template) -> Result<Self> {
        Self::part(section.slug, template)
    }

    /// Renders a part of a page that is no section.
    pub fn part(slug: &'static str, template: &impl Template) -> Result<Self> {
        Ok(Self { slug, html: template.render()?, summary: CardSummary::default() })
    }

    /// Adds what the card says of itself outside of the card.
    pub fn with(self, summary: CardSummary) -> Self {
        Self { summary, ..self }
    }

    /// Returns the markup.
    pub fn html(&self) -> &str {
        &self.html
    }
}

/// A card of a page of cards, as its noun declares it.
pub struct Section {
    /// The path of the page with the card in view, which is also where its form posts.
    pub path: &'static str,
    /// The last segment of its path, and the id of its element.
    pub slug: &'static str,
    /// The text id of its heading.
    pub title: &'static str,
    /// The text id of further words by which people search for it, on a page with a search.
    pub synonyms: Option<&'static str>,
    /// The name of its icon.
    pub icon: &'static str,
    /// The routes of its forms, beside the page itself.
    pub routes: fn() -> Routes,
    /// Builds the card from what is stored.
    pub card: for<'a> fn(&'a SignedIn, &'a mut Tx) -> CardFuture<'a>,
    /// Renders its page around it, whose form was refused.
    pub around: Around,
}

impl Section {
    /// Returns a path with a fragment that brings the card into view.
    pub fn anchored(&self, path: &str) -> String {
        format!("{path}#{}", self.slug)
    }

    /// Returns the fragment that brings the card into view on its page.
    pub fn fragment(&self) -> String {
        self.anchored("")
    }
}

/// The future of a card, or of the page around it.
pub type CardFuture<'a, T = Card> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// The page around a card.
pub type Around = for<'a> fn(&'a SignedIn, &'static Section, Card) -> CardFuture<'a, String>;

/// My Settings around a card, which `settings` fills in.
pub static MY_SETTINGS: Filled<Around> = Filled::empty();

/// Renders My Settings around a card.
pub fn my_settings<'a>(
    me: &'a SignedIn,
    section: &'static Section,
    card: Card,
) -> CardFuture<'a, String> {
    Box::pin(async move {
        let page = MY_SETTINGS.get().context("no page was said for cards")?;
        page(me, section, card).await
    })
}

/// The frame that every card shows around its inputs.
pub struct CardFrame<'a> {
    pub ctx: &'a Ctx,
    pub section: &'static Section,
    /// The URL that the form posts to.
    pub action: String,
    /// The stamp that the form carries, by which a form is recognised as outdated.
    pub stamp: Stamp,
    pub flash: Option<Message>,
    /// The error of the form as a whole.
    pub alert: Option<Message>,
    pub errors: FormErrors,
    /// Whether the form was refused as a whole, and holds inputs that are not stored.
    pub unstored: bool,
    /// Kind and text of each id that the card is about, shown in debug mode.
    pub ids: Vec<(&'static str, String)>,
}

impl<'a> CardFrame<'a> {
    /// Makes the frame of a card that was just opened.
    pub fn new(ctx: &'a Ctx, section: &'static Section, stamp: Stamp) -> Self {
        Self {
            ctx,
            section,
            action: section.path.to_owned(),
            stamp,
            flash: None,
            alert: None,
            errors: FormErrors::default(),
            unstored: false,
            ids: Vec::new(),
        }
    }

    /// Makes the frame of a card of the current account, whose form says of which account it is.
    pub fn of_account(ctx: &'a Ctx, section: &'static Section, stamp: Stamp) -> Self {
        Self { action: ctx.of_account(section.path), ..Self::new(ctx, section, stamp) }
    }

    /// Shows the outcome of the card's form, which keeps its inputs.
    pub fn say(&mut self, reply: &CardReply) {
        match &reply.0 {
            CardOutcome::Saved(flash) => self.flash = Some(flash.clone()),
            CardOutcome::Refused(alert)
            | CardOutcome::Limited(alert)
            | CardOutcome::TooLarge(alert) => {
                self.alert = Some(alert.clone());
            }
            CardOutcome::Stale => {
                self.alert = Some(Message::new("common-stale"));
                self.unstored = true;
            }
            CardOutcome::Invalid => {}
        }
    }
}

/// The outcome of a card's form, or of one of its buttons.
pub enum CardOutcome {
    /// The change is stored, and this flash says so.
    Saved(Message),
    /// The change is not stored: the errors are beside the inputs.
    Invalid,
    /// The change is refused for this reason.
    Refused(Message),
    /// The change is not stored: what is stored changed since the form was shown.
    Stale,
    /// The change is refused: a limit of attempts is reached.
    Limited(Message),
    /// The change is refused: a file is larger than its limit.
    TooLarge(Message),
}

impl CardOutcome {
    /// Commits the change, whatever its outcome, because attempts are counted in it. The flash of a
    /// stored change is shown in the card by a script, or on the next page without one.
    pub async fn commit(self, me: &SignedIn, change: Change) -> Result<CardReply> {
        match &self {
            Self::Saved(flash) if me.render_mode == RenderMode::Page => {
                me.commit_with_flash(change, flash).await?;
            }
            _ => change.commit().await?,
        }
        Ok(CardReply(self))
    }
}

/// The answer to a card's form: made only by a commit, so that nothing is called saved too early.
pub struct CardReply(CardOutcome);

impl CardReply {
    /// Returns the reply to invalid inputs, whose errors are beside them.
    pub fn invalid() -> Self {
        Self(CardOutcome::Invalid)
    }

    /// Returns the reply to a form that is refused before a change begins.
    pub fn refused(alert: Message) -> Self {
        Self(CardOutcome::Refused(alert))
    }

    /// Returns the reply to a form that is refused by a limit of attempts before a change begins.
    pub fn limited(alert: Message) -> Self {
        Self(CardOutcome::Limited(alert))
    }

    /// Returns the reply to a form whose file is larger than its limit.
    pub fn too_large(alert: Message) -> Self {
        Self(CardOutcome::TooLarge(alert))
    }

    /// Commits a change of credentials and renews the session that made it.
    pub async fn renewed(
        me: &SignedIn,
        session: Renewal,
        epoch: i64,
        flash: Message,
    ) -> Result<Self> {
        let waits = (me.render_mode == RenderMode::Page).then_some(&flash);
        session.renew(epoch, me.now, waits).await?;
        Ok(Self(CardOutcome::Saved(flash)))
    }

    fn status(&self) -> StatusCode {
        match self.0 {
            CardOutcome::Saved(_) => StatusCode::OK,
            CardOutcome::Invalid | CardOutcome::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            CardOutcome::Stale => StatusCode::CONFLICT,
            CardOutcome::Limited(_) => StatusCode::TOO_MANY_REQUESTS,
            CardOutcome::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
        }
    }
}

#[derive(Template)]
#[template(path = "web/saved.html")]
struct SavedFragment<'a> {
    ctx: &'a Ctx,
    card: &'a Card,
}

/// Has the script renew the summary of the page, which a saved card may have changed.
const SUMMARY_IS_OLD: HeaderValue =
    HeaderValue::from_static(r##"{"card-saved":{"target":"#summary"}}"##);

/// Answers a card's form: with the card alone for a script; else with the page around it, or a
/// redirect to the page when the change is stored.
pub async fn answer(
    me: &SignedIn,
    section: &'static Section,
    reply: CardReply,
    card: Card,
) -> Result<Response> {
    let html = match (me.render_mode, &reply.0) {
        (RenderMode::Fragment, CardOutcome::Saved(_)) => {
            let html = SavedFragment { ctx: &me.ctx, card: &card }.render()?;
            let mut response = me.html(reply.status(), html);
            response.headers_mut().insert(htmx::TRIGGER, SUMMARY_IS_OLD);
            return Ok(response);
        }
        (RenderMode::Page, CardOutcome::Saved(_)) => {
            return Ok(me.render_mode.redirect(section.path));
        }
        (RenderMode::Fragment, _) => card.html,
        (RenderMode::Page, _) => (section.around)(me, section, card).await?,
    };
    Ok(me.html(reply.status(), html))
}

/// Commits a change that also alters the page around the card, and redirects to the page.
pub async fn saved_frame(
    me: &SignedIn,
    section: &'static Section,
    change: Change,
    flash: &Message,
) -> Result<Response> {
    me.commit_with_flash(change, flash).await?;
    Ok(me.render_mode.redirect(section.path))
}

/// Commits a change of credentials and redirects to its card. Every other session of the person
/// ends; this one gets a new id, unless it was signed out meanwhile.
///
/// # Errors
/// When the session is gone.
pub async fn renewed(
    me: &SignedIn,
    session: Renewal,
    mut change: Change,
    epoch: i64,
    section: &'static Section,
    flash: &'static str,
) -> Result<Response> {
    session.take(&mut change).await?;
    change.commit().await?;
    session.renew(epoch, me.now, Some(&Message::new(flash))).await?;
    Ok(me.render_mode.redirect(section.path))
}
