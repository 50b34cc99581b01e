//! Voice: calls by Twilio, with its reports about them.

pub mod report;
pub mod send;
