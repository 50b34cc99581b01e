//! Filled lists: values that areas further left provide to an area further right.

use std::sync::OnceLock;

use crate::platform::db::{Error, Result};

/// A value that an area uses but cannot import. The program fills it at its start, always with the
/// same.
pub struct Filled<T: 'static>(OnceLock<T>);

impl<T> Filled<T> {
    pub const fn empty() -> Self {
        Self(OnceLock::new())
    }

    /// Fills it; a later call changes nothing.
    pub fn fill(&self, with: T) {
        // Tests start several programs in one process, which fill in the same value.
        let _ = self.0.set(with);
    }

    /// Returns the value.
    ///
    /// # Errors
    /// When the program has not filled it.
    pub fn required(&self) -> Result<&T> {
        let name = std::any::type_name::<T>();
        self.get().ok_or_else(|| Error::Configuration(format!("{name} is not filled").into()))
    }

    /// Returns the value, once it is filled.
    pub fn get(&self) -> Option<&T> {
        self.0.get()
    }
}

impl<T> Default for Filled<T> {
    fn default() -> Self {
        Self::empty()
    }
}
