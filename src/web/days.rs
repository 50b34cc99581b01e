//! Days: a filter of a table by a first and a last day, in the reader's time zone.

use std::str::FromStr;

use super::form::{Field, FormErrors, Optional};
use super::table::Table;
use crate::platform::clock::{TimeSpan, Timestamp};
use crate::platform::i18n::{Message, TimeZone};

/// The years in which a day can be; outside of them there are no moments to compare with.
const YEARS: std::ops::RangeInclusive<i16> = 1970..=9998;

/// A day of the calendar, as date inputs send it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(jiff::civil::Date);

impl FromStr for Day {
    type Err = Message;
    fn from_str(text: &str) -> Result<Self, Message> {
        let day = jiff::civil::Date::strptime("%Y-%m-%d", text).ok();
        let day = day.filter(|day| YEARS.contains(&day.year()));
        day.map(Self).ok_or_else(|| Message::new("common-day-invalid"))
    }
}

impl Day {
    /// Returns the moment at which the day begins in a zone.
    fn start(self, zone: &TimeZone) -> Option<Timestamp> {
        let start = self.0.to_zoned(zone.to_jiff()).ok()?;
        Some(Timestamp::from_millis(start.timestamp().as_millisecond()))
    }

    fn next(self) -> Option<Self> {
        self.0.tomorrow().ok().map(Self)
    }
}

/// The first and the last day of a table, both included.
pub struct Days {
    pub from: Field<Optional<Day>>,
    pub to: Field<Optional<Day>>,
}

impl Days {
    /// Reads the days of a table's URL.
    pub fn of<S>(table: &Table<S>) -> Self {
        let typed = |name| {
            let filter = table.filters.iter().find(|(of, _)| *of == name);
            Field::typed(filter.map_or("", |(_, value)| value.as_str()))
        };
        let mut days = Self { from: typed("from"), to: typed("to") };
        let day = |field: &Field<Optional<Day>>| field.value().and_then(|day| day.0);
        if day(&days.from).zip(day(&days.to)).is_some_and(|(from, to)| to < from) {
            days.to.refuse(Message::new("common-days-swapped"));
        }
        days
    }

    /// Returns the errors of both inputs.
    pub fn errors(&self) -> FormErrors {
        FormErrors::default().of("from", self.from.error()).of("to", self.to.error())
    }

    /// Returns the time from the start of the first day to the end of the last one; `None` when an
    /// input is invalid.
    pub fn span(&self, zone: &TimeZone) -> Option<TimeSpan> {
        let (Optional(from), Optional(to)) = (self.from.value()?, self.to.value()?);
        let from = from.and_then(|day| day.start(zone));
        let until = to.and_then(Day::next).and_then(|day| day.start(zone));
        Some(TimeSpan { from, until })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_of_the_reader() {
        let day: Day = "2026-03-29".parse().unwrap();
        let start = |zone: &str| day.start(&zone.parse().unwrap()).unwrap().to_jiff().to_string();
        assert_eq!(start("UTC"), "2026-03-29T00:00:00Z");
        assert_eq!(start("Europe/Amsterdam"), "2026-03-28T23:00:00Z");
        assert_eq!(start("America/New_York"), "2026-03-29T04:00:00Z");
        // Clocks go forward that day, so the next one begins 23 hours later.
        let next = day.next().unwrap().start(&"Europe/Amsterdam".parse().unwrap()).unwrap();
        assert_eq!(next.to_jiff().to_string(), "2026-03-29T22:00:00Z");
    }

    #[test]
    fn what_is_no_day_of_the_calendar_is_refused() {
        for text in ["2026-02-30", "30.11.2026", "today", "0001-01-01", "9999-12-31", "-1"] {
            assert_eq!(text.parse::<Day>().unwrap_err().id(), "common-day-invalid", "{text}");
        }
    }
}
