//! One team: its page.

mod page;

pub use page::{TeamPage, routes};
