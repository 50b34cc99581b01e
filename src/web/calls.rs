//! Rate limits counted in memory on this instance: requests by key, in a window.

use std::hash::Hash;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use governor::clock::Clock as _;
use governor::middleware::StateInformationMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

use crate::platform::clock::Clock;

/// How often idle keys are dropped, in milliseconds.
const TIDY_EVERY: i64 = 60_000;

/// The app's clock in the form that the limiter reads.
#[derive(Clone, Debug)]
struct Ticking(Clock);

impl governor::clock::Clock for Ticking {
    type Instant = Nanos;
    fn now(&self) -> Nanos {
        Duration::from_millis(u64::try_from(self.0.now().millis()).unwrap_or_default()).into()
    }
}

/// The requests of all callers, by key.
pub struct Calls<K: Hash + Eq + Clone> {
    clock: Ticking,
    /// When idle keys were last dropped, in milliseconds since the Unix epoch.
    tidied_at: AtomicI64,
    limiter: RateLimiter<K, HashMapStateStore<K>, Ticking, StateInformationMiddleware>,
}

/// The state of a caller's limit after a request.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// The number of requests that are left.
    pub left: u32,
    /// How long until the next request is allowed, when none is left.
    pub wait: Option<Duration>,
}

impl<K: Hash + Eq + Clone> Calls<K> {
    /// Makes a counter that allows this many requests at once, and as many in each minute.
    pub fn new(clock: Clock, in_a_minute: NonZeroU32) -> Self {
        let clock = Ticking(clock);
        let quota = Quota::per_minute(in_a_minute);
        let limiter = RateLimiter::new(quota, HashMapStateStore::default(), clock.clone());
        Self { clock, tidied_at: AtomicI64::new(0), limiter }
    }

    /// Counts a request. Once a minute, idle keys are dropped.
    pub fn count(&self, key: &K) -> Standing {
        let now = self.clock.0.now().millis();
        let due = self.tidied_at.load(Ordering::Relaxed) + TIDY_EVERY;
        if now >= due && self.tidied_at.swap(now, Ordering::Relaxed) + TIDY_EVERY <= now {
            self.limiter.retain_recent();
            self.limiter.shrink_to_fit();
        }
        match self.limiter.check_key(key) {
            Ok(state) => Standing { left: state.remaining_burst_capacity(), wait: None },
            Err(not_yet) => {
                let wait = not_yet.wait_time_from(self.clock.now());
                Standing { left: 0, wait: Some(wait.max(Duration::from_millis(1))) }
            }
        }
    }
}
