//! Users: profile, contacts, channels and preferences.

pub mod avatars;
pub mod channels;
pub mod emails;
pub mod phones;
pub mod preferences;
pub mod profile;
pub mod search;
pub mod verification;
