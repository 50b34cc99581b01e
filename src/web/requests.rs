//! Rate limits of pages, so that a flood of requests waits while others are answered.
//!
//! Unknown visitors are counted by network; signed-in people, and programs with a valid token, one
//! by one. Assets and health checks are not counted, because they cost next to nothing.

use std::num::NonZeroU32;
use std::time::Duration;

use axum::http::request::Parts;

use super::App;
use super::api::slot::Slot;
use super::calls::{Calls, Standing};
use super::viewer::address;
use crate::platform::clock::Clock;
use crate::platform::ids::UserId;

/// Requests per minute of unknown visitors from one network, enough for an office that signs in at
/// nine; and of one signed-in person in all their browsers.
pub const REQUESTS: NonZeroU32 = NonZeroU32::new(1200).unwrap();
/// Exports per minute of one person, each of which reads everything there is.
pub const EXPORTS: NonZeroU32 = NonZeroU32::new(10).unwrap();
/// Uploads per minute of one person, each of which takes a core for a while.
pub const UPLOADS: NonZeroU32 = NonZeroU32::new(10).unwrap();

/// The counters of this instance.
pub struct Requests {
    strangers: Calls<String>,
    users: Calls<UserId>,
    exports: Calls<UserId>,
    uploads: Calls<UserId>,
}

impl Requests {
    /// Makes empty counters.
    pub fn new(clock: &Clock) -> Self {
        Self {
            strangers: Calls::new(clock.clone(), REQUESTS),
            users: Calls::new(clock.clone(), REQUESTS),
            exports: Calls::new(clock.clone(), EXPORTS),
            uploads: Calls::new(clock.clone(), UPLOADS),
        }
    }

    /// Counts a request of a signed-in person.
    ///
    /// # Errors
    /// When the limit is reached: how long to wait.
    pub fn count_user(&self, user: UserId) -> Result<(), Duration> {
        within(self.users.count(&user), "user")
    }

    /// Counts a full export.
    ///
    /// # Errors
    /// When the limit is reached: how long to wait.
    pub fn count_export(&self, user: UserId) -> Result<(), Duration> {
        within(self.exports.count(&user), "exports")
    }

    /// Counts an upload.
    ///
    /// # Errors
    /// When the limit is reached: how long to wait.
    pub fn count_upload(&self, user: UserId) -> Result<(), Duration> {
        within(self.uploads.count(&user), "uploads")
    }
}

/// Counts a request of an unknown visitor.
///
/// # Errors
/// When the limit is reached: how long to wait.
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
