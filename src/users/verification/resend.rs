//! When a code or a link may be sent again.

use std::time::Duration;

use super::{CODE_LIFE, TRIES, Verification};
use crate::platform::clock::Timestamp;

/// After too many wrong codes, another verification begins this long after the last code was made.
const LOCKED: Duration = Duration::from_secs(60 * 60);
/// The pauses before something is sent again: the first, the second, every later one.
const PAUSES: [Duration; 3] =
    [Duration::from_secs(30), Duration::from_secs(60), Duration::from_secs(120)];

/// When something may be sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    Now,
    /// The pause after the last one is not over.
    At(Timestamp),
    /// Too many wrong codes were typed.
    Locked {
        until: Timestamp,
    },
}

/// When something that went out so many times, the last time then, may be sent again.
pub fn again_after(sends: i64, sent_at: Timestamp, now: Timestamp) -> Again {
    let pause = usize::try_from(sends - 1).unwrap_or(0).min(PAUSES.len() - 1);
    match sent_at + PAUSES[pause] {
        then if then > now => Again::At(then),
        _ => Again::Now,
    }
}

impl Verification {
    /// When its code or link may be sent again.
    pub fn again(&self, now: Timestamp) -> Again {
        let locked = self.expires_at - CODE_LIFE + LOCKED;
        if self.tries >= TRIES && locked > now {
            return Again::Locked { until: locked };
        }
        again_after(self.sends, self.sent_at, now)
    }

    /// Whether its code can still be typed.
    pub fn takes_codes(&self, now: Timestamp) -> bool {
        self.is_open(now) && self.tries < TRIES
    }

    /// Whether its code or link can still be used.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.used_at.is_none() && self.expires_at > now
    }
}
