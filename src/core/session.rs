//! How long a session lasts.

use std::time::Duration;

/// A session unused for this long is over.
pub const IDLE: Duration = Duration::from_secs(14 * 24 * 60 * 60);

/// And this long after it began, whatever its use.
pub const ABSOLUTE: Duration = Duration::from_secs(30 * 24 * 60 * 60);
