//! The older API: the shapes that clients from before v4 know, over the same rules.

mod account;
mod assembly;
mod gate;
mod select;
mod sign_in;
mod team;
mod token;
mod user;
mod user_body;
mod user_object;

pub use assembly::{docs, routes};
pub use gate::V1Caller;
