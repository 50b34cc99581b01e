//! One member: their page, and what an admin does there.

mod contacts;
mod page;

pub use contacts::routes as contact_routes;
pub use page::{About, ROWS, routes};
