//! The URLs of the OpenAPI documents.

use axum::http::HeaderMap;
use axum::response::Response;
use utoipa::openapi::OpenApi;

use super::{v1, v4};
use crate::platform::i18n::Lang;
use crate::web::constant::Constant;
use crate::web::errors::Result;
use crate::web::gate::Visitor;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

/// The route of the OpenAPI document of v4.
pub fn v4_routes() -> Routes {
    Routes::new().get(paths::API_OPENAPI, describe_v4)
}

/// The route of the OpenAPI document of v1.
pub fn v1_routes() -> Routes {
    Routes::new().get(paths::V1_OPENAPI, describe_v1)
}

async fn describe_v4(Visitor(ctx): Visitor, asked: HeaderMap) -> Result<Response> {
    description(&ctx, &asked, paths::API_OPENAPI, v4)
}

async fn describe_v1(Visitor(ctx): Visitor, asked: HeaderMap) -> Result<Response> {
    description(&ctx, &asked, paths::V1_OPENAPI, v1)
}

fn description(
    ctx: &Ctx,
    asked: &HeaderMap,
    path: &'static str,
    describe: fn(&str) -> OpenApi,
) -> Result<Response> {
    let constant = ctx.app.constants.get(path, Lang::En, || {
        let json = serde_json::to_vec(&describe(ctx.app.public_url.as_str()));
        Ok(Constant::new("application/json", json.map_err(anyhow::Error::from)?))
    })?;
    Ok(constant.answer(asked, "no-cache", "accept-encoding"))
}
