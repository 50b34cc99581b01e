//! SMS: text messages sent by Twilio, with its reports about them.

pub mod report;
pub mod send;
