//! Choices of an API token: its name, its lifetime, and the overlap with the previous secret.

use std::str::FromStr;
use std::time::Duration;

use super::DAY;
use crate::core::text::visible_name;
use crate::platform::clock::Timestamp;
use crate::platform::i18n::{Message, TimeZone};

/// The name that its owner gives to a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenName(String);

impl FromStr for TokenName {
    type Err = Message;
    fn from_str(text: &str) -> std::result::Result<Self, Message> {
        visible_name(text, "common-name-empty").map(Self)
    }
}

impl AsRef<str> for TokenName {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// The lifetime of a new token.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    strum::AsRefStr,
    strum::EnumString,
    strum::EnumMessage,
    strum::VariantArray,
)]
#[strum(serialize_all = "lowercase")]
pub enum Life {
    #[strum(serialize = "30", message = "api-tokens-life-30")]
    Month,
    #[default]
    #[strum(serialize = "90", message = "api-tokens-life-90")]
    Quarter,
    #[strum(serialize = "365", message = "api-tokens-life-365")]
    Year,
    #[strum(message = "api-tokens-life-date")]
    Date,
    #[strum(message = "api-tokens-life-endless")]
    Endless,
}

impl Life {
    /// Returns the lifetime, when it is a number of days.
    pub fn length(self) -> Option<Duration> {
        match self {
            Self::Month => Some(DAY * 30),
            Self::Quarter => Some(DAY * 90),
            Self::Year => Some(DAY * 365),
            Self::Date | Self::Endless => None,
        }
    }
}

/// The last day on which a token works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastDay(jiff::civil::Date);

impl FromStr for LastDay {
    type Err = Message;
    fn from_str(text: &str) -> std::result::Result<Self, Message> {
        jiff::civil::Date::strptime("%Y-%m-%d", text.trim()).map(Self).map_err(|_| Self::unfit())
    }
}

impl LastDay {
    /// Returns today's date in the person's time zone.
    pub fn today(zone: &TimeZone, now: Timestamp) -> String {
        now.to_jiff().to_zoned(zone.to_jiff()).date().to_string()
    }

    /// Returns the last moment of the day in the person's time zone.
    ///
    /// # Errors
    /// When the day is in the past.
    pub fn end(self, zone: &TimeZone, now: Timestamp) -> std::result::Result<Timestamp, Message> {
        let next = self.0.tomorrow().and_then(|day| day.to_zoned(zone.to_jiff()));
        let midnight = next.map_err(|_| Self::unfit())?.timestamp().as_millisecond();
        let end = Timestamp::from_millis(midnight - 1);
        (end > now).then_some(end).ok_or_else(Self::unfit)
    }

    fn unfit() -> Message {
        Message::new("api-tokens-last-day-unfit")
    }
}

/// How long the previous secret works beside a new one.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    strum::AsRefStr,
    strum::EnumString,
    strum::EnumMessage,
    strum::VariantArray,
)]
#[strum(serialize_all = "lowercase")]
pub enum Overlap {
    #[strum(message = "api-tokens-overlap-none")]
    None,
    #[strum(message = "api-tokens-overlap-hour")]
    Hour,
    #[default]
    #[strum(message = "api-tokens-overlap-day")]
    Day,
    #[strum(message = "api-tokens-overlap-week")]
    Week,
}

impl Overlap {
    /// Returns the overlap as a duration.
    pub fn length(self) -> Duration {
        match self {
            Self::None => Duration::ZERO,
            Self::Hour => DAY / 24,
            Self::Day => DAY,
            Self::Week => DAY * 7,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_ends_at_midnight_where_the_person_is() {
        let now = "2026-11-22T10:00:00Z".parse::<jiff::Timestamp>().unwrap();
        let now = Timestamp::from_millis(now.as_millisecond());
        let end = |day: &str, zone: &str| {
            let end = day.parse::<LastDay>().unwrap().end(&zone.parse().unwrap(), now);
            end.map(|end| end.to_jiff().to_string()).ok()
        };
        assert_eq!(end("2026-11-22", "UTC").unwrap(), "2026-11-22T23:59:59.999Z");
        assert_eq!(end("2026-11-22", "Asia/Tokyo").unwrap(), "2026-11-22T14:59:59.999Z");
        assert_eq!(end("2027-03-28", "Europe/Berlin").unwrap(), "2027-03-28T21:59:59.999Z");
        assert_eq!(end("2026-11-21", "America/New_York"), None, "it is over");
        assert_eq!(end("9999-12-31", "UTC"), None, "there is no day after it");
        for text in ["", "soon", "2026-02-30", "22.11.2026", "2026-11-22T10:00"] {
            assert!(text.parse::<LastDay>().is_err(), "{text}");
        }
    }
}
