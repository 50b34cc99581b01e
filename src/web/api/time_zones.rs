//! The time zones that a user can have, in API v4.

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

use super::gate::ApiCaller;
use super::refusal::ReadRefusals;
use super::{Page, Result};
use crate::platform::i18n::{Lang, zones};
use crate::web::paths;
use crate::web::routes::{Routes, operations};

pub fn routes() -> Routes {
    operations!(list_time_zones)
}

/// A time zone.
#[derive(Serialize, ToSchema)]
#[schema(as = TimeZone)]
struct TimeZoneObject {
    /// IANA time zone name.
    #[schema(examples("Europe/Amsterdam"))]
    name: String,
    /// City and current UTC offset.
    #[schema(examples("Amsterdam (UTC+1)"))]
    label: String,
}

/// Lists all time zones on one page.
#[utoipa::path(get, path = paths::API_TIME_ZONES, tag = "Events",
    responses((status = 200, description = "All time zones", body = Page<TimeZoneObject>),
        ReadRefusals))]
async fn list_time_zones(ApiCaller(caller): ApiCaller) -> Result<Json<Page<TimeZoneObject>>> {
    let regions = zones::regions(Lang::En, caller.now);
    let zones = regions.into_iter().flat_map(|region| region.zones);
    let data: Vec<_> =
        zones.map(|(zone, label)| TimeZoneObject { name: zone.name().to_owned(), label }).collect();
    let total = i64::try_from(data.len()).unwrap_or(i64::MAX);
    Ok(Json(Page::of(data, 0, total)))
}
