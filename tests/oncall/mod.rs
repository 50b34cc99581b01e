//! When and how people are reached.

pub mod deliveries;
pub mod webhooks;
