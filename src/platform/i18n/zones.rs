//! Time zones: their names and offsets in the reader's language.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use icu_datetime::NoCalendarFormatter;
use icu_datetime::fieldsets::zone::{ExemplarCity, LocalizedOffsetLong};
use icu_time::zone::UtcOffset;
use icu_time::zone::iana::{IanaParser, IanaParserExtended};
use jiff_icu::ConvertTryFrom;

use super::{Lang, Message, sort};
use crate::platform::clock::Timestamp;

/// A zone of the IANA database.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, sqlx::Type)]
#[sqlx(transparent)]
pub struct TimeZone(String);

impl TimeZone {
    /// Returns UTC, the default until a person chooses.
    pub fn utc() -> Self {
        Self("UTC".to_owned())
    }

    /// Returns the IANA name.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// Returns the rules of the zone.
    pub fn to_jiff(&self) -> jiff::tz::TimeZone {
        jiff::tz::TimeZone::get(&self.0).unwrap_or(jiff::tz::TimeZone::UTC)
    }

    /// Returns the city and the offset at `now` in a language, as in "Amsterdam (UTC+01:00)".
    pub fn label(&self, lang: Lang, now: Timestamp) -> String {
        let offset = self.to_jiff().to_offset(now.to_jiff());
        let offset = UtcOffset::convert_try_from(offset).unwrap_or(UtcOffset::zero());
        let Some(names) = NAMES.iter().find(|names| names.lang == lang) else {
            return self.0.clone();
        };
        let offset = names.offset.format(&offset);
        if self.0 == "UTC" {
            return self.0.clone();
        }
        let zone = IanaParser::new().parse(&self.0).without_offset();
        format!("{} ({offset})", names.city.format(&zone))
    }
}

impl fmt::Display for TimeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for TimeZone {
    type Err = Message;
    fn from_str(text: &str) -> Result<Self, Message> {
        let text = text.trim();
        match jiff::tz::TimeZone::get(text).ok().and_then(|z| z.iana_name().map(str::to_owned)) {
            Some(name) => Ok(Self(name)),
            None => Err(Message::new("common-time-zone-unknown")),
        }
    }
}

/// The zones of a part of the world.
pub struct Region {
    /// The text id of its name.
    pub message: &'static str,
    /// Its zones with their labels, in the order of the language.
    pub zones: Vec<(TimeZone, String)>,
}

/// The text id for the first part of a zone's name.
const AREAS: &[(&str, &str)] = &[
    ("Africa", "common-zones-africa"),
    ("America", "common-zones-america"),
    ("Antarctica", "common-zones-antarctica"),
    ("Asia", "common-zones-asia"),
    ("Atlantic", "common-zones-atlantic"),
    ("Australia", "common-zones-australia"),
    ("Europe", "common-zones-europe"),
    ("Indian", "common-zones-indian"),
    ("Pacific", "common-zones-pacific"),
];

struct Names {
    lang: Lang,
    city: NoCalendarFormatter<ExemplarCity>,
    offset: NoCalendarFormatter<LocalizedOffsetLong>,
}

static NAMES: LazyLock<Vec<Names>> = LazyLock::new(|| {
    let names = |lang: Lang| {
        Some(Names {
            lang,
            city: NoCalendarFormatter::try_new(lang.locale().into(), ExemplarCity).ok()?,
            offset: NoCalendarFormatter::try_new(lang.locale().into(), LocalizedOffsetLong).ok()?,
        })
    };
    Lang::ALL.iter().filter_map(|lang| names(*lang)).collect()
});

/// Lists every zone of a place once, by region, labelled for a reader at `now`.
pub fn regions(lang: Lang, now: Timestamp) -> Vec<Region> {
    let mut regions: Vec<_> =
        AREAS.iter().map(|(_, message)| Region { message, zones: Vec::new() }).collect();
    for zone in IanaParserExtended::new().iter() {
        let area = zone.canonical.split_once('/').map(|(area, _)| area);
        let at = AREAS.iter().position(|(name, _)| Some(*name) == area);
        if let (Some(at), Ok(zone)) = (at, zone.canonical.parse::<TimeZone>()) {
            let label = zone.label(lang, now);
            regions[at].zones.push((zone, label));
        }
    }
    for region in &mut regions {
        region.zones.sort_by(|(_, left), (_, right)| sort::compare(lang, left, right));
    }
    regions
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINTER: Timestamp = Timestamp::from_millis(1_795_356_300_000);

    #[test]
    fn a_zone_is_one_that_the_database_knows() {
        assert_eq!("europe/paris".parse::<TimeZone>().unwrap().name(), "Europe/Paris");
        for bad in ["", "Europe/Paradise", "CET+1", "../etc/passwd", "Europe/Paris\0"] {
            assert!(bad.parse::<TimeZone>().is_err(), "{bad}");
        }
    }

    #[test]
    fn labels_are_in_the_readers_language() {
        let zone: TimeZone = "Europe/Brussels".parse().unwrap();
        let labels: Vec<_> = Lang::ALL.iter().map(|lang| zone.label(*lang, WINTER)).collect();
        insta::assert_snapshot!(labels.join("\n"));
    }

    #[test]
    fn every_region_has_zones_and_no_zone_stands_twice() {
        for &lang in Lang::ALL {
            let regions = regions(lang, WINTER);
            let mut names: Vec<_> =
                regions.iter().flat_map(|r| r.zones.iter().map(|(zone, _)| zone.name())).collect();
            assert!(regions.iter().all(|region| region.zones.len() > 5));
            assert!(names.len() > 400, "{}", names.len());
            names.sort_unstable();
            assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
        }
    }
}
