//! Many people at once, from a comma-separated file: read first, every fault by its line, then done.

mod page;
mod reading;

pub use page::routes;
