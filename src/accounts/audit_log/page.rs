//! The page of the audit log, and its download as a file.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use strum::EnumMessage;

use super::{LogEntry, LogQuery};
use crate::accounts::account::Role;
use crate::audit::{self, Event, Topic};
use crate::core::actor::Via;
use crate::core::user_agent;
use crate::platform::clock::TimeSpan;
use crate::platform::i18n::{Message, numbers};
use crate::platform::ids::UserId;
use crate::users::search;
use crate::web::csv::Sheet;
use crate::web::days::Days;
use crate::web::errors::Result;
use crate::web::form::{Choice, Form, Query, all_or_one, choices};
use crate::web::gate::{Admin, Member, SudoAdmin};
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::table::{Newest, Table, TableQuery};
use crate::web::viewer::Ctx;

/// The most lines of a file; a longer log has to be filtered first.
const MOST_LINES: i64 = 100_000;

pub fn routes() -> Routes {
    Routes::new().get(paths::AUDIT, show).post(paths::AUDIT_EXPORT, export)
}

impl LogQuery {
    fn of(table: &Table<Newest>, span: TimeSpan) -> Self {
        Self {
            topic: table.filter("show"),
            via: table.filter("via"),
            person: table.filter("person"),
            words: search::prefixes(&table.q),
            span,
        }
    }
}

/// An entry in the reader's language.
struct Line {
    entry: LogEntry,
    actor: String,
    title: String,
    thing: Option<Thing>,
    /// `None` when the subject is the actor, or the account as a whole.
    subject: Option<String>,
    device: Option<String>,
    via: &'static str,
}

/// The object of an event in the log.
enum Thing {
    /// A name as people gave it.
    Named(String),
    /// Words in the reader's language.
    Worded(String),
}

impl Thing {
    fn into_text(self) -> String {
        match self {
            Self::Named(text) | Self::Worded(text) => text,
        }
    }
}

impl Line {
    fn of(ctx: &Ctx, entry: LogEntry) -> Self {
        let event = entry.event();
        let title = event.as_ref().map_or(Message::new("history-unknown"), Event::title);
        let named = |name: &str| match name {
            "" => ctx.t("audit-deleted-person").into_owned(),
            name => name.to_owned(),
        };
        let subject = (entry.actor_id != Some(entry.subject_id)).then(|| named(&entry.subject));
        let actor = match &entry.actor {
            Some(name) => named(name),
            None if entry.address.is_empty() => ctx.t("history-console").into_owned(),
            None => ctx.t("audit-stranger").into_owned(),
        };
        let device = (!entry.agent.is_empty()).then(|| ctx.text(&user_agent::words(&entry.agent)));
        Self {
            actor,
            title: ctx.text(&title),
            thing: event.as_ref().and_then(|event| thing(ctx, event)),
            subject,
            device,
            via: entry.via.get_message().unwrap_or_default(),
            entry,
        }
    }

    /// Returns the device and the address that it came from, as far as they are known.
    fn from(&self) -> String {
        let address = (!self.entry.address.is_empty()).then(|| self.entry.address.clone());
        let parts: Vec<_> = self.device.clone().into_iter().chain(address).collect();
        parts.join(" · ")
    }
}

fn thing(ctx: &Ctx, event: &Event) -> Option<Thing> {
    match event {
        Event::RolesChanged { roles, .. } if roles.is_empty() => {
            Some(Thing::Worded(ctx.t("audit-no-roles").into_owned()))
        }
        Event::RolesChanged { roles, .. } => {
            let word = |role: &String| match role.parse::<Role>() {
                Ok(role) => ctx.t(role.label()).into_owned(),
                Err(_) => role.clone(),
            };
            let words: Vec<_> = roles.iter().map(word).collect();
            Some(Thing::Worded(numbers::all_of(ctx.lang, &words)))
        }
        Event::MembersImported { count } => {
            let words = ctx.text(&Message::new("audit-people-count").with("count", *count));
            Some(Thing::Worded(words))
        }
        other => other.thing().map(|name| Thing::Named(name.to_owned())),
    }
}

