//! The pages of deliveries and of jobs.

use std::collections::HashMap;

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use strum::EnumMessage;

use super::store::{self, AlertOf, Delivery, MessageQuery, Waiting, Whose};
use crate::messaging::Channel;
use crate::messaging::ledger::DeliveryState;
use crate::messaging::queue::Queue;
use crate::platform::ids::DeliveryId;
use crate::users::search;
use crate::web::days::Days;
use crate::web::errors::Result;
use crate::web::form::{Choice, Query, all_or_one, choices};
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
    alerts: HashMap<DeliveryId, AlertOf>,
    table: Table<Newest>,
    wanted: MessageQuery,
    days: Days,
    /// The name of the person to whom the list is filtered.
    person: Option<String>,
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
            "alert-count" => "deliveries-kind-alert-count",
            "alert-sender" => "deliveries-kind-alert-sender",
            "alert" => match self.alert(delivery) {
                Some(alert) => return self.ctx.text(&alert.words()),
                None => "deliveries-kind-alert",
            },
            "factor-reset" => "deliveries-kind-factor-reset",
            "set-up-link" => "deliveries-kind-set-up-link",
            "token-reminder" => "deliveries-kind-token-reminder",
            "account-invitation" => "deliveries-kind-account-invitation",
            unknown => return unknown.to_owned(),
        };
        self.ctx.t(id).into_owned()
    }

    /// Returns the alert of the account that a message is about.
    fn alert(&self, delivery: &Delivery) -> Option<&AlertOf> {
        self.alerts.get(&delivery.id)
    }

    fn alert_path(&self, alert: &AlertOf) -> String {
        paths::of(paths::ALERT, &alert.alert_id)
    }

    /// Tells whether the page shows everyone's messages in the account.
    fn of_account(&self) -> bool {
        matches!(self.wanted.whose, Whose::Account(_))
    }

    fn is_filtered(&self) -> bool {
        !self.table.filters.is_empty() || (self.of_account() && !self.table.q.is_empty())
    }

    fn channels(&self) -> Vec<Choice> {
        let choice = |channel: Channel| {
            let label = self.ctx.t(channel.row().title).into_owned();
            Choice::ours(channel.as_ref(), label, self.wanted.channel == Some(channel))
        };
        all_or_one(self.ctx, "deliveries-all", Channel::sending().map(choice).collect())
    }

    fn states(&self) -> Vec<Choice> {
        let chosen = self.wanted.state;
        let states = choices(self.ctx, |state: &DeliveryState| chosen == Some(*state));
        all_or_one(self.ctx, "deliveries-all", states)
    }

    /// Returns the URL of the list filtered to one person.
    fn of_person(&self, delivery: &Delivery) -> String {
        paths::of_person(paths::DELIVERIES, &delivery.user_id)
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
    let days = Days::of(&table);
    let span = days.span(&me.person.time_zone);
    let account = me.membership().filter(|membership| membership.is_admin);
    let wanted = MessageQuery {
        whose: match account {
            Some(account) => Whose::Account(account.account_id),
            None => Whose::Person(me.person.user_id),
        },
        channel: table.filter("via"),
        state: table.filter("show"),
        person: table.filter("person"),
        words: search::prefixes(&table.q),
        span: span.unwrap_or_default(),
    };
    let (mut rows, mut alerts) = (Vec::new(), HashMap::new());
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if span.is_some() {
        let mut tx = me.app.db.read().await?;
        rows = table.take(store::list(&mut tx, &wanted, table.wanted()).await?);
        if let Some(account) = me.current_account() {
            alerts = store::alerts(&mut tx, account, &rows).await?;
        }
        status = StatusCode::OK;
    }
    let person = wanted.person.and_then(|_| rows.first().map(|row| row.name.clone()));
    let page = DeliveriesPage { ctx: &me.ctx, rows, alerts, table, wanted, days, person };
    Ok(me.html(status, page.render()?))
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
        let title = match job.queue {
            Queue::Work => "deliveries-queue-work",
            Queue::Of(channel) => channel.row().title,
        };
        self.ctx.t(title).into_owned()
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
    let found = store::jobs(&mut tx, me.account_id(), table.wanted()).await?;
    drop(tx);
    let rows = table.take(found);
    let page = JobsPage { ctx: &me.ctx, rows, table };
    Ok(me.html(StatusCode::OK, page.render()?))
}
