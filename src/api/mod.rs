//! The APIs: v4, the older one, and what is read of both.

pub mod reference;
pub mod v1;
pub mod v4;

use crate::web::routes::Routes;

/// Every route of the two APIs.
pub fn routes() -> Routes {
    v4::routes().and(v1_routes())
}

/// The routes of v1, with its description.
pub fn v1_routes() -> Routes {
    v1::routes().and(reference::v1_routes())
}
