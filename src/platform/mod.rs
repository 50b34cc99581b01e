//! The only callers of the outside: the database, the clock, randomness, the environment, languages.

pub mod clock;
pub mod config;
pub mod db;
pub mod i18n;
pub mod ids;
pub mod secrets;
