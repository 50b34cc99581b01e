//! Security history: what happened to a person's user, when, from where, and by whom.

mod card;

pub use card::SECTION;
