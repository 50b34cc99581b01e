//! Deliveries: the ledger of messages as people see it, and the queue, for admins.

mod page;
mod store;

pub use page::routes;
