//! Email: over SMTP, and what mail systems report of addresses.

mod answer;
mod message;
pub mod report;
pub mod send;
