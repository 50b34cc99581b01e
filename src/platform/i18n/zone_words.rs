//! Search words of time zones: the names by which people look for one.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use icu_datetime::NoCalendarFormatter;
use icu_datetime::fieldsets::zone::{GenericLong, SpecificLong, SpecificShort};
use icu_time::zone::iana::{IanaParser, IanaParserExtended};
use icu_time::zone::{UtcOffset, ZoneNameTimestamp};
use jiff_icu::ConvertTryFrom;

use super::zones::TimeZone;
use super::{Country, Lang, rails_zones};
use crate::platform::clock::Timestamp;

/// Two moments half a year apart, of which one is in summer time, on either hemisphere.
const HALF_A_YEAR: std::time::Duration = std::time::Duration::from_secs(26 * 7 * 24 * 60 * 60);

struct Names {
    lang: Lang,
    short: NoCalendarFormatter<SpecificShort>,
    long: NoCalendarFormatter<SpecificLong>,
    generic: NoCalendarFormatter<GenericLong>,
}

static NAMES: LazyLock<Vec<Names>> = LazyLock::new(|| {
    let names = |lang: Lang| {
        let locale = || lang.locale().into();
        Some(Names {
            lang,
            short: NoCalendarFormatter::try_new(locale(), SpecificShort).ok()?,
            long: NoCalendarFormatter::try_new(locale(), SpecificLong).ok()?,
            generic: NoCalendarFormatter::try_new(locale(), GenericLong).ok()?,
        })
    };
    Lang::ALL.iter().filter_map(|lang| names(*lang)).collect()
});

/// Returns the country of a zone.
pub fn country(zone: &TimeZone) -> Option<Country> {
    // A zone's BCP 47 name begins with its country.
    Country::of_code(IanaParser::new().parse(zone.name()).as_str().get(..2)?)
}

/// Returns the search words of a zone beside its label and its country's name, for a reader at
/// `now`: its own and older names, and the names and abbreviations of its time, in summer and
/// winter.
pub fn words(zone: &TimeZone, lang: Lang, now: Timestamp) -> String {
    let mut words = BTreeSet::new();
    let parsed = IanaParser::new().parse(zone.name());
    words.extend(country(zone).map(|country| country.code().to_owned()));
    for same in IanaParserExtended::new().iter_all().filter(|same| same.time_zone == parsed) {
        words.insert(same.normalized.replace('_', " "));
    }
    let familiar = rails_zones::names().filter(|(_, of)| *of == zone.name());
    words.extend(familiar.map(|(name, _)| name.to_owned()));
    let (rules, names) = (zone.to_jiff(), NAMES.iter().find(|names| names.lang == lang));
    for at in [now, now + HALF_A_YEAR] {
        let info = rules.to_offset_info(at.to_jiff());
        words.insert(info.abbreviation().to_owned());
        let Some(names) = names else { continue };
        let offset = UtcOffset::convert_try_from(info.offset()).ok();
        let seconds = ZoneNameTimestamp::from_epoch_seconds(at.to_jiff().as_second());
        let there = parsed.with_offset(offset).with_zone_name_timestamp(seconds);
        words.insert(names.short.format(&there).to_string());
        words.insert(names.long.format(&there).to_string());
        words.insert(names.generic.format(&there).to_string());
    }
    // Abbreviations that only repeat the offset are left out.
    words.retain(|word| !word.contains(['+', '−', '-']) || word.contains('/'));
    words.into_iter().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_has_words_for_its_country_its_older_names_and_its_time() {
        let winter = Timestamp::from_millis(1_795_356_300_000);
        let words = |zone: &str, lang| words(&zone.parse().unwrap(), lang, winter);
        insta::assert_snapshot!(
            [
                words("Europe/Amsterdam", Lang::De),
                words("Asia/Kolkata", Lang::En),
                words("America/New_York", Lang::Es),
                words("America/Indiana/Knox", Lang::Nl),
                words("Australia/Sydney", Lang::Fr),
            ]
            .join("\n")
        );
    }
}
