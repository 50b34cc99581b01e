//! The arrows between areas, between nouns, and inside a noun: none to the left, and no circles.

mod areas;
mod circles;
mod nouns;
mod siblings;
mod stores;
