//! A new member: created, or invited.

pub mod page;
