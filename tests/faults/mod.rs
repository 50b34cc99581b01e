//! What breaks under the program.

pub mod durability;
mod locks;
pub mod together;
