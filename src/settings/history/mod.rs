//! Security history: what happened to my user, when, from where, and by whom.

mod page;

pub use page::SECTION;
