//! The router suite: one binary, the same tests on SQLite and on PostgreSQL.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says what went wrong by stopping")]

mod auth;
mod house;
mod process;
mod settings;
mod support;
mod web;
