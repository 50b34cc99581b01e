//! The program put together: its routes, its jobs and its cleanup, from the lists of the areas.

pub mod cleanup;
pub mod jobs;
pub mod lists;
pub mod router;
