//! The pages of deliveries and of jobs.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use strum::EnumMessage;

use super::store::{self, Delivery, Waiting};
use crate::web::errors::Result;
use crate::web::form::Query;
use crate::web::gate::{Admin, SignedIn};
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::table::{Newest, Table, TableQuery};
use crate::web::viewer::Ctx;

pub fn routes() -> Routes {
    Routes::new().get(paths::DELIVERIES, show).get(paths::JOBS, show_jobs)
}

#[derive(Template)]
#[template(path = "oncall/deliveries/page.html")]
struct DeliveriesPage<'a> {
    ctx: &'a Ctx,
    rows: Vec<Delivery>,
    table: Table<Newest>,
    /// Whether the page shows everyone's deliveries in the account.
    of_account: bool,
}

impl DeliveriesPage<'_> {
    /// Returns the name of a message's kind; for a kind of a later version, its id.
    fn kind(&self, delivery: &Delivery) -> String {
        let id = match delivery.kind.as_str() {
            "phone-code" => "deliveries-kind-phone-code",
            "phone-warning" => "deliveries-kind-security-notice",
            "email-link" => "deliveries-kind-email-link",
            "reset-link" => "deliveries-kind-reset-link",
            "security-notice" => "deliveries-kind-security-notice",
            "channel-test" => "deliveries-kind-channel-test",
            "factor-reset" => "deliveries-kind-factor-reset",
            "set-up-link" => "deliveries-kind-set-up-link",
            "token-reminder" => "deliveries-kind-token-reminder",
            "account-invitation" => "deliveries-kind-account-invitation",
            unknown => return unknown.to_owned(),
        };
        self.ctx.t(id).into_owned()
    }

    fn state(&self, delivery: &Delivery) -> String {
        self.ctx.t(delivery.state.get_message().unwrap_or_default()).into_owned()
    }

    fn channel(&self, delivery: &Delivery) -> String {
        self.ctx.t(delivery.channel.row().title).into_owned()
    }

    fn reason(&self, delivery: &Delivery) -> Option<String> {
        let reason = delivery.reason?.get_message()?;
        Some(self.ctx.t(reason).into_owned())
    }
}

async fn show(me: SignedIn, asked: Query<TableQuery>) -> Result<Response> {
    let mut table = Table::of(paths::DELIVERIES, asked, me.person.rows_per_page);
    let account = me.membership().filter(|membership| membership.is_admin);
    let mut tx = me.app.db.read().await?;
    let found = match &account {
        Some(account) => store::of_account(&mut tx, account.account_id, table.window()).await?,
        None => store::of_user(&mut tx, me.person.user_id, table.window()).await?,
    };
    drop(tx);
    let rows = table.cut(found);
    let of_account = account.is_some();
    let page = DeliveriesPage { ctx: &me.ctx, rows, table, of_account };
    Ok(me.html(StatusCode::OK, page.render()?))
}

#[derive(Template)]
#[template(path = "oncall/deliveries/jobs.html")]
struct JobsPage<'a> {
    ctx: &'a Ctx,
    rows: Vec<Waiting>,
    table: Table<Newest>,
}

impl JobsPage<'_> {
    fn queue(&self, job: &Waiting) -> String {
        self.ctx.t(job.queue.row().title).into_owned()
    }

    fn state(&self, job: &Waiting) -> &'static str {
        match (job.dead_at, job.attempts) {
            (Some(_), _) => "deliveries-job-dead",
            (None, 0) => "deliveries-job-waiting",
            (None, _) => "deliveries-job-again",
        }
    }
}

async fn show_jobs(me: Admin, asked: Query<TableQuery>) -> Result<Response> {
    let mut table = Table::of(paths::JOBS, asked, me.person.rows_per_page);
    let mut tx = me.app.db.read().await?;
    let found = store::jobs(&mut tx, me.account_id(), table.window()).await?;
    drop(tx);
    let rows = table.cut(found);
    let page = JobsPage { ctx: &me.ctx, rows, table };
    Ok(me.html(StatusCode::OK, page.render()?))
}
