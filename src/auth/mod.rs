//! How I get in: signing in and out, getting back in, set-up, proofs, and what a password must be.

pub mod challenge;
pub mod invitation;
pub mod notice;
pub mod passkey;
pub mod password;
pub mod recovery;
pub mod second_factor;
pub mod set_up;
pub mod sign_in;
pub mod sudo;
pub mod undo;
pub mod verification;
pub mod welcome;
pub mod wizard;

use crate::web::routes::Routes;

/// The routes of all ways in.
pub fn routes() -> Routes {
    sign_in::routes()
        .and(challenge::routes())
        .and(passkey::routes())
        .and(sudo::routes())
        .and(set_up::routes())
        .and(recovery::routes())
        .and(undo::routes())
        .and(verification::routes())
        .and(welcome::routes())
        .and(wizard::routes())
        .and(invitation::routes())
}
