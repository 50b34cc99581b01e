//! The time zone field: found by whatever people call a zone, with or without a script.

mod page;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

pub use page::routes;
use serde::Serialize;

use crate::core::text::fold;
use crate::platform::clock::Timestamp;
use crate::platform::i18n::zones::{self, TimeZone};
use crate::platform::i18n::{Lang, Message, zone_words};
use crate::web::constant::Constant;
use crate::web::errors::Result;
use crate::web::form::Field;
use crate::web::viewer::Ctx;

/// Offsets can change on the hour.
const HOUR: i64 = 60 * 60 * 1000;
/// The most zones that are named where several fit.
const MOST_NAMED: usize = 8;

/// A time zone as people find it.
#[derive(Serialize)]
struct ZoneOffer {
    name: String,
    /// Its city and offset in the reader's language.
    label: String,
    /// The offset in minutes.
    minutes: i32,
    country: &'static str,
    /// What else it is called.
    words: String,
}

impl ZoneOffer {
    fn of(zone: &TimeZone, label: String, lang: Lang, now: Timestamp) -> Self {
        Self {
            name: zone.name().to_owned(),
            label,
            minutes: zone.to_jiff().to_offset(now.to_jiff()).seconds() / 60,
            country: zone_words::country(zone).map_or("", |country| country.name(lang)),
            words: zone_words::words(zone, lang, now),
        }
    }

    /// Whether each word that was typed begins one of the zone's, or is its offset.
    fn is_meant(&self, typed: &[String]) -> bool {
        let names = [&self.label, &self.name, self.country, &self.words].map(split);
        typed.iter().all(|word| match offset(word) {
            Some(minutes) => minutes == self.minutes,
            None => names.iter().flatten().any(|name| name.starts_with(word)),
        })
    }
}

fn split(text: impl AsRef<str>) -> Vec<String> {
    let folded = fold(text.as_ref());
    let words = folded.split(|c: char| c.is_whitespace() || "/_,()".contains(c));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// An offset in minutes: "+2", "utc-3:30".
fn offset(word: &str) -> Option<i32> {
    let bare = word.strip_prefix("utc").or_else(|| word.strip_prefix("gmt")).unwrap_or(word);
    let (sign, digits) = match bare.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => (-1, bare.strip_prefix(['-', '−'])?),
    };
    let (hours, minutes) = digits.split_once(':').unwrap_or((digits, "0"));
    Some(sign * (60 * hours.parse::<i32>().ok()? + minutes.parse::<i32>().ok()?))
}

/// The zones of a part of the world.
#[derive(Serialize)]
struct ZoneGroup {
    title: String,
    zones: Vec<ZoneOffer>,
}

/// Every zone for a reader, as it is in one hour.
struct ZoneList {
    groups: Vec<ZoneGroup>,
    /// The groups as the script reads them.
    json: Constant,
}

impl ZoneList {
    fn make(ctx: &Ctx) -> Result<Self> {
        let (lang, now) = (ctx.lang, ctx.now);
        let utc = TimeZone::utc();
        let utc = ZoneOffer::of(&utc, utc.label(lang, now), lang, now);
        let mut groups = vec![ZoneGroup { title: String::new(), zones: vec![utc] }];
        groups.extend(zones::regions(lang, now).into_iter().map(|region| {
            ZoneGroup {
                title: ctx.t(region.message).into_owned(),
                zones: region
                    .zones
                    .into_iter()
                    .map(|(zone, label)| ZoneOffer::of(&zone, label, lang, now))
                    .collect(),
            }
        }));
        let json = serde_json::to_vec(&groups).map_err(anyhow::Error::from)?;
        Ok(Self { groups, json: Constant::new("application/json", json) })
    }

    /// The zones that are meant: those whose city was typed, or else whose country, or else all that fit.
    fn meant(&self, typed: &str) -> Vec<&ZoneOffer> {
        let typed = split(typed);
        let fitting = self.groups.iter().flat_map(|group| &group.zones);
        let fitting: Vec<_> = fitting.filter(|zone| zone.is_meant(&typed)).collect();
        let names: [fn(&ZoneOffer) -> &str; 2] = [|zone| &zone.label, |zone| zone.country];
        for named in names {
            let is_named = |zone: &&&ZoneOffer| split(named(zone)).starts_with(&typed);
            let so_named: Vec<_> = fitting.iter().filter(is_named).copied().collect();
            if !so_named.is_empty() {
                return so_named;
            }
        }
        fitting
    }
}

/// The list of each language as it was last made, and for which hour.
#[derive(Default)]
pub struct KeptZones(Mutex<HashMap<Lang, (i64, Arc<ZoneList>)>>);

impl KeptZones {
    fn get(&self, ctx: &Ctx) -> Result<Arc<ZoneList>> {
        let hour = ctx.now.millis() / HOUR;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, list)) = kept.get(&ctx.lang).filter(|(when, _)| *when == hour) {
            return Ok(list.clone());
        }
        let list = Arc::new(ZoneList::make(ctx)?);
        kept.insert(ctx.lang, (hour, list.clone()));
        Ok(list)
    }
}

/// A zone as people read it, where the field has one.
pub fn label(ctx: &Ctx, field: &Field<TimeZone>) -> String {
    field.value().map(|zone| zone.label(ctx.lang, ctx.now)).unwrap_or_default()
}

/// Takes what was typed for the one zone that is meant by it. Where several may be, the field says which.
///
/// # Errors
/// When the list of zones cannot be made.
pub fn settle(ctx: &Ctx, field: &mut Field<TimeZone>) -> Result<()> {
    if field.error().is_none() || split(field.raw()).is_empty() {
        return Ok(());
    }
    let list = ctx.app.zones.get(ctx)?;
    match list.meant(field.raw()).as_slice() {
        [] => field.refuse(Message::new("common-zone-none")),
        [one] => *field = Field::typed(&one.name),
        several if several.len() <= MOST_NAMED => {
            let names: Vec<_> = several.iter().map(|zone| zone.name.as_str()).collect();
            field.refuse(Message::new("common-time-zone-several").with("zones", names.join(", ")));
        }
        many => {
            let count = i64::try_from(many.len()).unwrap_or(i64::MAX);
            field.refuse(Message::new("common-time-zone-many").with("count", count));
        }
    }
    Ok(())
}
