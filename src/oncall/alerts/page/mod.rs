//! The table of an account's alerts.

mod handoff;
mod lines;
mod link;
mod mass;
mod new;
mod one;

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use strum::EnumMessage;

use crate::accounts::{account, teams};
use crate::oncall::alerts::{self, ALERTS, AlertQuery, AlertRow, AlertStatus, Urgency};
use crate::platform::i18n::Message;
use crate::platform::ids::{AlertId, TeamId};
use crate::web::errors::Result;
use crate::web::form::{Choice, Query, all_or_one, choices};
use crate::web::gate::Member;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::table::{Newest, Table, TableQuery};
use crate::web::viewer::Ctx;

pub fn routes() -> Routes {
    Routes::new()
        .get(paths::ALERTS, show)
        .and(new::routes())
        .and(mass::routes())
        .and(one::routes())
        .and(handoff::routes())
        .and(link::routes())
}

/// The filter of alerts by the reader's part in them.
#[derive(Clone, Copy, PartialEq, Eq, strum::EnumString, strum::AsRefStr)]
#[strum(serialize_all = "lowercase")]
enum Mine {
    Mine,
}

#[derive(Template)]
#[template(path = "oncall/alerts/page.html")]
struct AlertsPage<'a> {
    ctx: &'a Ctx,
    flash: Option<Message>,
    table: Table<Newest>,
    rows: Vec<AlertRow>,
    teams: Vec<(TeamId, String)>,
    total: i64,
    is_admin: bool,
}

impl AlertsPage<'_> {
    fn statuses(&self) -> Vec<Choice> {
        let wanted = self.table.filter("show");
        let statuses = choices(self.ctx, |status: &AlertStatus| wanted == Some(*status));
        all_or_one(self.ctx, "alerts-all", statuses)
    }

    fn urgencies(&self) -> Vec<Choice> {
        let wanted = self.table.filter("via");
        let urgencies = choices(self.ctx, |urgency: &Urgency| wanted == Some(*urgency));
        all_or_one(self.ctx, "alerts-all", urgencies)
    }

    fn readers(&self) -> Vec<Choice> {
        let mine = Choice {
            value: Mine::Mine.as_ref().to_owned(),
            label: self.ctx.t("alerts-mine").into_owned(),
            chosen: self.table.filter::<Mine>("person").is_some(),
            lang: None,
        };
        all_or_one(self.ctx, "alerts-everyones", vec![mine])
    }

    fn teams(&self) -> Vec<Choice> {
        let wanted = self.table.filter::<TeamId>("team");
        let choice = |(id, name): &(TeamId, String)| Choice {
            value: id.to_string(),
            label: name.clone(),
            chosen: wanted == Some(*id),
            lang: None,
        };
        all_or_one(self.ctx, "alerts-all", self.teams.iter().map(choice).collect())
    }

    fn is_filtered(&self) -> bool {
        !self.table.q.is_empty() || !self.table.filters.is_empty()
    }

    fn has_none(&self) -> bool {
        self.total == 0
    }

    fn path(&self, id: &AlertId) -> String {
        paths::of(paths::ALERT, id)
    }

    fn status(&self, row: &AlertRow) -> &'static str {
        row.alert.status.get_message().unwrap_or_default()
    }

    fn urgency(&self, row: &AlertRow) -> &'static str {
        row.alert.urgency.get_message().unwrap_or_default()
    }
}

async fn show(me: Member, asked: Query<TableQuery>) -> Result<Response> {
    let flash = me.take_flash().await?;
    let mut table = Table::of(paths::ALERTS, asked, me.person.rows_per_page);
    let mut wanted = AlertQuery::all(me.person.user_id);
    wanted.sought(&table.q);
    wanted.status = table.filter("show");
    wanted.urgency = table.filter("via");
    wanted.team = table.filter("team");
    wanted.is_mine = table.filter::<Mine>("person").is_some();
    let account = me.account_id();
    let mut tx = me.app.db.read().await?;
    let found = alerts::list(&mut tx, account, &wanted, table.wanted()).await?;
    let total = account::total(&mut tx, account, ALERTS).await?;
    let teams = teams::list_of(&mut tx, account).await?;
    drop(tx);
    let rows = table.take(found);
    let is_admin = me.account.is_admin;
    let page = AlertsPage { ctx: &me.ctx, flash, table, rows, teams, total, is_admin };
    Ok(me.html(StatusCode::OK, page.render()?))
}
