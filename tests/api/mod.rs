//! The APIs as a whole.

pub mod description;
pub mod examples;
pub mod reference;
pub mod v1;
