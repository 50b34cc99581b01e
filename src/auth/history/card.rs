//! The card of the person's security history.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use crate::audit::{self, Event, EventSource, HistoryEntry};
use crate::core::stamp::Stamp;
use crate::core::user_agent;
use crate::platform::clock::Timestamp;
use crate::platform::i18n::Message;
use crate::platform::ids::AuditId;
use crate::web::card::{Card, CardFrame, RailEntry, Section};
use crate::web::errors::Result;
use crate::web::form::Query;
use crate::web::gate::SignedIn;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

/// The most characters of a reference number.
const RECEIPT_CHARS: usize = 40;
/// The number of events on the card.
const LATEST: i64 = 20;

pub static SECTION: Section = Section {
    path: paths::HISTORY,
    slug: "history",
    title: "history-title",
    rail: Some(RailEntry { icon: "history", synonyms: Some("history-synonyms") }),
    routes: || Routes::new().get(paths::RECEIPT, show_receipt),
    card: |me, tx| {
        Box::pin(async {
            let entries = audit::history(tx, me.person.user_id, LATEST).await?;
            let frame = CardFrame::new(me, &SECTION, Stamp::default());
            let lines = entries.iter().map(|entry| Line::of(&me.ctx, entry)).collect();
            Card::render(&SECTION, &HistoryCard { frame, lines }).map(Some)
        })
    },
};

/// An event as the card shows it.
struct Line {
    id: AuditId,
    title: String,
    thing: Option<String>,
    at: Timestamp,
    /// The browser and the address, the server's console, or an administrator.
    origin: String,
}

impl Line {
    fn of(ctx: &Ctx, entry: &HistoryEntry) -> Self {
        let event = entry.event();
        let title = event.as_ref().map_or(Message::new("history-unknown"), Event::title);
        let origin = match entry.source() {
            EventSource::Browser { agent, address } => {
                format!("{} · {address}", ctx.text(&user_agent::words(&agent)))
            }
            EventSource::Console => ctx.t("history-console").into_owned(),
            EventSource::Other => ctx.t("history-by-other").into_owned(),
        };
        Self {
            id: entry.id,
            title: ctx.text(&title),
            thing: event.and_then(|event| event.thing().map(str::to_owned)),
            at: entry.created_at,
            origin,
        }
    }
}

#[derive(Template)]
#[template(path = "auth/history/card.html")]
struct HistoryCard<'a> {
    frame: CardFrame<'a>,
    lines: Vec<Line>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    number: String,
}

/// The event that a reference number names.
#[derive(Template)]
#[template(path = "auth/history/receipt.html")]
struct ReceiptPage<'a> {
    ctx: &'a Ctx,
    number: String,
    line: Option<Line>,
}

async fn show_receipt(me: SignedIn, Query(asked): Query<Asked>) -> Result<Response> {
    let number: String =
        asked.number.chars().filter(|c| !c.is_control()).take(RECEIPT_CHARS).collect();
    let number = number.trim().to_owned();
    let entry = match number.parse() {
        Ok(receipt) => {
            let mut tx = me.app.db.read().await?;
            audit::find(&mut tx, me.person.user_id, receipt).await?
        }
        Err(_) => None,
    };
    let status = if entry.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let line = entry.map(|entry| Line::of(&me.ctx, &entry));
    Ok(me.html(status, ReceiptPage { ctx: &me.ctx, number, line }.render()?))
}
