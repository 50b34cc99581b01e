//! What *I* manage: one page, My Settings, a column of cards, each a slice of its own.

pub mod emails;
pub mod general;
pub mod other;
pub mod page;
pub mod password;

use crate::web::card::Section;
use crate::web::form::Stamp;
use crate::web::routes::Routes;

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
