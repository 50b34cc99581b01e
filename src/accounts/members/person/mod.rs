//! One member: their page, and what an admin does there.

pub mod contacts;
pub mod page;

pub use page::{About, ROWS};
