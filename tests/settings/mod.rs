//! My Settings.

mod channels;
pub mod emails;
mod general;
mod other;
mod page;
mod password;
pub mod phones;
pub mod two_factor;
