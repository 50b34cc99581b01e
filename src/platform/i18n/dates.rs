//! Dates and times in the reader's time zone, format and language.

use std::sync::LazyLock;

use icu_datetime::fieldsets::zone::SpecificShort;
use icu_datetime::fieldsets::{MD, MDT, T, YMD, YMDT};
use icu_datetime::input::{DateTime, Time, ZonedDateTime};
use icu_datetime::preferences::HourCycle;
use icu_datetime::{DateTimeFormatter, DateTimeFormatterPreferences, NoCalendarFormatter};
use icu_locale_core::locale;
use icu_time::TimeZoneInfo;
use icu_time::zone::models::AtTime;
use jiff_icu::ConvertFrom;

use super::{Lang, TimeZone};
use crate::platform::clock::Timestamp;

/// The format of the time of day.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Default,
    serde::Serialize,
    serde::Deserialize,
    sqlx::Type,
    strum::EnumString,
    strum::AsRefStr,
    strum::VariantArray,
    strum::EnumMessage,
)]
#[strum(serialize_all = "lowercase")]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum TimeFormat {
    /// The language decides.
    #[default]
    #[strum(message = "other-time-format-automatic")]
    Automatic,
    #[strum(message = "other-time-format-24-hour")]
    H24,
    #[strum(message = "other-time-format-12-hour")]
    H12,
}

/// The format of dates.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Default,
    serde::Serialize,
    serde::Deserialize,
    sqlx::Type,
    strum::EnumString,
    strum::AsRefStr,
    strum::VariantArray,
    strum::EnumMessage,
)]
#[strum(serialize_all = "lowercase")]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum DateFormat {
    /// The language decides.
    #[default]
    #[strum(message = "other-date-format-automatic")]
    Automatic,
    /// As English is written in the United States. The same as automatic in other languages.
    #[strum(message = "other-date-format-us")]
    Us,
    /// As English is written in the United Kingdom. The same as automatic in other languages.
    #[strum(message = "other-date-format-uk")]
    Uk,
    /// ISO 8601, with the time in 24 hours unless they chose otherwise.
    #[strum(message = "other-date-format-iso")]
    Iso,
}

/// How a person wants dates and times to be written.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize, sqlx::FromRow,
)]
pub struct Formats {
    #[sqlx(rename = "date_format")]
    pub date: DateFormat,
    #[sqlx(rename = "time_format")]
    pub time: TimeFormat,
}

/// The formatters of one language and time format, made once because that is slow.
struct Formatters {
    lang: Lang,
    /// Whether these formatters write the English of the United Kingdom.
    is_british: bool,
    format: TimeFormat,
    long: DateTimeFormatter<YMDT>,
    short: DateTimeFormatter<YMDT>,
    date: DateTimeFormatter<YMD>,
    day: DateTimeFormatter<MD>,
    day_time: DateTimeFormatter<MDT>,
    time: NoCalendarFormatter<T>,
    zone: NoCalendarFormatter<SpecificShort>,
    /// The word after a time of day in a sentence, such as the German "Uhr".
    after_time: &'static str,
}

static FORMATTERS: LazyLock<Vec<Formatters>> = LazyLock::new(|| {
    let formats = <TimeFormat as strum::VariantArray>::VARIANTS;
    let all = |lang: Lang, is_british: bool| {
        formats.iter().filter_map(move |format| Formatters::new(lang, is_british, *format))
    };
    Lang::ALL.iter().flat_map(|lang| all(*lang, false)).chain(all(Lang::En, true)).collect()
});

