//! My Settings as a page.

pub mod page;
