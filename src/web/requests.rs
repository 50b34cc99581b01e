//! Requests for pages, counted so that a flood of them waits while others are answered.
//!
//! Those of who is not known are counted by network; who is signed in, or has a token that is good,
//! is counted alone. Assets and health checks are not counted: they cost next to nothing.

use std::num::NonZeroU32;
use std::time::Duration;

use axum::http::request::Parts;

use super::App;
use super::api::quota::Slot;
use super::calls::{Calls, Standing};
use super::viewer::address;
use crate::platform::clock::Clock;
use crate::platform::ids::UserId;

/// Requests in a minute of strangers from one network, enough for an office that signs in at nine;
/// and of one person who is signed in, in all their browsers.
pub const REQUESTS: NonZeroU32 = NonZeroU32::new(1200).unwrap();
/// Exports in a minute of one person: each reads everything there is.
pub const EXPORTS: NonZeroU32 = NonZeroU32::new(10).unwrap();

/// The requests of late, on this instance.
pub struct Requests {
    strangers: Calls<String>,
    users: Calls<UserId>,
    exports: Calls<UserId>,
}

impl Requests {
    /// Nobody has asked yet.
    pub fn new(clock: &Clock) -> Self {
        Self {
            strangers: Calls::new(clock.clone(), REQUESTS),
            users: Calls::new(clock.clone(), REQUESTS),
            exports: Calls::new(clock.clone(), EXPORTS),
        }
    }

    /// Counts a request of someone who is signed in.
    ///
    /// # Errors
    /// When there were too many, with how long to wait.
    pub fn count_user(&self, user: UserId) -> Result<(), Duration> {
        within(self.users.count(&user), "user")
    }

    /// Counts a file of everything that there is.
    ///
    /// # Errors
    /// When there were too many, with how long to wait.
    pub fn count_export(&self, user: UserId) -> Result<(), Duration> {
        within(self.exports.count(&user), "exports")
    }
}

/// Counts a request of someone who is not known.
///
/// # Errors
/// When there were too many, with how long to wait.
pub fn count_stranger(parts: &Parts, app: &App) -> Result<(), Duration> {
    let address = address::address(&parts.extensions, &parts.headers, &app.trusted_proxies);
    let standing = app.requests.strangers.count(&address::network(&address));
    if let Some(slot) = parts.extensions.get::<Slot>() {
        slot.of_strangers(standing);
    }
    within(standing, "strangers")
}

fn within(standing: Standing, limit: &'static str) -> Result<(), Duration> {
    let Some(wait) = standing.wait else { return Ok(()) };
    tracing::warn!(target: "security", event = "limit_reached", limit, "a limit was reached");
    Err(wait)
}
