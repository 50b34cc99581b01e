//! Email: over SMTP.

pub mod send;
