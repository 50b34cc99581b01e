//! What *we* manage: accounts and the people in them.

pub mod account_settings;
pub mod accounts;
pub mod audit;
pub mod factor_resets;
pub mod members;
pub mod ownership;
pub mod people;
pub mod search;
pub mod teams;
pub mod users;

use crate::web::routes::Routes;

/// The routes of all its pages.
pub fn routes() -> Routes {
    members::routes()
        .and(teams::routes())
        .and(factor_resets::routes())
        .and(audit::routes())
        .and(accounts::routes())
        .and(account_settings::routes())
        .and(ownership::routes())
}

/// Those of v4.
pub fn api_routes() -> Routes {
    people::routes().and(teams::api_routes()).and(account_settings::api_routes())
}
