//! Deliveries, webhooks, schedules and the dev outbox.

pub mod deliveries;
pub mod dev_outbox;
pub mod schedules;
pub mod webhooks;
