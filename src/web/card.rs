//! A card of a page: one form, one struct, one template; alone for a script, else inside its page.

use askama::Template;

use super::ctx::Ctx;
use super::error::Result;
use super::form::{Errors, Stamp};
use crate::i18n::Message;

/// A rendered card: the only type that templates emit unescaped.
pub struct Card {
    pub slug: &'static str,
    html: String,
}

impl Card {
    /// Renders a card's template.
    ///
    /// # Errors
    /// When the template fails.
    pub fn render(slug: &'static str, template: &impl Template) -> Result<Self> {
        Ok(Self { slug, html: template.render()? })
    }

    /// Its markup.
    pub fn html(&self) -> &str {
        &self.html
    }
}

/// What every card has around its inputs.
pub struct Frame<'a> {
    pub ctx: &'a Ctx,
    /// Where its form posts.
    pub path: &'static str,
    pub slug: &'static str,
    /// The id of its heading.
    pub title: &'static str,
    /// By which a form that comes back is known to be of what is stored now.
    pub stamp: Stamp,
    pub notice: Option<Message>,
    /// What went wrong with the form as a whole.
    pub alert: Option<Message>,
    pub errors: Errors,
    /// Kind and spelling of each id it is about, shown in debug mode.
    pub ids: Vec<(&'static str, String)>,
}

impl<'a> Frame<'a> {
    /// A card as it looks before anyone touched it.
    pub fn new(
        ctx: &'a Ctx,
        (path, slug): (&'static str, &'static str),
        title: &'static str,
        stamp: Stamp,
    ) -> Self {
        let ids = ctx.person.iter().map(|person| ("user", person.user_id.to_string())).collect();
        let errors = Errors::default();
        Self { ctx, path, slug, title, stamp, notice: None, alert: None, errors, ids }
    }
}
