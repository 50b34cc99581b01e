//! When and how people are reached.

mod deliveries;
