//! What *I* manage: one page, My Settings, a column of cards, each a slice of its own.

pub mod emails;
pub mod general;
pub mod other;
pub mod page;
pub mod password;

use std::pin::Pin;

use crate::db::Tx;
use crate::web::card::Card;
use crate::web::error::Result;
use crate::web::form::Stamp;
use crate::web::gate::SignedIn;
use crate::web::routes::Routes;

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

/// A card in the making.
pub type Pending<'a> = Pin<Box<dyn Future<Output = Result<Card>> + Send + 'a>>;

/// The cards in their order: the only list of them.
pub static SECTIONS: &[&Section] = &[&general::SECTION, &other::SECTION, &password::SECTION];

/// What became of a card's form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is stored.
    Saved,
    /// Something else is stored by now than what the form was about: nothing was changed. The
    /// stamp is that of what is stored.
    Stale(Stamp),
}

/// The routes of the page and of all cards.
pub fn routes() -> Routes {
    SECTIONS.iter().fold(page::routes(), |routes, section| {
        routes.get(section.path, page::show_section).and((section.routes)())
    })
}
