//! Twilio: text messages and calls, and what it says of them.

pub mod send;
