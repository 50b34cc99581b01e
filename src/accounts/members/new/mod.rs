//! A new member: created, or invited.

mod page;

pub use page::{WantedTeam, routes};
