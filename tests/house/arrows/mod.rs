//! The arrows between areas, between nouns, and inside a noun: none runs up, and none in a circle.

mod areas;
mod circles;
mod nouns;
mod siblings;
mod stores;
