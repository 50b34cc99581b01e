//! Email: over SMTP, and what mail systems report of addresses.

pub mod answer;
mod message;
pub mod report;
pub mod send;
mod server;
