//! The older API: the shapes that clients from before v4 know, over the same rules.

mod account;
mod gate;
mod sign_in;
mod team;
mod token;
mod user;
mod user_shape;

pub use gate::V1Caller;

use utoipa::OpenApi;

use super::reference;
use crate::web::routes::Routes;

/// Its routes.
pub fn routes() -> Routes {
    sign_in::routes()
        .and(account::routes())
        .and(team::routes())
        .and(user::routes())
        .and(reference::v1_routes())
}

/// Its description.
pub fn docs() -> utoipa::openapi::OpenApi {
    sign_in::Docs::openapi()
        .merge_from(account::Docs::openapi())
        .merge_from(team::Docs::openapi())
        .merge_from(user::Docs::openapi())
}
