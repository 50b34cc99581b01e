//! The card of my security history.

use askama::Template;

use crate::auth::notice::{self, Entry};
use crate::i18n::Message;
use crate::web::card::{Card, Frame, Section};
use crate::web::form::Stamp;
use crate::web::routes::Routes;
use crate::web::{device, url};

/// Events on the card.
const LATEST: i64 = 20;

/// Its place on My Settings.
pub static SECTION: Section = Section {
    path: url::HISTORY,
    slug: "history",
    title: "history-title",
    synonyms: "history-synonyms",
    icon: "history",
    routes: Routes::new,
    card: |me, tx| {
        Box::pin(async {
            let entries = notice::history(tx, me.person.user_id, LATEST).await?;
            let mut frame = Frame::new(&me.ctx, &SECTION, Stamp::default());
            frame.ids.extend(entries.iter().map(|entry| ("audit", entry.id.to_string())));
            Card::render(&SECTION, &HistoryCard { frame, entries })
        })
    },
};

#[derive(Template)]
#[template(path = "settings/history.html")]
struct HistoryCard<'a> {
    frame: Frame<'a>,
    entries: Vec<Entry>,
}

impl HistoryCard<'_> {
    fn title(&self, entry: &Entry) -> String {
        let title = entry.event().map_or(Message::new("history-unknown"), |event| event.title());
        self.frame.ctx.text(&title)
    }

    fn thing(&self, entry: &Entry) -> Option<String> {
        entry.event()?.thing().map(str::to_owned)
    }

    /// Where it came from: the device and the address, or the console of the server.
    fn whence(&self, entry: &Entry) -> String {
        match entry.actor_id {
            Some(_) => {
                let device = self.frame.ctx.text(&device::words(&entry.agent));
                format!("{device} · {}", entry.address)
            }
            None => self.frame.ctx.t("history-console").into_owned(),
        }
    }
}
