//! Email: sent over SMTP, with reports of mail systems about addresses.

pub mod answer;
mod message;
pub mod report;
pub mod send;
mod server;
