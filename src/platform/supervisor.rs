//! Work beside requests, for as long as the program runs: what breaks down is started again, and seen.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::watch;
use tokio::time::sleep;

/// The pause after a first break-down; each later one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
/// No pause is longer.
const LAST_PAUSE: Duration = Duration::from_secs(60);
/// What has run for so long is well again.
const SETTLED: Duration = Duration::from_secs(5);

/// Keeps parts of the program running, and knows which of them have broken down.
#[derive(Clone, Debug, Default)]
pub struct Supervisor(Arc<Mutex<BTreeSet<&'static str>>>);

impl Supervisor {
    /// Runs a part until it ends by itself or the program is asked to stop; whenever it panics or
    /// fails it is started again, later each time.
    pub async fn keep<F>(
        &self,
        part: &'static str,
        mut stop: watch::Receiver<bool>,
        start: impl Fn() -> F,
    ) where
        F: Future<Output = anyhow::Result<()>> + Send + 'static,
    {
        let mut pause = FIRST_PAUSE;
        while !*stop.borrow() {
            let begun = Instant::now();
            let mut running = tokio::spawn(start());
            let ended = tokio::select! {
                ended = &mut running => ended,
                () = sleep(SETTLED) => {
                    self.broken().remove(part);
                    running.await
                }
            };
            let why = match ended {
                Ok(Ok(())) => return,
                Ok(Err(error)) => format!("{error:#}"),
                Err(_) => "it panicked".to_owned(),
            };
            tracing::error!(
                event = "part_broke_down",
                part,
                why,
                "a part of the program broke down; it is started again"
            );
            self.broken().insert(part);
            if begun.elapsed() >= SETTLED {
                pause = FIRST_PAUSE;
            }
            tokio::select! {
                () = sleep(pause) => {}
                _ = stop.changed() => {}
            }
            pause = LAST_PAUSE.min(pause * 2);
        }
    }

    /// The parts that have broken down and have not run for long since.
    pub fn broken_down(&self) -> Vec<&'static str> {
        self.broken().iter().copied().collect()
    }

    fn broken(&self) -> MutexGuard<'_, BTreeSet<&'static str>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
