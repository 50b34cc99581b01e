//! The options of a time zone select and the words they are found by, made once a language and hour.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use askama::Template;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;

use crate::platform::clock::Timestamp;
use crate::platform::i18n::zones::{self, Region};
use crate::platform::i18n::{Lang, zone_words};
use crate::web::errors::Result;
use crate::web::gate::Visitor;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

/// Offsets can change on the hour.
const HOUR: i64 = 60 * 60 * 1000;

/// A text of each language as it was last made, and for which hour.
#[derive(Default)]
pub struct KeptZones(Mutex<HashMap<Lang, (i64, Arc<str>)>>);

impl KeptZones {
    fn or_make(&self, ctx: &Ctx, make: impl FnOnce() -> Result<String>) -> Result<Arc<str>> {
        let hour = ctx.now.millis() / HOUR;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, text)) = kept.get(&ctx.lang).filter(|(when, _)| *when == hour) {
            return Ok(text.clone());
        }
        let text: Arc<str> = make()?.into();
        kept.insert(ctx.lang, (hour, text.clone()));
        Ok(text)
    }
}

/// The route of the words.
pub fn routes() -> Routes {
    Routes::new().get(paths::TIME_ZONES, show_words)
}

#[derive(Template)]
#[template(path = "web/zone_options.html")]
struct Options<'a> {
    ctx: &'a Ctx,
    regions: Vec<Region>,
}

/// Every zone as `<option>`s in groups, without a chosen one: that stands above them.
pub fn options(ctx: &Ctx) -> Result<Arc<str>> {
    let make = || Ok(Options { ctx, regions: zones::regions(ctx.lang, ctx.now) }.render()?);
    ctx.app.zone_options.or_make(ctx, make)
}

/// What a zone is searched by: its offset in minutes, its country, and what else it is called.
type Words = (i32, &'static str, String);

fn words(lang: Lang, now: Timestamp) -> BTreeMap<String, Words> {
    let zones = zones::regions(lang, now).into_iter().flat_map(|region| region.zones);
    let words = zones.map(|(zone, _)| {
        let minutes = zone.to_jiff().to_offset(now.to_jiff()).seconds() / 60;
        let country = zone_words::country(&zone).map_or("", |country| country.name(lang));
        let words = zone_words::words(&zone, lang, now);
        (zone.name().to_owned(), (minutes, country, words))
    });
    words.collect()
}

/// The words of all zones in the reader's language, for the script that searches them.
async fn show_words(Visitor(ctx): Visitor) -> Result<impl IntoResponse> {
    let make =
        || Ok(serde_json::to_string(&words(ctx.lang, ctx.now)).map_err(anyhow::Error::from)?);
    let words = ctx.app.zone_words.or_make(&ctx, make)?;
    Ok(([(CONTENT_TYPE, "application/json")], words.to_string()))
}
