//! SMS: text messages sent by Twilio, with its reports about them.

pub mod report;
mod segment;
pub mod send;

pub use segment::{fits, fitted};
