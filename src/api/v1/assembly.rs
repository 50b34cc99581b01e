//! The routes and the OpenAPI document of API v1, collected from its files.

use utoipa::OpenApi;

use super::{account, sign_in, team, user};
use crate::web::routes::Routes;

pub fn routes() -> Routes {
    sign_in::routes().and(account::routes()).and(team::routes()).and(user::routes())
}

pub fn docs() -> utoipa::openapi::OpenApi {
    sign_in::Docs::openapi()
        .merge_from(account::Docs::openapi())
        .merge_from(team::Docs::openapi())
        .merge_from(user::Docs::openapi())
}
