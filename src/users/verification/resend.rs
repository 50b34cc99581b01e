//! Pauses between resends of a code or a link.

use std::time::Duration;

use super::{CODE_LIFE, TRIES, Verification};
use crate::platform::clock::Timestamp;

/// How long after the last code another verification may begin, when too many codes were wrong.
const LOCKED: Duration = Duration::from_secs(60 * 60);
/// The pauses before a resend: the first, the second, every later one.
const PAUSES: [Duration; 3] =
    [Duration::from_secs(30), Duration::from_secs(60), Duration::from_secs(120)];

/// When something may be sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    Now,
    /// After the pause, at this moment.
    At(Timestamp),
    /// Too many wrong codes were typed.
    Locked {
        until: Timestamp,
    },
}

/// Returns when something may be sent again, by how often and when it was sent last.
pub fn again_after(sends: i64, sent_at: Timestamp, now: Timestamp) -> Again {
    let pause = usize::try_from(sends - 1).unwrap_or(0).min(PAUSES.len() - 1);
    match sent_at + PAUSES[pause] {
        then if then > now => Again::At(then),
        _ => Again::Now,
    }
}

impl Verification {
    /// Returns when the code or link may be sent again.
    pub fn again(&self, now: Timestamp) -> Again {
        let locked = self.expires_at - CODE_LIFE + LOCKED;
        if self.tries >= TRIES && locked > now {
            return Again::Locked { until: locked };
        }
        again_after(self.sends, self.sent_at, now)
    }

    /// Tells whether the code can still be typed.
    pub fn takes_codes(&self, now: Timestamp) -> bool {
        self.is_open(now) && self.tries < TRIES
    }

    /// Tells whether the code or link can still be used.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.used_at.is_none() && self.expires_at > now
    }
}
