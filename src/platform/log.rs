//! The log: lines on standard error, none of which may hold up or stop the program.

use std::io::{Result, Write};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, ensure};
use tracing_appender::non_blocking::{ErrorCounter, NonBlocking, NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

/// What is logged, by the operator's directives. The layer of sessions is only heard of when it warns: its span
/// would stand between a request's and each line that a handler writes.
///
/// # Errors
/// When the directives cannot be read, or are a word that no level is: the library takes it for the name
/// of a part, and nothing else would be logged.
pub fn filter(directives: &str) -> anyhow::Result<EnvFilter> {
    for word in directives.split(',').map(str::trim) {
        let is_name = word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        ensure!(
            !is_name || word.is_empty() || word.parse::<LevelFilter>().is_ok(),
            "{word:?} is no level: it must be error, warn, info, debug, trace or off, or a part of the \
             program with one, like callbook=debug"
        );
    }
    format!("tower_sessions=warn,tower_sessions_core=warn,{directives}").parse().with_context(
        || {
            format!(
                "{directives:?} must be a level, or parts with theirs, like info,callbook=debug"
            )
        },
    )
}

/// Lines beyond these are dropped while the reader stalls.
const WAITING_LINES: usize = 10_000;

/// Lines that could not be written: the reader has gone, or its disk is full.
static UNWRITTEN: AtomicU64 = AtomicU64::new(0);
/// Lines that there was no room for.
static OVERFLOWED: OnceLock<ErrorCounter> = OnceLock::new();

/// Standard error, with a thread of its own. What waits is written when the guard is dropped.
pub fn writer() -> (NonBlocking, WorkerGuard) {
    let (writer, guard) = NonBlockingBuilder::default()
        .lossy(true)
        .buffered_lines_limit(WAITING_LINES)
        .thread_name("log")
        .finish(Lines);
    let _ = OVERFLOWED.set(writer.error_counter());
    (writer, guard)
}

/// Has panics written to the log, without what they say of data.
pub fn take_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        let words = panic.payload().downcast_ref::<&'static str>().copied();
        tracing::error!(event = "panicked", place, words, "a panic");
    }));
}

/// How many lines were dropped since the start.
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
