//! Pages of cards: a list of sections beside a column of cards.

use super::{Attention, Card, Rail, Section};
use crate::platform::i18n::Message;
use crate::web::errors::Result;
use crate::web::gate::SignedIn;
use crate::web::viewer::Ctx;

/// A page of cards, as the template `web/cards.html` shows it.
pub struct CardsPage {
    /// The text id of its title.
    pub title: &'static str,
    pub cards: Vec<Card>,
    pub rail: Rail,
    /// The card in view.
    pub focus: Option<&'static Section>,
    /// The matter that wants attention, said again before the card in view.
    pub attention: Option<Attention>,
    pub flash: Option<Message>,
    /// Whether a form was refused.
    pub failed: bool,
}

impl CardsPage {
    /// Tells whether this card is in view: its flash stands before it, where the page opens.
    pub fn is_focus(&self, card: &Card) -> bool {
        self.focus.is_some_and(|focus| focus.slug == card.slug)
    }

    /// Returns the title, which begins with "Error" when a form was refused.
    pub fn title(&self, ctx: &Ctx) -> String {
        match self.failed {
            true => self.error_title(ctx),
            false => ctx.t(self.title).into_owned(),
        }
    }

    /// Returns the title of the page with a form that was refused.
    pub fn error_title(&self, ctx: &Ctx) -> String {
        ctx.t_with("common-error-title", "title", ctx.t(self.title))
    }
}

/// Builds the card of every section from what is stored, except for one that is built already.
///
/// # Errors
/// When a card cannot be built.
pub async fn cards(
    me: &SignedIn,
    sections: impl Iterator<Item = &'static Section>,
    mut made: Option<Card>,
) -> Result<Vec<Card>> {
    let mut tx = me.app.db.read().await?;
    let mut cards = Vec::new();
    for section in sections {
        cards.push(match made.take_if(|card| card.slug == section.slug) {
            Some(card) => card,
            None => (section.card)(me, &mut tx).await?,
        });
    }
    Ok(cards)
}
