//! The only callers of the outside: database, clock, randomness, environment, log, languages.

pub mod clock;
pub mod config;
pub mod db;
pub mod i18n;
pub mod ids;
pub mod log;
pub mod secrets;
pub mod supervisor;
pub mod threads;
