//! Deliveries: the ledger of messages as people see it, and the work that waits, for admins.

mod page;
mod store;

pub use page::routes;
