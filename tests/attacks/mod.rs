//! What an attacker would try with codes, links, and the bill for messages.

mod budgets;
mod enumeration;
mod once;
mod passkeys;
mod requests;
mod scripts;
mod secrets;
mod spellings;
mod walk;
