//! Choices of the forms' closed lists, and the limit of an account's users.

use std::str::FromStr;
use std::time::Duration;

use crate::core::session::{ABSOLUTE, IDLE};
use crate::platform::i18n::Message;
use crate::web::form::AsText;

/// The maximum number of users; `None` means no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UserLimit(pub Option<i64>);

/// The highest limit that can be set.
pub const MOST_MEMBERS: i64 = 1_000_000;

impl FromStr for UserLimit {
    type Err = Message;
    fn from_str(text: &str) -> Result<Self, Message> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Self(None));
        }
        let limit = text.parse().ok().filter(|limit| (1..=MOST_MEMBERS).contains(limit));
        let refusal = || Message::new("accounts-limit-malformed").with("most", MOST_MEMBERS);
        limit.map(|limit| Self(Some(limit))).ok_or_else(refusal)
    }
}

impl AsText for UserLimit {
    fn as_text(&self) -> String {
        self.0.map(|limit| limit.to_string()).unwrap_or_default()
    }
}

/// Whether a second factor is required, and the grace period to set one up.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Default,
    strum::EnumString,
    strum::AsRefStr,
    strum::VariantArray,
    strum::EnumMessage,
)]
pub enum Grace {
    #[default]
    #[strum(serialize = "off", message = "accounts-factor-off")]
    Off,
    /// Keeps the moment that is stored.
    #[strum(serialize = "kept", message = "accounts-factor-kept")]
    Kept,
    #[strum(serialize = "now", message = "accounts-factor-now")]
    Now,
    #[strum(serialize = "3", message = "accounts-factor-3-days")]
    Days3,
    #[strum(serialize = "7", message = "accounts-factor-7-days")]
    Days7,
    #[strum(serialize = "14", message = "accounts-factor-14-days")]
    Days14,
    #[strum(serialize = "30", message = "accounts-factor-30-days")]
    Days30,
}

impl Grace {
    /// Returns the grace period from now; `None` when none starts.
    pub fn length(self) -> Option<Duration> {
        let days = match self {
            Self::Off | Self::Kept => return None,
            Self::Now => 0,
            Self::Days3 => 3,
            Self::Days7 => 7,
            Self::Days14 => 14,
            Self::Days30 => 30,
        };
        Some(Duration::from_secs(days * 24 * 60 * 60))
    }
}

/// The idle timeout of sessions.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Default,
    strum::EnumString,
    strum::AsRefStr,
    strum::VariantArray,
    strum::EnumMessage,
)]
pub enum Idle {
    /// The default of the program.
    #[default]
    #[strum(serialize = "usual", message = "accounts-idle-usual")]
    Usual,
    #[strum(serialize = "900", message = "accounts-length-15-minutes")]
    Minutes15,
    #[strum(serialize = "3600", message = "accounts-length-1-hour")]
    Hour1,
    #[strum(serialize = "28800", message = "accounts-length-8-hours")]
    Hours8,
    #[strum(serialize = "86400", message = "accounts-length-24-hours")]
    Hours24,
    #[strum(serialize = "604800", message = "accounts-length-7-days")]
    Days7,
    #[strum(serialize = "1209600", message = "accounts-length-14-days")]
    Days14,
}

/// The absolute lifetime of sessions.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Default,
    strum::EnumString,
    strum::AsRefStr,
    strum::VariantArray,
    strum::EnumMessage,
)]
pub enum Absolute {
    /// The default of the program.
    #[default]
    #[strum(serialize = "usual", message = "accounts-absolute-usual")]
    Usual,
    #[strum(serialize = "43200", message = "accounts-length-12-hours")]
    Hours12,
    #[strum(serialize = "86400", message = "accounts-length-24-hours")]
    Hours24,
    #[strum(serialize = "604800", message = "accounts-length-7-days")]
    Days7,
    #[strum(serialize = "2592000", message = "accounts-length-30-days")]
    Days30,
}

/// Returns the choice for a stored number of seconds.
fn of_seconds<T: FromStr + Default>(seconds: Option<i64>) -> T {
    seconds.and_then(|seconds| seconds.to_string().parse().ok()).unwrap_or_default()
}

impl Idle {
    /// Returns the choice for a stored number of seconds.
    pub fn of(seconds: Option<i64>) -> Self {
        of_seconds(seconds)
    }

    /// Returns the number of seconds to store; `None` for the default.
    pub fn seconds(self) -> Option<i64> {
        self.as_ref().parse().ok()
    }
}

impl Absolute {
    /// Returns the choice for a stored number of seconds.
    pub fn of(seconds: Option<i64>) -> Self {
        of_seconds(seconds)
    }

    /// Returns the number of seconds to store; `None` for the default.
    pub fn seconds(self) -> Option<i64> {
        self.as_ref().parse().ok()
    }

    /// Tells whether sessions would end before the idle timeout could ever be reached.
    pub fn is_below(self, idle: Idle) -> bool {
        let length = |seconds: Option<i64>, usual: Duration| {
            seconds.and_then(|seconds| u64::try_from(seconds).ok()).unwrap_or(usual.as_secs())
        };
        length(self.seconds(), ABSOLUTE) < length(idle.seconds(), IDLE)
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;

    #[test]
    fn a_limit_is_a_whole_number_or_none() {
        assert_eq!("".parse(), Ok(UserLimit(None)));
        assert_eq!(" 25 ".parse(), Ok(UserLimit(Some(25))));
        for odd in ["0", "-1", "2.5", "many", "1000001", "99999999999999999999"] {
            assert!(odd.parse::<UserLimit>().is_err(), "{odd}");
        }
    }

    #[test]
    fn lengths_are_read_back_as_they_were_chosen() {
        for &idle in Idle::VARIANTS {
            assert_eq!(Idle::of(idle.seconds()), idle);
        }
        for &absolute in Absolute::VARIANTS {
            assert_eq!(Absolute::of(absolute.seconds()), absolute);
        }
        assert_eq!(Idle::Usual.seconds(), None);
        assert_eq!(Idle::Days14.seconds(), Some(14 * 24 * 60 * 60));
    }

    #[test]
    fn a_session_does_not_last_shorter_than_it_may_be_unused() {
        assert!(Absolute::Hours12.is_below(Idle::Hours24));
        assert!(Absolute::Hours12.is_below(Idle::Usual));
        assert!(!Absolute::Hours24.is_below(Idle::Hours24));
        assert!(!Absolute::Usual.is_below(Idle::Usual));
    }
}
