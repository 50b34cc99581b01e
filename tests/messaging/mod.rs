//! Messages that leave by the real transports, to real parts and to ones that fail.

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
