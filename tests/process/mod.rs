//! The program as a process, and its listener as a socket.

pub mod commands;
mod durability;
mod listener;
mod programs;
mod together;
