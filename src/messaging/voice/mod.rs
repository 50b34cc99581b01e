//! Voice: calls by Twilio, and what it reports of them.

pub mod report;
pub mod send;
