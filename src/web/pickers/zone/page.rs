//! The page of all time zones, and the list for the script of the field.

use std::sync::Arc;

use askama::Template;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;

use super::{ZoneGroup, ZoneList, ZoneOffer, split};
use crate::platform::i18n::{Dates, TimeZone};
use crate::web::errors::Result;
use crate::web::form::Query;
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
    asked: Asked,
}

/// The search of the page.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    q: String,
}

/// The zones of a part of the world that are shown.
struct Shown<'a> {
    group: &'a ZoneGroup,
    zones: Vec<&'a ZoneOffer>,
}

impl TimeZonesPage<'_> {
    /// Lists the zones that fit what was typed, by region; all of them when nothing was.
    fn shown(&self) -> Vec<Shown<'_>> {
        let typed = split(&self.asked.q);
        let fits = |zone: &ZoneOffer| typed.is_empty() || zone.is_meant(&typed);
        let groups = self.list.groups.iter().map(|group| Shown {
            group,
            zones: group.zones.iter().filter(|zone| fits(zone)).collect(),
        });
        groups.filter(|one| !one.zones.is_empty()).collect()
    }

    /// Returns the time of day in a zone.
    fn time(&self, zone: &ZoneOffer) -> String {
        let formats = self.ctx.person.as_ref().map(|person| person.formats).unwrap_or_default();
        let zone = zone.name.parse().unwrap_or_else(|_| TimeZone::utc());
        Dates::new(self.ctx.lang, zone, formats).time(self.ctx.now)
    }
}

/// Every zone by region, for whoever types into the field without a script.
async fn show_page(Visitor(ctx): Visitor, Query(asked): Query<Asked>) -> Result<Response> {
    let list = ctx.app.zones.get(&ctx)?;
    Ok(ctx.html(StatusCode::OK, TimeZonesPage { ctx: &ctx, list, asked }.render()?))
}

/// Every zone with what it is found by, in the reader's language.
async fn show_list(Visitor(ctx): Visitor, headers: HeaderMap) -> Result<Response> {
    let list = ctx.app.zones.get(&ctx)?;
    let varies = "accept-encoding, accept-language, cookie";
    Ok(list.json.answer(&headers, "private, no-cache", varies))
}
