//! What breaks under the program.

pub mod durability;
mod locks;
mod log;
pub mod together;
