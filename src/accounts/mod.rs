//! Accounts and what belongs to them: settings, members, invitations, teams, owner and audit log.

pub mod account;
pub mod audit_log;
pub mod invitations;
pub mod members;
pub mod ownership;
pub mod settings;
pub mod teams;

use crate::web::routes::Routes;

/// The routes of all pages of the area.
pub fn routes() -> Routes {
    members::routes()
        .and(teams::routes())
        .and(teams::team::routes())
        .and(audit_log::routes())
        .and(account::routes())
        .and(settings::routes())
        .and(ownership::routes())
        .and(invitations::routes())
}
