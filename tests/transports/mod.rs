//! Messages that leave by the real transports, to real parts and to ones that fail.

mod carrier;
mod faults;
pub mod parts;
mod smtp;
