//! Where the descriptions are fetched.

use axum::Json;

use super::{v1, v4};
use crate::web::gate::Visitor;
use crate::web::paths;
use crate::web::routes::Routes;

/// Where v4 is described.
pub fn v4_routes() -> Routes {
    Routes::new().get(paths::API_OPENAPI, describe_v4)
}

/// Where the older API is described.
pub fn v1_routes() -> Routes {
    Routes::new().get(paths::V1_OPENAPI, describe_v1)
}

async fn describe_v4(Visitor(ctx): Visitor) -> Json<utoipa::openapi::OpenApi> {
    Json(v4(ctx.app.public_url.as_str()))
}

async fn describe_v1(Visitor(ctx): Visitor) -> Json<utoipa::openapi::OpenApi> {
    Json(v1(ctx.app.public_url.as_str()))
}
