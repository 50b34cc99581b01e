//! Alerts, alert keys, test alerts, escalation, deliveries, webhooks, schedules and the dev outbox.

mod alert_keys;
pub mod alerts;
pub mod deliveries;
pub mod dev_outbox;
mod escalation;
pub mod schedules;
mod test_alert;
pub mod webhooks;
