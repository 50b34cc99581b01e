//! When and how people are reached.

mod deliveries;
mod words;
