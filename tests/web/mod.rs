//! The kit of pages and APIs, as seen from outside.

pub mod api;
mod content_type;
pub mod errors;
pub mod gate;
mod pickers;
pub mod programs;
pub mod security_log;
pub mod well_known;
