//! A new API token: made, shown once, regenerated.

mod page;

pub use page::routes;
