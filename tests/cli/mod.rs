//! The commands, and the program as a process.

pub mod commands;
pub mod configurations;
pub mod demo;
pub mod listener;
pub mod programs;
