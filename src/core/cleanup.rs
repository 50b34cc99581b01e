//! Cleanups: what each noun drops every hour, because it is over and old.

use crate::platform::clock::Timestamp;
use crate::platform::db::{DbFuture, Tx};

/// A cleanup of one noun, which knows how long its rows are kept.
pub struct Cleanup {
    /// The name of what is dropped, as the log has it.
    pub name: &'static str,
    /// Drops what is over by this moment, and gives the number of rows.
    pub run: for<'a> fn(&'a mut Tx, Timestamp) -> DbFuture<'a, u64>,
}
