//! Counters of an account: the next sequential number and the total of each kind of thing.

mod store;

pub use store::{count_down, next_tiny_id, total};

/// The name of the counter of an account's members.
pub const MEMBERS: &str = "account_user";
