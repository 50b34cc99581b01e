//! The router suite: one binary, the same tests on SQLite and on PostgreSQL.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what went wrong by stopping"
)]

mod api;
mod attacks;
mod auth;
mod directory;
mod house;
mod oncall;
mod process;
mod provider;
mod settings;
mod support;
mod transports;
mod web;
