//! My Settings.

mod channels;
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
