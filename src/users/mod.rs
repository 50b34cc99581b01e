//! Users, whatever their accounts: names, contacts, channels and preferences.

pub mod avatars;
pub mod channels;
pub mod emails;
pub mod phones;
pub mod preferences;
pub mod profile;
pub mod search;
pub mod verification;

use crate::web::routes::Routes;

/// The routes of mailed links and of pictures. Those of cards are joined in `settings`.
pub fn routes() -> Routes {
    avatars::routes().and(emails::link_routes()).and(verification::routes())
}
