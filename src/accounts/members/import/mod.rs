//! Import of many people from a CSV file: read first, with every error by its line, then run.

mod headings;
mod page;
mod reading;
mod records;
mod upload;

pub use page::routes;
