//! A new API token: created, shown once, regenerated.

mod page;

pub use page::routes;
