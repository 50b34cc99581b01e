//! Threads that hash, at a lower priority than those that answer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;
use tokio::sync::oneshot;

type Job = Box<dyn FnOnce() + Send>;

/// A pool of threads for work that takes a core for long. They end when the pool is dropped.
pub struct HashThreads(Sender<Job>);

impl HashThreads {
    /// Starts a number of threads.
    ///
    /// # Errors
    /// When the system gives none.
    pub fn start(count: usize) -> anyhow::Result<Self> {
        let (sender, jobs) = mpsc::channel();
        let jobs = Arc::new(Mutex::new(jobs));
        for _ in 0..count {
            let (thread, jobs) = (std::thread::Builder::new().name("hash".into()), jobs.clone());
            thread.spawn(move || serve(&jobs)).context("no thread for hashing can be started")?;
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
        self.0.send(Box::new(job)).ok().context("the hashing threads are gone")?;
        result.await.context("a hash panicked")
    }
}

fn serve(jobs: &Mutex<Receiver<Job>>) {
    give_way();
    let next = || jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
    while let Ok(job) = next() {
        // The panic is logged where all are; the next hash goes on.
        let _ = catch_unwind(AssertUnwindSafe(job));
    }
}

/// Lowers the priority of this thread, so that pages are answered first during many sign-ins.
fn give_way() {
    // Elsewhere the same call would lower the whole process.
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(None, 10) {
        tracing::warn!(event = "priority_kept", %error, "hashing keeps the priority of pages");
    }
}
