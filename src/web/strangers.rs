//! Requests of those who are not known: counted by network, so that a flood of them waits.
//!
//! Who is signed in, or has a token that is good, is not held to them, whatever others of the same
//! network do. Assets and health checks are not counted: they cost next to nothing.

use std::num::NonZeroU32;
use std::time::Duration;

use axum::http::request::Parts;

use super::App;
use super::api::quota::Slot;
use super::calls::Standing;
use super::viewer::address;

/// Requests of strangers from one network in a minute: enough for an office that signs in at nine.
pub const REQUESTS: NonZeroU32 = NonZeroU32::new(1200).unwrap();

/// Counts a request of someone who is not known.
///
/// # Errors
/// When there were too many, with how long to wait.
pub fn count(parts: &Parts, app: &App) -> Result<(), Duration> {
    match standing(parts, app).wait {
        None => Ok(()),
        Some(wait) => {
            tracing::warn!(
                target: "security",
                event = "limit_reached",
                limit = "strangers",
                "a limit was reached"
            );
            Err(wait)
        }
    }
}

/// How the network of someone who is not known stands, after a request of theirs.
fn standing(parts: &Parts, app: &App) -> Standing {
    let address = address::address(&parts.extensions, &parts.headers, &app.trusted_proxies);
    let standing = app.strangers.count(&address::network(&address));
    if let Some(slot) = parts.extensions.get::<Slot>() {
        slot.of_strangers(standing);
    }
    standing
}
