//! Pages of cards: My Settings, the settings of an account, and the page of one object.

use anyhow::Context;
use axum::http::StatusCode;
use axum::response::Response;

use super::{Attention, Card, CardFuture, Section};
use crate::core::filled::Filled;
use crate::platform::i18n::Message;
use crate::web::errors::Result;
use crate::web::gate::SignedIn;
use crate::web::viewer::Ctx;

/// A page of cards for its viewer, with the object that it is about, if it is about one.
pub trait CardPage: Sized + Send + Sync + 'static {
    /// Returns the viewer.
    fn viewer(&self) -> &SignedIn;

    /// Returns a path of the page, or of one of its forms, with the id of its object.
    fn path(&self, path: &'static str) -> String;

    /// Returns the URL that a form posts to.
    fn action(&self, path: &'static str) -> String;

    /// Renders the page.
    fn render(&self, shown: PageShown<Self>) -> CardFuture<'_, String>;
}

/// What a page of cards shows that is not stored.
pub struct PageShown<P: 'static = SignedIn> {
    /// The card in view.
    pub focus: Option<&'static Section<P>>,
    /// The card whose form was refused.
    pub refused: Option<Card>,
    pub flash: Option<Message>,
}

/// A renderer of My Settings.
pub type MySettings = for<'a> fn(&'a SignedIn, PageShown) -> CardFuture<'a, String>;

/// The renderer of My Settings, which `settings` fills in.
pub static MY_SETTINGS: Filled<MySettings> = Filled::empty();

/// My Settings, which is about its viewer.
impl CardPage for SignedIn {
    fn viewer(&self) -> &SignedIn {
        self
    }

    fn path(&self, path: &'static str) -> String {
        path.to_owned()
    }

    fn action(&self, path: &'static str) -> String {
        path.to_owned()
    }

    fn render(&self, shown: PageShown) -> CardFuture<'_, String> {
        Box::pin(async move {
            let page = MY_SETTINGS.get().context("no page was said for cards")?;
            page(self, shown).await
        })
    }
}

/// Answers with a page of cards as it is stored, and with the flash of the session.
pub async fn show<P: CardPage>(page: &P, focus: Option<&'static Section<P>>) -> Result<Response> {
    let me = page.viewer();
    let flash = me.take_flash().await?;
    let html = page.render(PageShown { focus, refused: None, flash }).await?;
    Ok(me.html(StatusCode::OK, html))
}

/// A page of cards, as the template `web/cards.html` shows it.
pub struct CardsPage {
    pub title: String,
    pub cards: Vec<Card>,
    /// The slug of the card in view.
    pub focus: Option<&'static str>,
    /// The matter that wants attention, said again before the card in view.
    pub attention: Option<Attention>,
    pub flash: Option<Message>,
    /// Whether a form was refused.
    failed: bool,
}

impl CardsPage {
    /// Makes the page of these cards, as they are stored.
    pub fn new(title: String, cards: Vec<Card>) -> Self {
        Self { title, cards, focus: None, attention: None, flash: None, failed: false }
    }

    /// Builds the cards of the sections, and shows with them what is not stored.
    ///
    /// # Errors
    /// When a card cannot be built.
    pub async fn of<P: CardPage>(
        page: &P,
        title: String,
        sections: impl Iterator<Item = &'static Section<P>>,
        shown: PageShown<P>,
    ) -> Result<Self> {
        let failed = shown.refused.is_some();
        let cards = cards(page, sections, shown.refused).await?;
        // A card that is left out is not in view.
        let focus = shown.focus.map(|section| section.slug);
        let focus = focus.filter(|slug| cards.iter().any(|card| card.slug == *slug));
        Ok(Self { focus, flash: shown.flash, failed, ..Self::new(title, cards) })
    }

    /// Tells whether this card is in view: its flash stands before it, where the page opens.
    pub fn is_focus(&self, card: &Card) -> bool {
        self.focus == Some(card.slug)
    }

    /// Returns the title, which begins with "Error" when a form was refused.
    pub fn title(&self, ctx: &Ctx) -> String {
        match self.failed {
            true => self.error_title(ctx),
            false => self.title.clone(),
        }
    }

    /// Returns the title of the page with a form that was refused.
    pub fn error_title(&self, ctx: &Ctx) -> String {
        ctx.t_with("common-error-title", "title", &self.title)
    }
}

/// Builds the card of every section from what is stored, except for one that is built already.
///
/// # Errors
/// When a card cannot be built.
pub async fn cards<P: CardPage>(
    page: &P,
    sections: impl Iterator<Item = &'static Section<P>>,
    mut made: Option<Card>,
) -> Result<Vec<Card>> {
    let mut tx = page.viewer().app.db.read().await?;
    let mut cards = Vec::new();
    for section in sections {
        match made.take_if(|card| card.slug == section.slug) {
            Some(card) => cards.push(card),
            None => cards.extend((section.card)(page, &mut tx).await?),
        }
    }
    Ok(cards)
}
