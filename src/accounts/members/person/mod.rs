//! One member: their page, and an admin's actions there.

mod contacts;
mod membership;
mod page;
mod rows;

pub use contacts::routes as contact_routes;
pub use membership::routes as membership_routes;
pub use page::routes;
pub use rows::{About, ROWS};
