//! What an attacker would try with codes, links, and the bill for messages.

mod budgets;
mod cookie_bomb;
mod dev_outbox_public;
mod enumeration;
mod file_modes;
mod forgeries;
mod formula_matrix;
mod guessable;
mod held_body;
mod host_matrix;
mod idor;
mod mail_injection;
mod mailbox_only;
mod nameless;
mod once;
mod pages;
mod passkeys;
mod programs;
mod requests;
mod scripts;
mod secrets;
mod spellings;
mod strip_while_locked;
mod undo_chain;
mod victim_budget;
mod walk;
