//! My Settings: one page, with a column of cards, each of which is a noun of its own.

pub mod page;

use crate::web::card::Section;
use crate::web::routes::Routes;

/// The cards, in their order.
pub static SECTIONS: &[&Section] = &[
    &crate::users::profile::SECTION,
    &crate::users::emails::SECTION,
    &crate::users::phones::SECTION,
    &crate::users::channels::SECTION,
    &crate::users::preferences::SECTION,
    &crate::auth::api_tokens::SECTION,
    &crate::auth::second_factor::SECTION,
    &crate::auth::passkeys::SECTION,
    &crate::auth::password::SECTION,
    &crate::auth::sessions::SECTION,
    &crate::auth::history::SECTION,
    &crate::auth::your_data::SECTION,
];

/// The routes of the page and of all cards.
pub fn routes() -> Routes {
    SECTIONS.iter().fold(page::routes(), |routes, section| {
        routes.get(section.path, page::show_section).and((section.routes)())
    })
}
