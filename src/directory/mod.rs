//! What *we* manage: accounts and the people in them.

pub mod accounts;
pub mod users;
