//! On call: alerts, how people are reached, what was sent to them, and what providers report.

pub mod alert_keys;
pub mod alerts;
pub mod deliveries;
pub mod dev_outbox;
pub mod escalation;
pub mod schedules;
pub mod test_alert;
pub mod webhooks;

use crate::web::routes::Routes;

/// The routes of the area.
pub fn routes() -> Routes {
    alerts::routes()
        .and(alert_keys::routes())
        .and(test_alert::routes())
        .and(escalation::routes())
        .and(deliveries::routes())
        .and(dev_outbox::routes())
        .and(webhooks::routes())
}
