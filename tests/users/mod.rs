//! What is a person's own.

pub mod channels;
pub mod emails;
pub mod phones;
pub mod preferences;
pub mod profile;
pub mod search;
pub mod verification;
