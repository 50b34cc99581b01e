//! The program put together: its routes, jobs and cleanups, collected from the areas.

pub mod cleanup;
pub mod jobs;
pub mod lists;
pub mod router;
