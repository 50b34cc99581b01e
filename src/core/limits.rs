//! Tries, counted in the database: shared by all instances, and there after a restart.

use std::time::Duration;

use super::change::Change;
use super::cleanup::Cleanup;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::secrets::keys::{Purpose, SecretKeys};
use crate::sql;

/// A count is dropped once no window reaches back to it.
const OLDEST: Duration = Duration::from_secs(24 * 60 * 60);

/// The cleanup of counts.
pub const CLEANUP: Cleanup =
    Cleanup { name: "limits", run: |tx, now| Box::pin(tidy(tx, now - OLDEST)) };

/// So many tries in so long.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// What is counted; part of the key.
    pub name: &'static str,
    pub tries: i64,
    pub window: Duration,
}

/// Whether this try may go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It may.
    Within,
    /// It may not, for so long; `is_news` for the first that may not.
    Past { retry_after: Duration, is_news: bool },
}

impl Limit {
    /// Counts one try of `who` and says whether it is within the limit. The count is kept whether
    /// or not it is: commit it. Whose it is cannot be read off the key.
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

    /// Forgets the tries of `who`: the right one was among them.
    pub async fn forget(&self, change: &mut Change, who: &[&[u8]]) -> Result<()> {
        let key = self.key(&change.keys(), who);
        sql!(change, execute, "DELETE FROM limits WHERE key = $1", &key[..]).map(drop)
    }

    /// Takes one count of `who` back: it was no failure.
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

    /// What `who` has left.
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
        Ok(LimitLeft { tries: (self.tries - count).max(0), whole_in })
    }
}

/// What is left of a limit, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitLeft {
    pub tries: i64,
    /// How long until all of them are there again.
    pub whole_in: Duration,
}

/// So many in so long, of what is never refused: what comes beyond has its turn later.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// What is counted; part of the key.
    pub name: &'static str,
    pub each: i64,
    pub window: Duration,
}

impl Pace {
    /// When the next one of `who` has its turn.
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

/// Counts one against each limit in turn, and stops at the first that is past: what is not done
/// does not use up the wider ones behind it.
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
