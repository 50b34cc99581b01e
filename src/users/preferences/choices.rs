//! Choices of the card's closed lists, and the layers filter.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::platform::i18n::{Lang, Message};
use crate::web::form::Choice;

/// Lists every language by its own name, and which is chosen.
pub fn languages(chosen: Option<&Lang>) -> Vec<Choice> {
    let choice = |lang: &Lang| Choice {
        value: lang.tag().to_owned(),
        label: lang.own_name().to_owned(),
        chosen: chosen == Some(lang),
        lang: Some(lang.tag()),
    };
    Lang::ALL.iter().map(choice).collect()
}

/// The first day of the week in calendars.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Default,
    Serialize,
    sqlx::Type,
    strum::EnumString,
    strum::AsRefStr,
    strum::VariantArray,
    strum::EnumMessage,
)]
#[strum(serialize_all = "lowercase")]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum FirstDay {
    /// The language decides.
    #[default]
    #[strum(message = "other-first-day-automatic")]
    Automatic,
    #[strum(message = "other-first-day-monday")]
    Monday,
    #[strum(message = "other-first-day-saturday")]
    Saturday,
    #[strum(message = "other-first-day-sunday")]
    Sunday,
}

/// The number of rows on a page of a table.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Default,
    Serialize,
    sqlx::Type,
    strum::EnumString,
    strum::AsRefStr,
    strum::VariantArray,
    strum::EnumMessage,
)]
#[repr(i64)]
pub enum RowsPerPage {
    #[default]
    #[strum(serialize = "10", message = "other-rows-per-page-10")]
    Ten = 10,
    #[strum(serialize = "25", message = "other-rows-per-page-25")]
    TwentyFive = 25,
    #[strum(serialize = "50", message = "other-rows-per-page-50")]
    Fifty = 50,
    #[strum(serialize = "100", message = "other-rows-per-page-100")]
    Hundred = 100,
}

/// The urgency from which a push notification stays until it is answered.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Default,
    Serialize,
    sqlx::Type,
    strum::EnumString,
    strum::AsRefStr,
    strum::VariantArray,
    strum::EnumMessage,
)]
#[strum(serialize_all = "lowercase")]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum AppPersistent {
    #[default]
    #[strum(message = "other-app-persistent-never")]
    Never,
    #[strum(message = "other-app-persistent-low")]
    Low,
    #[strum(message = "other-app-persistent-medium")]
    Medium,
    #[strum(message = "other-app-persistent-high")]
    High,
    #[strum(message = "other-app-persistent-critical")]
    Critical,
}

/// The sound of a push notification: web push has only the device's own sound, or none.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Default,
    Serialize,
    sqlx::Type,
    strum::EnumString,
    strum::AsRefStr,
    strum::VariantArray,
    strum::EnumMessage,
)]
#[strum(serialize_all = "lowercase")]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum AppSound {
    #[default]
    #[strum(message = "other-app-sound-default")]
    Default,
    #[strum(message = "other-app-sound-silent")]
    Silent,
}

/// How long before a shift begins or ends a reminder is sent: an ISO 8601 duration, or the evening.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::EnumString,
    strum::AsRefStr,
    strum::VariantArray,
    strum::EnumMessage,
)]
pub enum LeadTime {
    /// When the shift begins, or ends: the form words which.
    #[strum(serialize = "PT0S")]
    #[serde(rename = "PT0S")]
    AtStart,
    #[strum(serialize = "PT15M", message = "other-lead-time-15-minutes")]
    #[serde(rename = "PT15M")]
    Minutes15,
    #[strum(serialize = "PT30M", message = "other-lead-time-30-minutes")]
    #[serde(rename = "PT30M")]
    Minutes30,
    #[strum(serialize = "PT1H", message = "other-lead-time-1-hour")]
    #[serde(rename = "PT1H")]
    Hour1,
    #[strum(serialize = "PT4H", message = "other-lead-time-4-hours")]
    #[serde(rename = "PT4H")]
    Hours4,
    #[strum(serialize = "PT12H", message = "other-lead-time-12-hours")]
    #[serde(rename = "PT12H")]
    Hours12,
    #[strum(serialize = "P1D", message = "other-lead-time-1-day")]
    #[serde(rename = "P1D")]
    Day1,
    #[strum(serialize = "P2D", message = "other-lead-time-2-days")]
    #[serde(rename = "P2D")]
    Days2,
    #[strum(serialize = "P7D", message = "other-lead-time-7-days")]
    #[serde(rename = "P7D")]
    Days7,
    /// At 20:00 the day before, in the person's time zone.
    #[strum(serialize = "evening", message = "other-lead-time-evening")]
    #[serde(rename = "evening")]
    Evening,
}

impl LeadTime {
    /// When [`LeadTime::Evening`] is, the day before.
    pub const EVENING_AT: jiff::civil::Time = jiff::civil::Time::constant(20, 0, 0, 0);
}

/// Schedule layers by number, sorted; none means all.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Layers(Vec<u16>);

impl Layers {
    /// The highest number of a layer.
    pub const MOST: u16 = 99;
}

impl FromStr for Layers {
    type Err = Message;
    fn from_str(text: &str) -> Result<Self, Message> {
        let numbers = text.split([',', ';', ' ']).map(str::trim).filter(|part| !part.is_empty());
        let layer = |part: &str| {
            part.parse().ok().filter(|n| (1..=Self::MOST).contains(n)).ok_or_else(|| {
                Message::new("other-layers-malformed").with("max", i64::from(Self::MOST))
            })
        };
        let mut layers = numbers.map(layer).collect::<Result<Vec<u16>, _>>()?;
        layers.sort_unstable();
        layers.dedup();
        Ok(Self(layers))
    }
}

impl crate::web::form::AsText for Layers {
    fn as_text(&self) -> String {
        self.0.iter().map(u16::to_string).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::web::form::AsText;

    #[test]
    fn layers_are_numbers_in_any_order_or_none_at_all() {
        let layers = |text: &str| text.parse::<Layers>().map(|layers| layers.as_text());
        assert_eq!(layers("3, 1;2 1"), Ok("1, 2, 3".into()));
        assert_eq!(layers("  "), Ok(String::new()));
        for bad in ["0", "100", "one", "1-3", "-1"] {
            assert_eq!(layers(bad).unwrap_err().id(), "other-layers-malformed", "{bad}");
        }
    }

    #[test]
    fn a_lead_time_is_stored_as_the_api_spells_it() {
        for lead_time in LeadTime::VARIANTS {
            let stored = serde_json::to_value(lead_time).unwrap();
            assert_eq!(stored, lead_time.as_ref());
        }
    }
}