impl Formatters {
    fn new(lang: Lang, is_british: bool, format: TimeFormat) -> Option<Self> {
        let locale = if is_british { locale!("en-GB") } else { lang.locale() };
        let mut preferences: DateTimeFormatterPreferences = locale.into();
        preferences.hour_cycle = match format {
            TimeFormat::Automatic => None,
            TimeFormat::H24 => Some(HourCycle::H23),
            TimeFormat::H12 => Some(HourCycle::H12),
        };
        // The data of our languages is compiled in: this is `Some`, and a test says so.
        Some(Self {
            lang,
            is_british,
            format,
            long: DateTimeFormatter::try_new(preferences, YMD::long().with_time_hm()).ok()?,
            short: DateTimeFormatter::try_new(preferences, YMD::medium().with_time_hm()).ok()?,
            date: DateTimeFormatter::try_new(preferences, YMD::medium()).ok()?,
            day: DateTimeFormatter::try_new(preferences, MD::medium()).ok()?,
            day_time: DateTimeFormatter::try_new(preferences, MD::medium().with_time_hm()).ok()?,
            time: NoCalendarFormatter::try_new(preferences, T::hm()).ok()?,
            zone: NoCalendarFormatter::try_new(preferences, SpecificShort).ok()?,
            after_time: if lang == Lang::De && format != TimeFormat::H12 { " Uhr" } else { "" },
        })
    }
}

/// A formatter of moments for one reader.
#[derive(Clone, Debug)]
pub struct Dates {
    lang: Lang,
    zone: TimeZone,
    formats: Formats,
    says_zone: bool,
}

impl Dates {
    /// Makes the formatter of this language, time zone and formats.
    pub fn new(lang: Lang, zone: TimeZone, formats: Formats) -> Self {
        Self { lang, zone, formats, says_zone: false }
    }

    /// Adds the zone's short name to each date and time, for readers who may not know which zone is used.
    #[must_use]
    pub fn with_zone(self) -> Self {
        Self { says_zone: true, ..self }
    }

