//! The router suite: one binary, the same tests on SQLite and on PostgreSQL.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what went wrong by stopping"
)]

mod accounts;
mod api;
mod attacks;
mod audit;
mod auth;
mod cli;
mod faults;
mod house;
mod messaging;
mod oncall;
mod settings;
mod support;
mod users;
mod web;
