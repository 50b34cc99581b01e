//! Import of many people from a CSV file: read first, with every error by its line, then run.

mod page;
mod reading;

pub use page::routes;
