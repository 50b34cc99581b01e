//! Cards of a page: one form, one struct, one template; rendered alone for a script, else in the page.

mod frame;
pub mod page;
mod rail;
mod reply;
mod summary;

use std::pin::Pin;

use askama::Template;
pub use frame::CardFrame;
pub use page::{CardPage, MY_SETTINGS, PageShown, show};
pub use rail::{Rail, RailEntry, SectionGroup};
pub use reply::{CardOutcome, CardReply, answer, renewed, saved_frame};
pub use summary::{Attention, CardState, CardSummary, CardVerdict, WayOn};

use super::errors::Result;
use super::gate::SignedIn;
use super::routes::Routes;
use crate::platform::db::Tx;

/// A rendered card: the only type that templates emit unescaped.
pub struct Card {
    pub slug: &'static str,
    html: String,
    pub summary: CardSummary,
}

impl Card {
    /// Renders a section's template.
    pub fn render<P>(section: &'static Section<P>, template: &impl Template) -> Result<Self> {
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

/// A card of a page of cards, as its noun declares it. `P` is the page, a [`CardPage`]: My Settings,
/// unless another is named.
pub struct Section<P: 'static = SignedIn> {
    /// The path of the page with the card in view, which is also where its form posts. The id of
    /// the object that the page is about is a parameter of it.
    pub path: &'static str,
    /// The id of its element.
    pub slug: &'static str,
    /// The text id of its heading.
    pub title: &'static str,
    /// Its entry in the list of sections, on a page that has one.
    pub rail: Option<RailEntry>,
    /// The routes of its forms, beside the page itself.
    pub routes: fn() -> Routes,
    /// Builds the card from what is stored; `None` leaves it out.
    pub card: for<'a> fn(&'a P, &'a mut Tx) -> CardFuture<'a, Option<Card>>,
}

impl<P> Section<P> {
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
pub type CardFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;
