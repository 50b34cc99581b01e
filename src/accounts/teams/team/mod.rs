//! One team: its page.

mod page;

pub use page::{MORE_SECTIONS, TeamPage, routes};
