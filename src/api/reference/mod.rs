//! The reference of both APIs: OpenAPI documents for programs, and a page for people.

mod conditions;
mod described;
mod examples;
mod openapi;
mod page;
mod prose;
mod reading;
mod snippets;

pub use described::{v1_routes, v4_routes};
pub use openapi::{v1, v4};
pub use page::routes;
pub use snippets::ExampleRequest;
