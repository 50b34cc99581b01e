//! Callbook keeps who to call, and how they want to be called.
//!
//! `settings/` is what *I* manage, `directory/` is what *we* manage, `oncall/` is when and how
//! people are reached, `auth/` is how I get in; everything else is floor under them.
//!
//! | module | what it is |
//! |---|---|
//! | [`app`] | assembles routes and layers |
//! | [`serve`] | the accept loop |
//! | [`demo`] | a throw-away place to try it in |
//! | [`reference`] | what the API is, for programs and for people |
//! | [`legacy`] | the older API, over the same rules |
//! | [`settings`] | My Settings: one card, one slice |
//! | [`directory`] | accounts and people |
//! | [`oncall`] | what was sent to people, and what providers say of it |
//! | [`auth`] | signing in and out, second factors, getting back in, set-up, proofs, passwords, what happened |
//! | [`web`] | sessions, gates, forms, cards, errors |
//! | [`outbox`] | work that waits, the ledger of messages, the ways out |
//! | [`db`] | transactions, `sql!`, migrations |
//! | [`i18n`] | five languages, dates, zones, order |
//! | [`config`], [`clock`], [`ids`], [`secrets`] | the only callers of environment, time, ids, randomness |
//!
//! Arrows: `main -> app -> reference -> legacy -> settings, directory, oncall, auth -> web -> outbox -> db, i18n -> clock,
//! ids, secrets, config`, never back. Inside a slice: `page, api, job -> mod -> store -> db`. Between
//! slices: only another's `mod`. Tests hold these walls.
//!
//! Invariants: a write begins by touching its owner; every handler's first parameter is its gate;
//! a job carries ids, codes and links are derived; who owes a second factor has no session; times are
//! integer milliseconds; a text is in all five languages or the tests fail.

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
