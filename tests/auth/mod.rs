//! Getting in.

mod answer;
mod challenge;
mod enumeration;
pub mod invitation;
mod limits;
mod recovery;
mod sessions;
mod set_up;
mod sign_in;
mod sudo;
mod undo;
mod welcome;
mod wizard;
