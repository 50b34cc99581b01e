//! Getting in.

mod enumeration;
mod limits;
mod recovery;
mod sessions;
mod set_up;
mod sign_in;
