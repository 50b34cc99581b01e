//! How often a job is attempted, and how long it waits in between.

use std::time::Duration;

use crate::platform::secrets;

/// After so many attempts, about a day, a job is given up.
pub const MAX_ATTEMPTS: i64 = 30;
/// The first pause between attempts; it doubles with each.
const FIRST_PAUSE: Duration = Duration::from_secs(2);
/// And is no longer than this, unless the provider asks for more.
const LONGEST_PAUSE: Duration = Duration::from_secs(60 * 60);
/// Not even then is it longer than this.
const LONGEST_ASKED: Duration = Duration::from_secs(24 * 60 * 60);

/// How long a job waits after so many attempts: what the provider asks for, else twice as long
/// each time; and up to a quarter more, so that many do not come back at one moment.
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
