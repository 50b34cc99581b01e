//! What the APIs are: described for programs by the types that serve them, and shown to people.

mod openapi;
mod page;
mod reading;

pub use openapi::{older, v4};
pub use page::routes;

use axum::Json;

use crate::web::gate::Visitor;
use crate::web::routes::Routes;
use crate::web::url;

/// Where v4 is described.
pub fn v4_routes() -> Routes {
    Routes::new().get(url::API_OPENAPI, describe_v4)
}

/// Where the older API is described.
pub fn older_routes() -> Routes {
    Routes::new().get(url::OLDER_OPENAPI, describe_older)
}

async fn describe_v4(Visitor(ctx): Visitor) -> Json<utoipa::openapi::OpenApi> {
    Json(v4(ctx.app.public_url.as_str()))
}

async fn describe_older(Visitor(ctx): Visitor) -> Json<utoipa::openapi::OpenApi> {
    Json(older(ctx.app.public_url.as_str()))
}
