//! When and how people are reached.

pub mod deliveries;
pub mod dev_outbox;
pub mod schedules;
pub mod webhooks;
