//! The log as a test reads it.

use std::io::{Result, Write};
use std::sync::{Arc, Mutex};

use callbook::platform::log;
use tracing::subscriber::DefaultGuard;

/// The log of this thread, in the format of `serve`.
pub struct Log {
    written: Buffer,
    _until_dropped: DefaultGuard,
}

#[derive(Clone, Default)]
struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }
    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

impl Log {
    pub fn begin() -> Self {
        let written = Buffer::default();
        let buffer = written.clone();
        let lines = tracing_subscriber::fmt().json().with_span_list(false);
        let lines = lines.with_env_filter(log::filter("info").unwrap());
        let lines = lines.with_writer(move || buffer.clone()).finish();
        Self { written, _until_dropped: tracing::subscriber::set_default(lines) }
    }

    /// Takes what was written since the last call.
    pub fn take(&self) -> String {
        String::from_utf8(std::mem::take(&mut *self.written.0.lock().unwrap())).unwrap()
    }
}
