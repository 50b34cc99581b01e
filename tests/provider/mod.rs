//! SMS, calls, webhooks and numbers against Twilio's description, the official SDKs, and Google's rules.

mod mail_hook;
mod numbers;
mod parts;
mod twilio;
mod webhooks;
