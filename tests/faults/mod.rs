//! What breaks under the program.

pub mod durability;
pub mod together;
