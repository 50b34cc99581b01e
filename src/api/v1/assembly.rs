//! The operations of API v1, collected from its files.

use super::{account, sign_in, team, user};
use crate::web::routes::Routes;

pub fn routes() -> Routes {
    sign_in::routes().and(account::routes()).and(team::routes()).and(user::routes())
}
