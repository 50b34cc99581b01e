//! API v4, put together from the nouns that answer it, in the order of its OpenAPI document.

use crate::accounts::{members, settings, teams};
use crate::oncall::{alerts, escalation};
use crate::users::channels;
use crate::web::api::time_zones;
use crate::web::routes::Routes;

pub fn routes() -> Routes {
    settings::api_routes()
        .and(members::api_routes())
        .and(channels::api_routes())
        .and(teams::api_routes())
        .and(alerts::api_routes())
        .and(escalation::api_routes())
        .and(time_zones::routes())
}
