//! Cleanups: each noun deletes what has expired, every hour.

use crate::platform::clock::Timestamp;
use crate::platform::db::{DbFuture, Tx};

/// A cleanup of one noun, which decides how long its rows are kept.
pub struct Cleanup {
    /// The name in the log.
    pub name: &'static str,
    /// Deletes the rows that have expired at this moment, and returns how many.
    pub run: for<'a> fn(&'a mut Tx, Timestamp) -> DbFuture<'a, u64>,
}
