//! Threads for work that takes a core for long, at a lower priority than those that answer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;
use tokio::sync::oneshot;

type Job = Box<dyn FnOnce() + Send>;

/// A pool of threads for work that takes a core for long. They end when the pool is dropped.
pub struct WorkThreads(Sender<Job>);

impl WorkThreads {
    /// Starts a number of threads of this name.
    ///
    /// # Errors
    /// When the system gives none.
    pub fn start(name: &str, count: usize) -> anyhow::Result<Self> {
        let (sender, jobs) = mpsc::channel();
        let jobs = Arc::new(Mutex::new(jobs));
        for _ in 0..count {
            let (thread, jobs) = (std::thread::Builder::new().name(name.into()), jobs.clone());
            thread.spawn(move || serve(&jobs)).context("no thread for long work can be started")?;
        }
        Ok(Self(sender))
    }

    /// Runs work in one of the threads, and returns its result.
    ///
    /// # Errors
    /// When the work panics, which would be a defect.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> anyhow::Result<T> {
        let (sender, result) = oneshot::channel();
        let job = move || {
            // A caller that went away does not want it any more.
            let _ = sender.send(work());
        };
        self.0.send(Box::new(job)).ok().context("the threads for long work are gone")?;
        result.await.context("long work panicked")
    }
}

fn serve(jobs: &Mutex<Receiver<Job>>) {
    give_way();
    let next = || jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
    while let Ok(job) = next() {
        // The panic is logged where all are; the next work goes on.
        let _ = catch_unwind(AssertUnwindSafe(job));
    }
}

/// Lowers the priority of this thread, so that pages are answered first.
fn give_way() {
    // Elsewhere the same call would lower the whole process.
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(None, 10) {
        tracing::warn!(event = "priority_kept", %error, "long work keeps the priority of pages");
    }
}
