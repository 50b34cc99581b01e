//! Messages that leave by the real transports, to real parts and to ones that fail.

pub mod parts;
mod smtp;
