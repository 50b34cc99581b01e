//! Faults of what the program runs on.

mod disk;
mod durability;
mod handlers;
mod locks;
mod log;
mod paging;
mod server;
pub mod site;
mod tls;
pub mod together;
mod workers;
