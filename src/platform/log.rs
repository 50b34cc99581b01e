//! The log: lines on standard error, which never block or stop the program.

use std::io::{Result, Write};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, ensure};
use tracing_appender::non_blocking::{ErrorCounter, NonBlocking, NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

/// Makes the filter from the operator's directives. The session layer logs warnings only: its span
/// would stand between a request's and each line of a handler.
///
/// # Errors
/// When the directives are invalid, or a single word that is no level: the library would take it
/// for a target, and log nothing else.
pub fn filter(directives: &str) -> anyhow::Result<EnvFilter> {
    for word in directives.split(',').map(str::trim) {
        let is_name = word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        ensure!(
            !is_name || word.is_empty() || word.parse::<LevelFilter>().is_ok(),
            "{word:?} is not a level: use error, warn, info, debug, trace or off, or a target \
             with a level, like callbook=debug"
        );
    }
    format!("tower_sessions=warn,tower_sessions_core=warn,{directives}").parse().with_context(
        || {
            format!(
                "{directives:?} must be a level, or targets with levels, like info,callbook=debug"
            )
        },
    )
}

/// The most lines that wait for a slow reader; further ones are dropped.
const WAITING_LINES: usize = 10_000;

/// The number of lines that could not be written, because the reader is gone or its disk is full.
static UNWRITTEN: AtomicU64 = AtomicU64::new(0);
/// The number of lines that were dropped because too many waited.
static OVERFLOWED: OnceLock<ErrorCounter> = OnceLock::new();

/// Returns standard error with a thread of its own. Waiting lines are written when the guard is
/// dropped.
pub fn writer() -> (NonBlocking, WorkerGuard) {
    let (writer, guard) = NonBlockingBuilder::default()
        .lossy(true)
        .buffered_lines_limit(WAITING_LINES)
        .thread_name("log")
        .finish(Lines);
    let _ = OVERFLOWED.set(writer.error_counter());
    (writer, guard)
}

/// Sends panics to the log, without their messages, which may hold data.
pub fn take_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        let words = panic.payload().downcast_ref::<&'static str>().copied();
        tracing::error!(event = "panicked", place, words, "a panic");
    }));
}

/// Returns how many lines were lost since the start.
pub fn dropped() -> u64 {
    let overflowed = OVERFLOWED.get().map_or(0, ErrorCounter::dropped_lines);
    UNWRITTEN.load(Ordering::Relaxed) + u64::try_from(overflowed).unwrap_or(u64::MAX)
}

struct Lines;

impl Write for Lines {
    fn write(&mut self, line: &[u8]) -> Result<usize> {
        if std::io::stderr().write_all(line).is_err() {
            UNWRITTEN.fetch_add(1, Ordering::Relaxed);
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}
