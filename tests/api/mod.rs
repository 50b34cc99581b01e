//! The APIs as a whole.

pub mod description;
pub mod reference;
pub mod v1;
