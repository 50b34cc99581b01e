//! Layers as they are set: how long each waits for an answer, and how often it is paged again.

use std::str::FromStr;
use std::time::Duration;

use serde::Serialize;
use strum::VariantArray;

use crate::core::stamp::Stamp;
use crate::platform::i18n::Message;

/// The time that a layer has to answer, in whole minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LayerTimeOut(i64);

impl LayerTimeOut {
    /// The fewest minutes.
    pub const LEAST: i64 = 1;
    /// The most minutes.
    pub const MOST: i64 = 60;

    /// Makes the time-out of this many minutes, if they are within the limits.
    pub fn of_minutes(minutes: i64) -> Option<Self> {
        (Self::LEAST..=Self::MOST).contains(&minutes).then_some(Self(minutes))
    }

    pub fn minutes(self) -> i64 {
        self.0
    }

    pub fn duration(self) -> Duration {
        Duration::from_secs(self.0.unsigned_abs() * 60)
    }
}

impl Default for LayerTimeOut {
    fn default() -> Self {
        Self(5)
    }
}

/// Parses a number of minutes. The card adds to the error which layer it is of.
impl FromStr for LayerTimeOut {
    type Err = Message;
    fn from_str(text: &str) -> Result<Self, Message> {
        let minutes = text.trim().parse().ok().and_then(Self::of_minutes);
        minutes.ok_or_else(|| {
            Message::new("escalation-time-out-invalid")
                .with("min", Self::LEAST)
                .with("max", Self::MOST)
        })
    }
}

/// How often a layer is paged again before the next one begins.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Default,
    Serialize,
    strum::EnumString,
    strum::AsRefStr,
    strum::VariantArray,
    strum::EnumMessage,
)]
pub enum LayerRepeats {
    #[default]
    #[strum(serialize = "0", message = "escalation-repeats-none")]
    Never,
    #[strum(serialize = "1", message = "escalation-repeats-once")]
    Once,
    #[strum(serialize = "2", message = "escalation-repeats-twice")]
    Twice,
    #[strum(serialize = "3", message = "escalation-repeats-thrice")]
    Thrice,
}

impl LayerRepeats {
    /// Returns the repeats of this number, if there are so many.
    pub fn of_times(times: i64) -> Option<Self> {
        Self::VARIANTS.get(usize::try_from(times).ok()?).copied()
    }

    pub fn times(self) -> i64 {
        self as i64
    }
}

/// The settings of one layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize)]
pub struct LayerTerms {
    pub time_out: LayerTimeOut,
    pub repeats: LayerRepeats,
}

/// The layers of a team, from the first to the last: 1 to 10 of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EscalationLayers(Vec<LayerTerms>);

impl EscalationLayers {
    /// The fewest layers.
    pub const LEAST: usize = 1;
    /// The most layers.
    pub const MOST: usize = 10;

    /// Makes the layers, if their number is within the limits.
    pub fn of(layers: Vec<LayerTerms>) -> Option<Self> {
        (Self::LEAST..=Self::MOST).contains(&layers.len()).then_some(Self(layers))
    }

    pub fn as_slice(&self) -> &[LayerTerms] {
        &self.0
    }

    /// Returns the stamp that the card's form carries.
    pub fn stamp(&self) -> Stamp {
        Stamp::of(self)
    }
}

/// The layers that every team begins with: its members, then its admins.
impl Default for EscalationLayers {
    fn default() -> Self {
        Self(vec![LayerTerms::default(); 2])
    }
}
