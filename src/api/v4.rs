//! API v4, put together from the nouns that answer it.

use super::reference;
use crate::web::api::time_zones;
use crate::web::routes::Routes;
use crate::{accounts, users};

pub fn routes() -> Routes {
    accounts::api_routes()
        .and(users::api_routes())
        .and(time_zones::routes())
        .and(reference::v4_routes())
}
