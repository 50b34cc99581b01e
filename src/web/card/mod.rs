//! Cards of a page: one form, one struct, one template; rendered alone for a script, else in the page.

pub mod page;
mod rail;
mod reply;
mod summary;

use std::pin::Pin;

use anyhow::Context;
use askama::Template;
pub use rail::{Rail, SectionGroup};
pub use reply::{CardOutcome, CardReply, answer, renewed, saved_frame};
pub use summary::{Attention, CardState, CardSummary, CardVerdict, WayOn};

use super::errors::Result;
use super::form::FormErrors;
use super::gate::SignedIn;
use super::routes::Routes;
use super::viewer::Ctx;
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
