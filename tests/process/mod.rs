//! The program as a process, and its listener as a socket.

mod commands;
mod durability;
mod listener;
