//! Callbook keeps who to call, and how they want to be called.
//!
//! Callbook is the users-and-settings system of an on-call team: one program over SQLite or PostgreSQL.
//! Areas are listed from left to right; each imports only what stands further down.
//!
//! | area | what it holds |
//! |---|---|
//! | [`cli`] | the commands |
//! | [`app`] | the program put together: router, jobs, cleanup, filled lists |
//! | [`settings`] | My Settings as a page, and the list of its cards |
//! | [`api`] | API v4, the older API, and the reference of both |
//! | [`oncall`] | what was sent to people, and what providers report |
//! | [`auth`] | signing in, second factors, recovery, API tokens |
//! | [`accounts`] | accounts, their members, teams, invitations and settings |
//! | [`users`] | a person's profile, contacts, channels and preferences |
//! | [`audit`] | security events |
//! | [`web`] | the kit of pages and APIs: gates, sessions, forms, cards |
//! | [`messaging`] | the queue, the workers, the ledger, the transports |
//! | [`core`] | what rules need: changes, actors, limits, links |
//! | [`platform`] | the only callers of the outside: database, clock, secrets, languages |
//!
//! `ARCHITECTURE.md` has the nouns, the rules that tests hold, and the glossary.

pub mod accounts;
pub mod api;
pub mod app;
pub mod audit;
pub mod auth;
pub mod cli;
pub mod core;
pub mod messaging;
pub mod oncall;
pub mod platform;
pub mod settings;
pub mod users;
pub mod web;
