//! Lists that a right area defines and the program fills: what a left area adds to it.

use std::sync::OnceLock;

use crate::platform::db::{Error, Result};

/// A value that only areas further left know, and the area that uses it does not. The program fills
/// it at its start, with the same each time.
pub struct Filled<T: 'static>(OnceLock<T>);

impl<T> Filled<T> {
    /// Not filled yet.
    pub const fn empty() -> Self {
        Self(OnceLock::new())
    }

    /// Fills it; once it is full, it stays as it is.
    pub fn fill(&self, with: T) {
        // A second program in one process, as tests have them, says the same again.
        let _ = self.0.set(with);
    }

    /// The value, where nothing can be done without it.
    ///
    /// # Errors
    /// When the program has not filled it.
    pub fn required(&self) -> Result<&T> {
        let name = std::any::type_name::<T>();
        self.get().ok_or_else(|| Error::Configuration(format!("{name} is not filled").into()))
    }

    /// The value, once it is filled.
    pub fn get(&self) -> Option<&T> {
        self.0.get()
    }
}

impl<T> Default for Filled<T> {
    fn default() -> Self {
        Self::empty()
    }
}