    fn formatters(&self) -> Option<&'static Formatters> {
        let Formats { date, time } = self.formats;
        let is_british = self.lang == Lang::En && date == DateFormat::Uk;
        let format = match (date, time) {
            (DateFormat::Iso, TimeFormat::Automatic) => TimeFormat::H24,
            (_, time) => time,
        };
        FORMATTERS.iter().find(|one| {
            one.lang == self.lang && one.is_british == is_british && one.format == format
        })
    }

    fn is_iso(&self) -> bool {
        self.formats.date == DateFormat::Iso
    }

    fn local(&self, at: Timestamp) -> jiff::civil::DateTime {
        at.to_jiff().to_zoned(self.zone.to_jiff()).datetime()
    }

    /// Formats date and time, as in "22 November 2026 at 14:05", with the zone when it is shown.
    pub fn date_time(&self, at: Timestamp) -> String {
        let written = self.written(at, |formatters| &formatters.long);
        let after = self.formatters().map(|f| f.after_time).unwrap_or_default();
        match self.says_zone {
            true => format!("{written}{after} {}", self.zone_name(at)),
            false => format!("{written}{after}"),
        }
    }

    /// Returns the short name of the zone at a moment, such as "CET".
    fn zone_name(&self, at: Timestamp) -> String {
        let local = at.to_jiff().to_zoned(self.zone.to_jiff());
        let zoned = ZonedDateTime::<_, TimeZoneInfo<AtTime>>::convert_from(&local);
        self.formatters().map(|f| f.zone.format(&zoned.zone).to_string()).unwrap_or_default()
    }

    /// Formats date and time for a table, as in "22 Nov 2026, 14:05".
    pub fn short_date_time(&self, at: Timestamp) -> String {
        self.written(at, |formatters| &formatters.short)
    }

    /// Formats a moment as short as it is clear: the time on the same day as `now`, else the day,
    /// with the year when it is another one.
    pub fn brief(&self, at: Timestamp, now: Timestamp) -> String {
        let (local, today) = (self.local(at), self.local(now));
        let Some(formatters) = self.formatters() else { return String::new() };
        let date = DateTime::convert_from(local);
        if local.date() == today.date() {
            formatters.time.format(&date.time).to_string()
        } else if self.is_iso() {
            local.date().to_string()
        } else if local.year() == today.year() {
            formatters.day.format(&date).to_string()
        } else {
            formatters.date.format(&date).to_string()
        }
    }

    /// Formats a moment of a log: the time on the same day as `now`, else day and time, with the
    /// year when it is another one.
    pub fn logged(&self, at: Timestamp, now: Timestamp) -> String {
        let (local, today) = (self.local(at), self.local(now));
        let Some(formatters) = self.formatters() else { return String::new() };
        if local.date() == today.date() {
            self.brief(at, now)
        } else if local.year() == today.year() && !self.is_iso() {
            formatters.day_time.format(&DateTime::convert_from(local)).to_string()
        } else {
            self.short_date_time(at)
        }
    }

    fn written(
        &self,
        at: Timestamp,
        form: fn(&'static Formatters) -> &'static DateTimeFormatter<YMDT>,
    ) -> String {
        let local = self.local(at);
        let Some(formatters) = self.formatters() else { return String::new() };
        let moment = DateTime::convert_from(local);
        match self.is_iso() {
            true => format!("{} {}", local.date(), formatters.time.format(&moment.time)),
            false => form(formatters).format(&moment).to_string(),
        }
    }

    /// Formats the time of day, as in "14:05".
    pub fn time(&self, at: Timestamp) -> String {
        self.time_of_day(self.local(at).time())
    }

    /// Formats a time of day that belongs to no date.
    pub fn time_of_day(&self, time: jiff::civil::Time) -> String {
        let time = Time::convert_from(time);
        self.formatters()
            .map(|f| format!("{}{}", f.time.format(&time), f.after_time))
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Timestamp = Timestamp::from_millis(1_795_356_300_000);

    #[test]
    fn every_language_writes_dates_its_own_way() {
        let write = |lang, time| {
            let zone: TimeZone = "Europe/Amsterdam".parse().unwrap();
            let dates = Dates::new(lang, zone, Formats { time, ..Formats::default() });
            dates.date_time(AT)
        };
        let all: Vec<_> =
            Lang::ALL.iter().map(|lang| write(*lang, TimeFormat::Automatic)).collect();
        insta::assert_snapshot!(all.join("\n"));
        let zone: TimeZone = "Europe/Amsterdam".parse().unwrap();
        let short = |lang| Dates::new(lang, zone.clone(), Formats::default());
        let shorts: Vec<_> = Lang::ALL
            .iter()
            .map(|l| format!("{} | {}", short(*l).short_date_time(AT), short(*l).time(AT)))
            .collect();
        insta::assert_snapshot!("short", shorts.join("\n"));
        let zoned = |lang: &Lang| short(*lang).with_zone().date_time(AT);
        insta::assert_snapshot!(
            "zoned",
            Lang::ALL.iter().map(zoned).collect::<Vec<_>>().join("\n")
        );
        let day = jiff::SignedDuration::from_hours(24).unsigned_abs();
        let brief = |lang: &Lang| {
            let brief = |days| short(*lang).brief(AT, AT + day * days);
            let logged = |days| short(*lang).logged(AT, AT + day * days);
            format!("{} | {} | {} | {} | {}", brief(0), brief(1), brief(40), logged(1), logged(40))
        };
        let briefs: Vec<_> = Lang::ALL.iter().map(brief).collect();
        insta::assert_snapshot!("brief", briefs.join("\n"));
        let utc = Dates::new(Lang::En, TimeZone::utc(), Formats::default()).with_zone();
        assert!(utc.date_time(AT).ends_with(" UTC"), "{}", utc.date_time(AT));
        insta::assert_snapshot!(write(Lang::De, TimeFormat::H12));
        insta::assert_snapshot!(write(Lang::En, TimeFormat::H24));
    }

    #[test]
    fn a_region_writes_english_its_own_way_and_iso_is_for_everyone() {
        let zone: TimeZone = "Europe/Amsterdam".parse().unwrap();
        let day = jiff::SignedDuration::from_hours(24).unsigned_abs();
        let write = |lang, date, time| {
            let dates = Dates::new(lang, zone.clone(), Formats { date, time });
            let brief = dates.brief(AT, AT + day);
            format!("{} | {} | {brief}", dates.date_time(AT), dates.short_date_time(AT))
        };
        let mut all = Vec::new();
        for lang in [Lang::En, Lang::De] {
            for date in <DateFormat as strum::VariantArray>::VARIANTS {
                for time in [TimeFormat::Automatic, TimeFormat::H12] {
                    all.push(write(lang, *date, time));
                }
            }
        }
        insta::assert_snapshot!("regions", all.join("\n"));
    }
}
