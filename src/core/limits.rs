//! Limits of attempts, counted in the database: shared by all instances, and kept across restarts.

use std::time::Duration;

use super::change::Change;
use super::cleanup::Cleanup;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::secrets::keys::{Purpose, SecretKeys};
use crate::sql;

/// How long a count is stored: no window is longer.
const OLDEST: Duration = Duration::from_secs(24 * 60 * 60);

/// Deletes old counts.
pub const CLEANUP: Cleanup =
    Cleanup { name: "limits", run: |tx, now| Box::pin(tidy(tx, now - OLDEST)) };

/// A number of attempts within a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The name of what is counted; part of the key.
    pub name: &'static str,
    pub tries: i64,
    pub window: Duration,
}

/// Whether an attempt is within a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The attempt may go on.
    Within,
    /// The limit is reached for this long; `is_news` on the first attempt beyond it.
    Past { retry_after: Duration, is_news: bool },
}

impl Limit {
    /// Counts one attempt of `who` and tells whether it is within the limit. The count is stored in
    /// either case, so commit it. The key is a digest, which does not tell whose it is.
    pub async fn count(&self, change: &mut Change, who: &[&[u8]]) -> Result<Verdict> {
        let (now, key) = (change.now(), self.key(&change.keys(), who));
        let start = now - self.window;
        let (window_start, count) = sql!(
            change,
            fetch_one(Timestamp, i64),
            "INSERT INTO limits (key, window_start, count) VALUES ($1, $2, 1) \
             ON CONFLICT (key) DO UPDATE SET \
                count = CASE WHEN limits.window_start > $3 THEN limits.count + 1 ELSE 1 END, \
                window_start = CASE WHEN limits.window_start > $3 \
                    THEN limits.window_start ELSE $2 END \
             RETURNING window_start, count",
            &key[..],
            now,
            start
        )?;
        if count <= self.tries {
            return Ok(Verdict::Within);
        }
        let retry_after = (window_start + self.window).since(now);
        let is_news = count == self.tries + 1;
        if is_news {
            tracing::warn!(
                target: "security",
                event = "limit_reached",
                limit = self.name,
                "a limit was reached"
            );
        }
        Ok(Verdict::Past { retry_after, is_news })
    }

    /// Resets the attempts of `who`, after a correct one.
    pub async fn forget(&self, change: &mut Change, who: &[&[u8]]) -> Result<()> {
        let key = self.key(&change.keys(), who);
        sql!(change, execute, "DELETE FROM limits WHERE key = $1", &key[..]).map(drop)
    }

    /// Subtracts one attempt of `who` that was no failure.
    pub async fn give_back(&self, change: &mut Change, who: &[&[u8]]) -> Result<()> {
        let key = self.key(&change.keys(), who);
        sql!(
            change,
            execute,
            "UPDATE limits SET count = count - 1 WHERE key = $1 AND count > 0",
            &key[..]
        )
        .map(drop)
    }

    fn key(&self, keys: &SecretKeys, who: &[&[u8]]) -> [u8; 32] {
        key(keys, self.name, who)
    }

    /// Returns what `who` has left.
    pub async fn left(&self, change: &mut Change, who: &[&[u8]]) -> Result<LimitLeft> {
        let (now, key) = (change.now(), self.key(&change.keys(), who));
        let start = now - self.window;
        let counted = sql!(
            change,
            fetch_optional(Timestamp, i64),
            "SELECT window_start, count FROM limits WHERE key = $1 AND window_start > $2",
            &key[..],
            start
        )?;
        let (window_start, count) = counted.unwrap_or((start, 0));
        let whole_in = (window_start + self.window).since(now);
        Ok(LimitLeft { limit: *self, tries: (self.tries - count).max(0), whole_in })
    }
}

/// What is left of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitLeft {
    pub limit: Limit,
    pub tries: i64,
    /// How long until the whole limit is available again.
    pub whole_in: Duration,
}

/// A number of events within a window, none of which is refused: later ones get a later turn.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// The name of what is counted; part of the key.
    pub name: &'static str,
    pub each: i64,
    pub window: Duration,
}

impl Pace {
    /// Returns when the next event of `who` has its turn.
    pub async fn turn(&self, change: &mut Change, who: &[&[u8]]) -> Result<Timestamp> {
        let now = change.now();
        let key = key(&change.keys(), self.name, who);
        let window = i64::try_from(self.window.as_millis()).unwrap_or(i64::MAX);
        let turn = sql!(
            change,
            scalar Timestamp,
            "INSERT INTO limits (key, window_start, count) VALUES ($1, $2, 1) \
             ON CONFLICT (key) DO UPDATE SET \
                count = CASE WHEN limits.window_start > $3 AND limits.count < $4 \
                    THEN limits.count + 1 ELSE 1 END, \
                window_start = CASE WHEN limits.window_start <= $3 THEN $2 \
                    WHEN limits.count < $4 THEN limits.window_start \
                    ELSE limits.window_start + $5 END \
             RETURNING window_start",
            &key[..],
            now,
            now - self.window,
            self.each,
            window
        )?;
        Ok(turn.max(now))
    }
}

fn key(keys: &SecretKeys, name: &str, who: &[&[u8]]) -> [u8; 32] {
    let parts: Vec<&[u8]> = std::iter::once(name.as_bytes()).chain(who.iter().copied()).collect();
    keys.sign(Purpose::Limits, &parts)
}

/// Counts one attempt against each limit in turn, and stops at the first that is reached: an
/// attempt that is refused does not use up the wider limits behind it.
pub async fn spend(change: &mut Change, budget: &[(Limit, Vec<&[u8]>)]) -> Result<Verdict> {
    for (limit, who) in budget {
        let verdict = limit.count(change, who).await?;
        if verdict != Verdict::Within {
            return Ok(verdict);
        }
    }
    Ok(Verdict::Within)
}

async fn tidy(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql!(tx, execute, "DELETE FROM limits WHERE window_start < $1", before)
}
