//! The kit of the APIs.

pub mod body;
pub mod callers;
pub mod lists;
pub mod rights;
