//! Security history: what happened to my user, when, from where, and by whom.

mod card;

pub use card::SECTION;
