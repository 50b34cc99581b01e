//! The options of a time zone select: some four hundred, rendered once a language and hour.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use askama::Template;

use super::ctx::Ctx;
use super::error::Result;
use crate::i18n::Lang;
use crate::i18n::zones::{self, Region};

/// Offsets can change on the hour.
const HOUR: i64 = 60 * 60 * 1000;

/// The options as they were last rendered, and for which hour.
#[derive(Default)]
pub struct Kept(Mutex<HashMap<Lang, (i64, Arc<str>)>>);

#[derive(Template)]
#[template(path = "ui/zone_options.html")]
struct Options<'a> {
    ctx: &'a Ctx,
    regions: Vec<Region>,
}

/// Every zone as `<option>`s in groups, without a chosen one: that stands above them.
///
/// # Errors
/// When the template fails.
pub fn options(ctx: &Ctx) -> Result<Arc<str>> {
    let hour = ctx.now.millis() / HOUR;
    let mut kept = ctx.app.zone_options.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, html)) = kept.get(&ctx.lang).filter(|(when, _)| *when == hour) {
        return Ok(html.clone());
    }
    let html: Arc<str> =
        Options { ctx, regions: zones::regions(ctx.lang, ctx.now) }.render()?.into();
    kept.insert(ctx.lang, (hour, html.clone()));
    Ok(html)
}
