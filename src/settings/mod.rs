//! My Settings: one page, with a column of cards, each of which is a noun of its own.

pub mod page;
mod summary;

use crate::web::card::{Section, SectionGroup};
use crate::web::routes::Routes;

/// The cards in their order, in groups.
pub static GROUPS: &[SectionGroup] = &[
    SectionGroup {
        title: Some("settings-group-reaching"),
        sections: &[
            &crate::users::phones::SECTION,
            &crate::users::emails::SECTION,
            &crate::users::channels::SECTION,
        ],
    },
    SectionGroup {
        title: Some("settings-group-profile"),
        sections: &[&crate::users::profile::SECTION, &crate::users::preferences::SECTION],
    },
    SectionGroup {
        title: Some("settings-group-security"),
        sections: &[
            &crate::auth::second_factor::SECTION,
            &crate::auth::passkeys::SECTION,
            &crate::auth::password::SECTION,
            &crate::auth::sessions::SECTION,
            &crate::auth::history::SECTION,
        ],
    },
    SectionGroup {
        title: Some("settings-group-programs"),
        sections: &[&crate::auth::api_tokens::SECTION, &crate::auth::your_data::SECTION],
    },
];

/// Lists the cards in their order.
pub fn sections() -> impl Iterator<Item = &'static Section> {
    GROUPS.iter().flat_map(|group| group.sections.iter().copied())
}

/// The routes of the page and of all cards.
pub fn routes() -> Routes {
    sections().fold(page::routes(), |routes, section| {
        routes.get(section.path, page::show_section).and((section.routes)())
    })
}
