//! A card of a page: one form, one struct, one template; alone for a script, else inside its page.

use std::pin::Pin;

use askama::Template;

use super::ctx::Ctx;
use super::error::Result;
use super::form::{Errors, Stamp};
use super::gate::SignedIn;
use super::routes::Routes;
use crate::db::Tx;
use crate::i18n::Message;

/// A rendered card: the only type that templates emit unescaped.
pub struct Card {
    pub slug: &'static str,
    html: String,
}

impl Card {
    /// Renders a section's template.
    ///
    /// # Errors
    /// When the template fails.
    pub fn render(section: &'static Section, template: &impl Template) -> Result<Self> {
        Ok(Self { slug: section.slug, html: template.render()? })
    }

    /// Its markup.
    pub fn html(&self) -> &str {
        &self.html
    }
}

/// A card of the page, as its slice declares it.
pub struct Section {
    /// The page with the card in view, and where its form posts.
    pub path: &'static str,
    /// The last part of its path, and the id of its element.
    pub slug: &'static str,
    /// The id of its heading.
    pub title: &'static str,
    /// The id of other words people look for it by.
    pub synonyms: &'static str,
    /// The name of its icon.
    pub icon: &'static str,
    /// Its routes beside the page itself: where its forms post.
    pub routes: fn() -> Routes,
    /// Makes the card as it is stored.
    pub card: for<'a> fn(&'a SignedIn, &'a mut Tx) -> Pending<'a>,
}

impl Section {
    /// A path from which the browser comes back to the card.
    pub fn anchored(&self, path: &str) -> String {
        format!("{path}#{}", self.slug)
    }
}

/// A card in the making.
pub type Pending<'a> = Pin<Box<dyn Future<Output = Result<Card>> + Send + 'a>>;

/// What every card has around its inputs.
pub struct Frame<'a> {
    pub ctx: &'a Ctx,
    pub section: &'static Section,
    /// By which a form that comes back is known to be of what is stored now.
    pub stamp: Stamp,
    pub notice: Option<Message>,
    /// What went wrong with the form as a whole.
    pub alert: Option<Message>,
    pub errors: Errors,
    /// Whether what the form holds was refused as a whole, and is not stored anywhere.
    pub unstored: bool,
    /// Kind and spelling of each id it is about, shown in debug mode.
    pub ids: Vec<(&'static str, String)>,
}

impl<'a> Frame<'a> {
    /// A card as it looks before anyone touched it.
    pub fn new(ctx: &'a Ctx, section: &'static Section, stamp: Stamp) -> Self {
        Self {
            ctx,
            section,
            stamp,
            notice: None,
            alert: None,
            errors: Errors::default(),
            unstored: false,
            ids: Vec::new(),
        }
    }

    /// Says that the form no longer fits what is stored; what was typed stays in it.
    pub fn call_stale(&mut self) {
        self.alert = Some(Message::new("common-stale"));
        self.unstored = true;
    }
}
