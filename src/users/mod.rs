//! People, whatever their accounts: their names, contacts, channels and preferences.

pub mod channels;
pub mod emails;
pub mod phones;
pub mod preferences;
pub mod profile;
pub mod search;
pub mod verification;

use crate::web::routes::Routes;

/// The routes of mailed links: the cards' own are those of My Settings.
pub fn routes() -> Routes {
    emails::link_routes().and(verification::routes())
}
