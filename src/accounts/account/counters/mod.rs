//! Counters of an account: the small numbers of each kind of thing, and how many there are of it.

mod store;

pub use store::{count_down, next_tiny_id, total};

/// The name of the counter of an account's members.
pub const MEMBERS: &str = "account_user";
