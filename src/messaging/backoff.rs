//! Retries of a job: how many attempts, and the pauses between them.

use std::time::Duration;

use crate::platform::secrets;

/// The attempts, over about a day, after which a job is given up.
pub const MAX_ATTEMPTS: i64 = 30;
/// The pause after the first attempt; it doubles with each further one.
const FIRST_PAUSE: Duration = Duration::from_secs(2);
/// The longest pause, unless the provider asks for more.
const LONGEST_PAUSE: Duration = Duration::from_secs(60 * 60);
/// The longest pause that a provider can ask for.
const LONGEST_ASKED: Duration = Duration::from_secs(24 * 60 * 60);

/// Returns the pause after this many attempts: what the provider asks for, else twice the last one;
/// plus up to a quarter of it at random, so that retries do not come all at once.
pub fn pause(attempts: i64, asked: Option<Duration>) -> Duration {
    let pause = match asked {
        Some(asked) => asked.min(LONGEST_ASKED),
        None => {
            let doublings = u32::try_from(attempts - 1).unwrap_or(0).min(12);
            (FIRST_PAUSE * 2_u32.pow(doublings)).min(LONGEST_PAUSE)
        }
    };
    pause + pause * u32::from(u8::from_be_bytes(secrets::random())) / 1024
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_an_hour_and_never_fall_short_of_what_was_asked() {
        let seconds = |attempts| pause(attempts, None).as_secs();
        assert!((2..=3).contains(&seconds(1)) && (8..=10).contains(&seconds(3)));
        assert!((3600..=4500).contains(&seconds(30)));
        for _ in 0..50 {
            let asked = pause(1, Some(Duration::from_secs(40)));
            assert!((40..=50).contains(&asked.as_secs()), "{asked:?}");
        }
    }
}
