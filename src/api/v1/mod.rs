//! API v1: the shapes that clients from before v4 know, over the rules of v4.

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

pub use assembly::routes;
pub use gate::V1Caller;
