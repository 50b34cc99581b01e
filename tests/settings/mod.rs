//! My Settings.

pub mod api_tokens;
mod channels;
mod data;
pub mod emails;
mod general;
mod history;
mod other;
mod page;
mod passkeys;
mod password;
pub mod phones;
mod sessions;
pub mod two_factor;
