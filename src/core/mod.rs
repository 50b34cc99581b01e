//! The kit of rules, without HTTP: changes, actors, origins, limits, links, personal data.

pub mod actor;
pub mod change;
pub mod cleanup;
pub mod filled;
pub mod limits;
pub mod links;
pub mod mood;
pub mod operator;
pub mod origin;
pub mod personal_data;
pub mod rotation;
pub mod session;
pub mod stamp;
pub mod text;
pub mod theme;
pub mod user_agent;
pub mod web_address;
