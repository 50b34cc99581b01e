//! A new API token: made, shown once, regenerated.

pub mod page;
