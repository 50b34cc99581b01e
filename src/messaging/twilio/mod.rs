//! Twilio: the account that SMS and voice share, its API and its webhooks.

pub mod account;
mod answer;
mod code;
pub mod markup;
pub mod report;
mod sender;
pub mod signature;
