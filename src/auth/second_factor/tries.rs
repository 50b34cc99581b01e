//! Limits of attempts at a second factor: strangers together, known places and sessions one by one.

use std::time::Duration;

use super::store::FactorTries;
use super::{CodeCheck, store};
use crate::core::change::Change;
use crate::core::limits::{Limit, Verdict};
use crate::platform::clock::Timestamp;
use crate::platform::db::Result;
use crate::platform::ids::UserId;

/// Wrong answers in a row without a wait.
const FREE_TRIES: i64 = 5;
/// The wait after the next wrong answer; it doubles with each further one.
const FIRST_WAIT: Duration = Duration::from_secs(30);
const LONGEST_WAIT: Duration = Duration::from_secs(60 * 60);
/// Wrong answers from a known place, or in a session: counted separately, so that a stranger who
/// knows the password cannot lock the owner out.
const KNOWN_TRIES: [Limit; 2] = [
    Limit { name: "factor known", tries: 10, window: Duration::from_secs(60 * 60) },
    Limit { name: "factor known day", tries: 30, window: Duration::from_secs(24 * 60 * 60) },
];
/// After this many wrong answers in a row no code is checked any more.
const LAST_TRY: i64 = 100;

impl FactorTries {
    /// Returns until when no answer is checked.
    fn wait(self) -> Option<Timestamp> {
        let beyond = u32::try_from(self.count - FREE_TRIES).ok()?;
        let wait = FIRST_WAIT.saturating_mul(2_u32.saturating_pow(beyond)).min(LONGEST_WAIT);
        Some(self.last_at? + wait)
    }
}

fn known_by<'a>(user: &'a UserId, place: &'a [u8]) -> [&'a [u8]; 2] {
    [user.as_bytes(), place]
}

/// Counts an attempt; returns the reason when no answer is checked.
pub async fn count(
    change: &mut Change,
    user: UserId,
    known: Option<&[u8]>,
) -> Result<Option<CodeCheck>> {
    let now = change.now();
    if let Some(place) = known {
        let mut wait = None;
        for limit in KNOWN_TRIES {
            let verdict = limit.count(change, &known_by(&user, place)).await?;
            if let Verdict::Past { retry_after, .. } = verdict {
                wait = wait.max(Some(retry_after));
            }
        }
        return Ok(wait.map(|wait| CodeCheck::Wait { until: now + wait }));
    }
    let tries = store::tries(change, user).await?;
    if tries.count >= LAST_TRY {
        return Ok(Some(CodeCheck::Dead));
    }
    if let Some(until) = tries.wait().filter(|until| *until > now) {
        return Ok(Some(CodeCheck::Wait { until }));
    }
    store::count_try(change, user, now).await?;
    Ok(None)
}

/// Resets the attempts, after a correct one.
pub async fn forget(change: &mut Change, user: UserId, known: Option<&[u8]>) -> Result<()> {
    store::forget_tries(change, user).await?;
    let Some(place) = known else { return Ok(()) };
    for limit in KNOWN_TRIES {
        limit.forget(change, &known_by(&user, place)).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_from_half_a_minute_to_an_hour() {
        let at = Timestamp::from_millis(1_000_000);
        let wait = |count| {
            let until = FactorTries { count, last_at: Some(at) }.wait();
            until.map(|until| until.since(at).as_secs())
        };
        assert_eq!([wait(0), wait(4)], [None, None]);
        let waits: Vec<_> = (5..14).map(|count| wait(count).unwrap()).collect();
        assert_eq!(waits, [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
        assert_eq!(wait(99), Some(3600));
    }
}
