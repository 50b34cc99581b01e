//! Background tasks, restarted when they fail, and reported as failing meanwhile.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::watch;
use tokio::time::sleep;

/// The pause before the first restart; it doubles with each further one.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
/// The longest pause before a restart.
const LAST_PAUSE: Duration = Duration::from_secs(60);
/// How long a task must run to count as recovered.
const SETTLED: Duration = Duration::from_secs(5);

/// The supervisor of background tasks, which knows which are failing.
#[derive(Clone, Debug, Default)]
pub struct Supervisor(Arc<Mutex<BTreeSet<&'static str>>>);

impl Supervisor {
    /// Runs a task until it ends by itself or the program stops; when it panics or fails, it is
    /// restarted after a growing pause.
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

    /// Lists the tasks that failed and have not recovered.
    pub fn broken_down(&self) -> Vec<&'static str> {
        self.broken().iter().copied().collect()
    }

    fn broken(&self) -> MutexGuard<'_, BTreeSet<&'static str>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
