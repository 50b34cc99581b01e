//! Violations of a unique constraint, told apart from every other failure.

use super::Result;

/// The result of an insert or update that may violate a unique constraint.
pub trait Unique<T> {
    /// Returns `Some` on success, `None` when a unique constraint is violated. SQLite's errors name
    /// no constraint: a statement should be able to violate only one.
    ///
    /// # Errors
    /// Every other failure.
    fn unless_taken(self) -> Result<Option<T>>;
}

impl<T> Unique<T> for Result<T> {
    fn unless_taken(self) -> Result<Option<T>> {
        match self {
            Ok(value) => Ok(Some(value)),
            Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Ok(None),
            Err(error) => Err(error),
        }
    }
}
