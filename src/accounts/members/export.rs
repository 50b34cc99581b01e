//! The members of an account as a CSV file, which can be imported again.

use axum::response::Response;

use super::{MemberQuery, Show};
use crate::audit::{self, Event};
use crate::platform::db::list::Direction;
use crate::users::search::{Sort, Sought};
use crate::web::csv::Sheet;
use crate::web::errors::Result;
use crate::web::gate::SudoAdmin;
use crate::web::paths;
use crate::web::routes::Routes;

/// The column names, the same in every language because programs read them too.
const HEADS: [&str; 8] =
    ["number", "name", "email", "phone", "roles", "teams", "owner", "last_sign_in"];

/// Its route.
pub fn routes() -> Routes {
    Routes::new().post(paths::USER_EXPORT, export)
}

async fn export(me: SudoAdmin) -> Result<Response> {
    me.count_export()?;
    let account = me.account_id();
    let mut change = me.change().await?;
    audit::record(&mut change, me.person.user_id, &Event::MembersExported).await?;
    change.commit().await?;
    let mut tx = me.app.db.read().await?;
    let everyone = MemberQuery {
        sought: Sought::Words(Vec::new()),
        show: Show::All,
        sort: Sort::Number,
        direction: Direction::Asc,
        lang: me.lang,
    };
    let people = super::store::list_all(&mut tx, account, &everyone).await?;
    let more = super::store::phones_and_teams(&mut tx, account).await?;
    drop(tx);
    let mut sheet = Sheet::new(me.lang, HEADS.map(str::to_owned))?;
    for row in people {
        let (phone, teams) = more.get(&row.id).cloned().unwrap_or_default();
        let roles: Vec<_> = row.roles.list().iter().map(|role| role.as_ref().to_owned()).collect();
        sheet.line([
            row.tiny_id.to_string(),
            row.name,
            row.email.unwrap_or_default(),
            phone,
            roles.join(";"),
            teams.join(";"),
            row.is_owner.to_string(),
            row.last_sign_in_at.map(|at| at.to_jiff().to_string()).unwrap_or_default(),
        ])?;
    }
    sheet.into_response("callbook-users.csv")
}
