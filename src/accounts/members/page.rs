//! The table of an account's members.

use std::collections::HashMap;

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::reach::ReachPill;
use super::{MemberQuery, MemberRow, Show, export, import, new, person};
use crate::accounts::account::{self, MEMBERS};
use crate::accounts::invitations::{self, PendingInvitation};
use crate::platform::i18n::Message;
use crate::platform::ids::UserId;
use crate::users::channels::Reachability;
use crate::users::search::{Sort, Sought};
use crate::web::errors::Result;
use crate::web::form::Query;
use crate::web::gate::Member;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::table::{Table, TableQuery};
use crate::web::viewer::Ctx;

/// The routes of the table and of the pages below it.
pub fn routes() -> Routes {
    Routes::new()
        .get(paths::USERS, show)
        .and(export::routes())
        .and(import::routes())
        .and(person::routes())
        .and(new::routes())
}

#[derive(Template)]
#[template(path = "accounts/members/page.html")]
struct UsersPage<'a> {
    ctx: &'a Ctx,
    flash: Option<Message>,
    table: Table<Sort>,
    show: Show,
    rows: Vec<MemberRow>,
    reachability: HashMap<UserId, Reachability>,
    total: i64,
    /// Unanswered invitations.
    invitations: Vec<PendingInvitation>,
    can_manage: bool,
    me: &'a Member,
}

impl UsersPage<'_> {
    fn path(&self, row: &MemberRow) -> String {
        paths::of(paths::USER, &row.id)
    }

    fn removal(&self, row: &MemberRow) -> String {
        paths::of(paths::USER_REMOVAL, &row.id)
    }

    fn has_roles(&self, row: &MemberRow) -> bool {
        row.is_owner || !row.roles.list().is_empty()
    }

    fn reach(&self, row: &MemberRow) -> Option<ReachPill> {
        self.reachability.get(&row.user_id).map(|found| ReachPill::of(self.ctx, found))
    }

    fn is_me(&self, row: &MemberRow) -> bool {
        row.user_id == self.me.person.user_id
    }

    /// Returns the URL that a form about an invitation posts to.
    fn of_invitation(&self, path: &str, invitation: &PendingInvitation) -> String {
        self.ctx.of_account(&paths::of(path, &invitation.id))
    }

    fn is_over(&self, invitation: &PendingInvitation) -> bool {
        invitation.expires_at <= self.ctx.now
    }

    fn count(&self) -> Message {
        Message::new("users-count").with("count", self.total)
    }

    fn open_invitations(&self) -> Message {
        let count = i64::try_from(self.invitations.len()).unwrap_or(i64::MAX);
        Message::new("users-invitations").with("count", count)
    }

    fn show_url(&self, show: Show) -> String {
        match show {
            Show::All => paths::USERS.to_owned(),
            Show::Unfinished => format!("{}?show={}", paths::USERS, show.as_ref()),
        }
    }
}

async fn show(me: Member, asked: Query<TableQuery>) -> Result<Response> {
    let flash = me.take_flash().await?;
    let mut table = Table::of(paths::USERS, asked, me.person.rows_per_page);
    let wanted = MemberQuery {
        sought: Sought::from(table.q.as_str()),
        show: table.filter("show").unwrap_or_default(),
        sort: table.sort,
        direction: table.direction,
        lang: me.lang,
    };
    let mut tx = me.app.db.read().await?;
    let found = super::list(&mut tx, me.account_id(), &wanted, table.wanted()).await?;
    let rows = table.take(found);
    let total = account::total(&mut tx, me.account_id(), MEMBERS).await?;
    let can_manage = me.account.is_admin;
    let is_first = table.page == 1 && table.q.is_empty();
    let invitations = match can_manage && is_first {
        true => invitations::pending(&mut tx, me.account_id()).await?,
        false => Vec::new(),
    };
    let users: Vec<_> = rows.iter().map(|row| row.user_id).collect();
    let transports = &me.app.transports;
    let reachability = Reachability::of_all(&mut tx, &users, me.account_id(), transports).await?;
    drop(tx);
    let page = UsersPage {
        ctx: &me.ctx,
        flash,
        table,
        show: wanted.show,
        rows,
        reachability,
        total,
        invitations,
        can_manage,
        me: &me,
    };
    Ok(me.html(StatusCode::OK, page.render()?))
}