#[derive(Template)]
#[template(path = "accounts/audit_log/page.html")]
struct AuditPage<'a> {
    ctx: &'a Ctx,
    flash: Option<Message>,
    table: Table<Newest>,
    wanted: LogQuery,
    days: Days,
    lines: Vec<Line>,
    /// The name of the person to whom the log is filtered.
    person: Option<String>,
}

impl AuditPage<'_> {
    fn topics(&self) -> Vec<Choice> {
        let topics = choices(self.ctx, |topic: &Topic| self.wanted.topic == Some(*topic));
        all_or_one(self.ctx, "audit-all", topics)
    }

    fn ways(&self) -> Vec<Choice> {
        let ways = choices(self.ctx, |via: &Via| self.wanted.via == Some(*via));
        all_or_one(self.ctx, "audit-all", ways)
    }

    fn is_filtered(&self) -> bool {
        !self.table.q.is_empty() || !self.table.filters.is_empty()
    }

    /// Returns the URL of the log filtered to one person, as actor or subject.
    fn of_person(&self, id: &UserId) -> String {
        paths::of_person(paths::AUDIT, id)
    }
}

async fn show(me: Admin, asked: Query<TableQuery>) -> Result<Response> {
    let flash = me.take_flash().await?;
    page(&me, flash, asked).await
}

/// Answers with the page; without any entries while its days are invalid.
async fn page(me: &Member, flash: Option<Message>, asked: Query<TableQuery>) -> Result<Response> {
    let mut table = Table::of(paths::AUDIT, asked, me.person.rows_per_page);
    let days = Days::of(&table);
    let Some(span) = days.span(&me.person.time_zone) else {
        let wanted = LogQuery::of(&table, TimeSpan::default());
        let (lines, person) = (Vec::new(), None);
        let page = AuditPage { ctx: &me.ctx, flash, table, wanted, days, lines, person };
        return Ok(me.html(StatusCode::UNPROCESSABLE_ENTITY, page.render()?));
    };
    let wanted = LogQuery::of(&table, span);
    let mut tx = me.app.db.read().await?;
    let found = super::list(&mut tx, me.account_id(), &wanted, table.wanted()).await?;
    drop(tx);
    let lines: Vec<_> =
        table.take(found).into_iter().map(|entry| Line::of(&me.ctx, entry)).collect();
    let person = wanted.person.and_then(|person| {
        let of = |line: &&Line| line.entry.subject_id == person;
        let by = |line: &&Line| line.entry.actor_id == Some(person);
        let subject = lines.iter().find(of).map(|line| line.entry.subject.clone());
        subject.or_else(|| lines.iter().find(by).map(|line| line.actor.clone()))
    });
    let page = AuditPage { ctx: &me.ctx, flash, table, wanted, days, lines, person };
    Ok(me.html(StatusCode::OK, page.render()?))
}

async fn export(me: SudoAdmin, Form(asked): Form<TableQuery>) -> Result<Response> {
    me.count_export()?;
    let table = Table::of(paths::AUDIT, Query(asked.clone()), MOST_LINES);
    let Some(span) = Days::of(&table).span(&me.person.time_zone) else {
        return page(&me, None, Query(asked)).await;
    };
    let wanted = LogQuery::of(&table, span);
    let mut change = me.change().await?;
    audit::record(&mut change, me.person.user_id, &Event::AuditExported).await?;
    change.commit().await?;
    let mut tx = me.app.db.read().await?;
    let found = super::newest(&mut tx, me.account_id(), &wanted, MOST_LINES).await?;
    drop(tx);
    let heads = [
        "audit-column-when",
        "audit-column-who",
        "audit-column-what",
        "audit-column-thing",
        "audit-column-whom",
        "audit-column-address",
        "audit-column-device",
        "audit-column-via",
        "audit-column-number",
    ];
    let mut sheet = Sheet::new(me.lang, heads.map(|head| me.t(head).into_owned()))?;
    for entry in found {
        let line = Line::of(&me.ctx, entry);
        sheet.line([
            line.entry.created_at.to_jiff().to_string(),
            line.actor,
            line.title,
            line.thing.map(Thing::into_text).unwrap_or_default(),
            line.subject.unwrap_or_default(),
            line.entry.address,
            line.device.unwrap_or_default(),
            me.t(line.via).into_owned(),
            line.entry.id.to_string(),
        ])?;
    }
    sheet.into_response("callbook-audit.csv")
}
