//! A broken unique rule, told apart from every other failure.

use super::Result;

/// What an insert or update that may meet a unique rule came to.
pub trait Unique<T> {
    /// `Some` when it went through, `None` when a unique rule refused it. SQLite's errors name no
    /// constraint: keep one unique rule worth telling apart to a statement.
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
