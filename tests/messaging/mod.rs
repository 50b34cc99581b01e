//! Messages sent by the real transports, to real parts and to failing ones.

pub mod at_once;
pub mod carrier;
pub mod email;
pub mod faults;
pub mod health;
pub mod parts;
pub mod patience;
pub mod refusals;
pub mod sms;
mod tls;
pub mod twilio;
pub mod voice;
pub mod words;
