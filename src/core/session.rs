//! Default lifetimes of sessions.

use std::time::Duration;

/// The idle timeout of a session.
pub const IDLE: Duration = Duration::from_secs(14 * 24 * 60 * 60);

/// The absolute lifetime of a session.
pub const ABSOLUTE: Duration = Duration::from_secs(30 * 24 * 60 * 60);
