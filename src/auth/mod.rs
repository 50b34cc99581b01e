//! How I get in: signing in and out, first-run set-up, and what a password must be.

pub mod password;
pub mod set_up;
pub mod sign_in;

use crate::web::routes::Routes;

/// The routes of all ways in.
pub fn routes() -> Routes {
    sign_in::routes().and(set_up::routes())
}
