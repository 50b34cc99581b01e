//! The floor, as seen from outside.

mod attacks;
mod errors;
mod well_known;
