//! The page of all time zones, and the list for the script of the field.

use std::sync::Arc;

use askama::Template;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::ZoneList;
use crate::web::errors::Result;
use crate::web::gate::Visitor;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

/// The routes of the page and the list.
pub fn routes() -> Routes {
    Routes::new().get(paths::TIME_ZONES, show_page).get(paths::TIME_ZONE_LIST, show_list)
}

#[derive(Template)]
#[template(path = "web/time_zones.html")]
struct TimeZonesPage<'a> {
    ctx: &'a Ctx,
    list: Arc<ZoneList>,
}

/// Every zone by region, for whoever types into the field without a script.
async fn show_page(Visitor(ctx): Visitor) -> Result<Response> {
    let list = ctx.app.zones.get(&ctx)?;
    Ok(ctx.html(StatusCode::OK, TimeZonesPage { ctx: &ctx, list }.render()?))
}

/// Every zone with what it is found by, in the reader's language.
async fn show_list(Visitor(ctx): Visitor, headers: HeaderMap) -> Result<Response> {
    let list = ctx.app.zones.get(&ctx)?;
    let varies = "accept-encoding, accept-language, cookie";
    Ok(list.json.answer(&headers, "private, no-cache", varies))
}
