//! Getting in.

mod challenge;
mod enumeration;
mod limits;
mod recovery;
mod sessions;
mod set_up;
mod sign_in;
mod sudo;
mod undo;
