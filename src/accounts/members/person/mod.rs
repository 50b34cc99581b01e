//! One member: their page, and an admin's actions there.

mod page;

pub use page::{MANAGEMENT, MemberPage, ROWS, routes, say};
