//! The dev outbox: every message, stored on the machine instead of sent.

mod gate;
mod page;

pub use page::routes;
