//! The APIs as a whole.

pub mod conditions;
pub mod description;
pub mod errors;
pub mod examples;
pub mod imports;
pub mod of_2020;
pub mod reference;
pub mod snippets;
pub mod v1;
pub mod wire;
