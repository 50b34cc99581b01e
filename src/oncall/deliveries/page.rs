//! The pages of deliveries and of jobs.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use strum::EnumMessage;

use super::store::{self, Delivery, Waiting};
use crate::web::ctx::Ctx;
use crate::web::error::Result;
use crate::web::form::Query;
use crate::web::gate::{Admin, SignedIn};
use crate::web::routes::Routes;
use crate::web::url;

/// Its routes.
pub fn routes() -> Routes {
    Routes::new().get(url::DELIVERIES, show).get(url::JOBS, show_jobs)
}

/// Which page of a table was asked for.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    page: Option<String>,
}

/// A page of a table, and the pages beside it.
struct Paging {
    page: i64,
    has_more: bool,
}

impl Paging {
    /// Rows to fetch, one more than are shown, and how many to skip.
    fn window(&self, rows: i64) -> (i64, i64) {
        (rows + 1, (self.page - 1) * rows)
    }

    fn of(asked: &Asked) -> Self {
        let page = asked.page.as_deref().and_then(|page| page.parse().ok());
        // So far back nobody reads, and no product overflows.
        Self { page: page.unwrap_or(1).clamp(1, 1_000_000), has_more: false }
    }

    /// Keeps what is shown, and notes whether there is more.
    fn cut<T>(&mut self, rows: i64, mut found: Vec<T>) -> Vec<T> {
        let rows = usize::try_from(rows).unwrap_or(usize::MAX);
        self.has_more = found.len() > rows;
        found.truncate(rows);
        found
    }

    fn newer(&self, path: &str) -> Option<String> {
        (self.page > 1).then(|| format!("{path}?page={}", self.page - 1))
    }

    fn older(&self, path: &str) -> Option<String> {
        self.has_more.then(|| format!("{path}?page={}", self.page + 1))
    }
}

#[derive(Template)]
#[template(path = "oncall/deliveries.html")]
struct DeliveriesPage<'a> {
    ctx: &'a Ctx,
    rows: Vec<Delivery>,
    paging: Paging,
    /// Whether they are everyone's in the account.
    of_account: bool,
}

impl DeliveriesPage<'_> {
    /// What a message is about; kinds that this version does not know show their name.
    fn kind(&self, delivery: &Delivery) -> String {
        let id = match delivery.kind.as_str() {
            "phone-code" => "deliveries-kind-phone-code",
            "email-link" => "deliveries-kind-email-link",
            "reset-link" => "deliveries-kind-reset-link",
            "security-notice" => "deliveries-kind-security-notice",
            "channel-test" => "deliveries-kind-channel-test",
            unknown => return unknown.to_owned(),
        };
        self.ctx.t(id).into_owned()
    }

    fn state(&self, delivery: &Delivery) -> String {
        self.ctx.t(delivery.state.get_message().unwrap_or_default()).into_owned()
    }

    fn channel(&self, delivery: &Delivery) -> String {
        self.ctx.t(delivery.channel.get_message().unwrap_or_default()).into_owned()
    }

    fn reason(&self, delivery: &Delivery) -> Option<String> {
        let reason = delivery.reason?.get_message()?;
        Some(self.ctx.t(reason).into_owned())
    }
}

async fn show(me: SignedIn, Query(asked): Query<Asked>) -> Result<Response> {
    let mut paging = Paging::of(&asked);
    let rows = me.person.rows_per_page;
    let account = me.membership().filter(|membership| membership.is_admin);
    let mut tx = me.app.db.read().await?;
    let found = match &account {
        Some(account) => {
            store::of_account(&mut tx, account.account_id, paging.window(rows)).await?
        }
        None => store::of_user(&mut tx, me.person.user_id, paging.window(rows)).await?,
    };
    drop(tx);
    let rows = paging.cut(rows, found);
    let of_account = account.is_some();
    let page = DeliveriesPage { ctx: &me.ctx, rows, paging, of_account };
    Ok(me.html(StatusCode::OK, page.render()?))
}

#[derive(Template)]
#[template(path = "oncall/jobs.html")]
struct JobsPage<'a> {
    ctx: &'a Ctx,
    rows: Vec<Waiting>,
    paging: Paging,
}

impl JobsPage<'_> {
    fn lane(&self, job: &Waiting) -> String {
        self.ctx.t(job.lane.get_message().unwrap_or_default()).into_owned()
    }

    fn state(&self, job: &Waiting) -> &'static str {
        match (job.dead_at, job.attempts) {
            (Some(_), _) => "deliveries-job-dead",
            (None, 0) => "deliveries-job-waiting",
            (None, _) => "deliveries-job-again",
        }
    }
}

async fn show_jobs(admin: Admin, Query(asked): Query<Asked>) -> Result<Response> {
    let me = &admin.me;
    let mut paging = Paging::of(&asked);
    let rows = me.person.rows_per_page;
    let mut tx = me.app.db.read().await?;
    let found = store::jobs(&mut tx, admin.account, paging.window(rows)).await?;
    drop(tx);
    let rows = paging.cut(rows, found);
    let page = JobsPage { ctx: &me.ctx, rows, paging };
    Ok(me.html(StatusCode::OK, page.render()?))
}
