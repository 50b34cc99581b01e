//! On call: how people are reached, what was sent to them, and what providers report.

pub mod deliveries;
pub mod dev_outbox;
pub mod schedules;
pub mod webhooks;

use crate::web::routes::Routes;

/// The routes of the area.
pub fn routes() -> Routes {
    deliveries::routes().and(dev_outbox::routes()).and(webhooks::routes())
}
