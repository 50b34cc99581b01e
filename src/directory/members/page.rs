//! The table of an account's people.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use tower_sessions::Session;

use super::{Row, Show, contacts, export, import, new, person};
use crate::auth::invitation::{self, Pending};
use crate::directory::accounts::{self, MEMBERS};
use crate::directory::search::{Sort, Sought};
use crate::i18n::Message;
use crate::web::ctx::Ctx;
use crate::web::error::Result;
use crate::web::form::Query;
use crate::web::gate::Member;
use crate::web::person::initials;
use crate::web::routes::Routes;
use crate::web::table::{Asked, Table};
use crate::web::url;

/// Its routes, and those of the pages that it leads to.
pub fn routes() -> Routes {
    Routes::new()
        .get(url::USERS, show)
        .and(export::routes())
        .and(import::routes())
        .and(new::routes())
        .and(person::routes())
        .and(contacts::routes())
}

#[derive(Template)]
#[template(path = "directory/users.html")]
struct UsersPage<'a> {
    ctx: &'a Ctx,
    notice: Option<Message>,
    table: Table<Sort>,
    show: Show,
    rows: Vec<Row>,
    total: i64,
    /// Who was asked in and has not answered.
    invitations: Vec<Pending>,
    can_manage: bool,
    me: &'a Member,
}

impl UsersPage<'_> {
    fn path(&self, row: &Row) -> String {
        url::of(url::USER, &row.id)
    }

    fn removal(&self, row: &Row) -> String {
        url::of(url::USER_REMOVAL, &row.id)
    }

    fn has_pills(&self, row: &Row) -> bool {
        row.is_owner || row.welcomed_at.is_none() || !row.roles.list().is_empty()
    }

    fn is_me(&self, row: &Row) -> bool {
        row.user_id == self.me.person.user_id
    }

    /// Where a form about an invitation posts.
    fn of_invitation(&self, path: &str, invitation: &Pending) -> String {
        self.ctx.of_account(&url::of(path, &invitation.id))
    }

    fn is_over(&self, invitation: &Pending) -> bool {
        invitation.expires_at <= self.ctx.now
    }

    fn initials(&self, row: &Row) -> String {
        initials(&row.name)
    }

    fn count(&self) -> Message {
        Message::new("users-count").with("count", self.total)
    }

    fn show_url(&self, show: Show) -> String {
        match show {
            Show::All => url::USERS.to_owned(),
            Show::Unfinished => format!("{}?show={}", url::USERS, show.as_ref()),
        }
    }
}

async fn show(me: Member, session: Session, asked: Query<Asked>) -> Result<Response> {
    let notice = me.take_notice(&session).await?;
    let mut table = Table::of(url::USERS, asked, me.person.rows_per_page);
    let show = table.filter("show").unwrap_or_default();
    let sought = Sought::from(table.q.as_str());
    let mut tx = me.app.db.read().await?;
    let order = (table.sort, table.direction, me.lang);
    let which = (&sought, show);
    let found = super::list(&mut tx, me.account_id(), which, order, Some(table.window())).await?;
    let total = accounts::total(&mut tx, me.account_id(), MEMBERS).await?;
    let can_manage = me.account.is_admin;
    let is_first = table.page == 1 && table.q.is_empty();
    let invitations = match can_manage && is_first {
        true => invitation::pending(&mut tx, me.account_id()).await?,
        false => Vec::new(),
    };
    drop(tx);
    let rows = table.cut(found);
    let page = UsersPage {
        ctx: &me.ctx,
        notice,
        table,
        show,
        rows,
        total,
        invitations,
        can_manage,
        me: &me,
    };
    Ok(me.html(StatusCode::OK, page.render()?))
}
