//! A job that panics, and a queue that fails.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use callbook::core::change::Change;
use callbook::messaging::worker::{self, JobRegistry};
use callbook::messaging::{self, Job, JobFuture, JobKind, JobStep, WorkerContext};
use callbook::platform::supervisor::Supervisor;
use tokio::sync::watch;

use crate::support::TestApp;

/// Runs a supervised task that fails this often, then stays up.
async fn kept(times: usize, failure: fn() -> anyhow::Result<()>) -> (Supervisor, usize) {
    let supervisor = Supervisor::default();
    let (stop, stopped) = watch::channel(false);
    let begun = std::sync::Arc::new(AtomicUsize::new(0));
    let (kept, count) = (supervisor.clone(), begun.clone());
    let keeping = tokio::spawn(async move {
        let part = || {
            let (count, mut stopped) = (count.clone(), stopped.clone());
            async move {
                if count.fetch_add(1, Ordering::SeqCst) < times {
                    return failure();
                }
                stopped.wait_for(|stopped| *stopped).await.map(drop).map_err(Into::into)
            }
        };
        kept.keep("a part", stopped.clone(), part).await;
    });
    while begun.load(Ordering::SeqCst) <= times {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let after = supervisor.clone();
    assert_eq!(supervisor.broken_down().len(), usize::from(times > 0));
    stop.send_replace(true);
    keeping.await.unwrap();
    (after, begun.load(Ordering::SeqCst))
}

#[tokio::test]
async fn what_panics_or_fails_is_started_again_and_seen() {
    for failure in [|| panic!("on purpose"), || Err(anyhow::anyhow!("on purpose"))] {
        let (_, begun) = kept(2, failure).await;
        assert_eq!(begun, 3);
    }
    let (supervisor, begun) = kept(0, || Ok(())).await;
    assert_eq!((supervisor.broken_down().len(), begun), (0, 1));
}

/// A job that panics at its first attempts.
#[derive(serde::Serialize, serde::Deserialize)]
struct Panics {
    turns: usize,
}

static TURNS: AtomicUsize = AtomicUsize::new(0);

impl Job for Panics {
    const KIND: &'static str = "panics";

    fn run<'a>(self, _: &'a WorkerContext, _: &'a mut Change) -> JobFuture<'a, JobStep> {
        Box::pin(async move {
            let turn = TURNS.fetch_add(1, Ordering::SeqCst);
            assert!(turn >= self.turns, "on purpose");
            Ok(JobStep::Done)
        })
    }
}

static PANICKING: JobRegistry = JobRegistry {
    kinds: &[&[JobKind::of::<Panics>()]],
    refused: |_, _, _| Box::pin(async { Ok(()) }),
};

#[tokio::test]
async fn a_job_that_panics_waits_for_its_next_turn_and_holds_up_no_other() {
    let app = TestApp::new().await;
    let mut change = app.change().await;
    messaging::later(&mut change, &Panics { turns: 2 }).await.unwrap();
    change.commit().await.unwrap();
    let mut turns = Vec::new();
    for _ in 0..3 {
        turns.push(worker::work_off(&app.app.worker, &PANICKING).await.unwrap());
        app.pass(Duration::from_secs(60 * 60));
    }
    assert_eq!((turns, TURNS.load(Ordering::SeqCst)), (vec![1, 1, 1], 3));
}
