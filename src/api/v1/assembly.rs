//! The routes of the older API, and its description.

use utoipa::OpenApi;

use super::{account, sign_in, team, user};
use crate::web::routes::Routes;

/// Its routes.
pub fn routes() -> Routes {
    sign_in::routes().and(account::routes()).and(team::routes()).and(user::routes())
}

/// Its description.
pub fn docs() -> utoipa::openapi::OpenApi {
    sign_in::Docs::openapi()
        .merge_from(account::Docs::openapi())
        .merge_from(team::Docs::openapi())
        .merge_from(user::Docs::openapi())
}
