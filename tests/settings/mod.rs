//! My Settings.

mod general;
mod other;
mod page;
mod password;
