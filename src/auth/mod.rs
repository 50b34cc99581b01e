//! How people sign in, reauthenticate and recover, and how their programs authenticate.

pub mod activation;
pub mod api_tokens;
pub mod first_run;
pub mod history;
pub mod onboarding;
pub mod passkeys;
pub mod password;
pub mod reauth;
pub mod recovery;
pub mod second_factor;
pub mod sessions;
pub mod sign_in;
pub mod undo;
pub mod your_data;

use crate::web::routes::Routes;

/// The routes of all pages of the area. Those of cards are joined in `settings`.
pub fn routes() -> Routes {
    sign_in::routes()
        .and(sign_in::second_step::routes())
        .and(passkeys::routes())
        .and(reauth::routes())
        .and(first_run::routes())
        .and(recovery::routes())
        .and(undo::routes())
        .and(activation::routes())
        .and(onboarding::routes())
        .and(second_factor::reset::routes())
}
