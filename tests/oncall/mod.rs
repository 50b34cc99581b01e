//! Alerts, escalation, deliveries, webhooks, schedules and the dev outbox.

pub mod alerts;
pub mod deliveries;
pub mod dev_outbox;
mod escalation;
pub mod schedules;
pub mod webhooks;
