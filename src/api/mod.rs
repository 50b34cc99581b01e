//! The APIs for programs: v4, v1, and the reference of both.

pub mod reference;
pub mod v1;
mod v4;

use crate::web::routes::Routes;

/// The routes of both APIs and of the reference.
pub fn routes() -> Routes {
    v4_routes().and(v1_routes())
}

/// The routes of v4, with its OpenAPI document.
pub fn v4_routes() -> Routes {
    v4::routes().and(reference::v4_routes())
}

/// The routes of v1, with its OpenAPI document.
pub fn v1_routes() -> Routes {
    v1::routes().and(reference::v1_routes())
}
