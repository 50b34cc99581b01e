//! The timeline of an alert as its page shows it.
//!
//! Messages to one person stand in one line; what only tells people of the end is folded away.

use strum::EnumMessage;

use crate::core::mood::Mood;
use crate::messaging::Channel;
use crate::oncall::alerts::timeline::{Entry, TimelineRow};
use crate::platform::clock::Timestamp;
use crate::platform::i18n::Message;
use crate::web::viewer::Ctx;

/// A message of a line: its channel, and what became of it, as text ids.
pub struct SentBy {
    pub channel: Channel,
    pub to: String,
    pub mood: Mood,
    pub state: Option<&'static str>,
    pub reason: Option<&'static str>,
}

/// A line of the timeline, in the reader's language.
pub struct Line {
    pub id: String,
    pub words: String,
    pub at: Timestamp,
    /// Whether the line says that someone could not be reached, or that nobody answered.
    pub is_ill: bool,
    pub sent: Vec<SentBy>,
    /// The person whom the messages of the line go to.
    user: Option<String>,
    is_news: bool,
}

/// A part of the timeline: a line, or lines of news in a fold.
pub enum TimelinePart {
    Line(Line),
    News(Vec<Line>),
}

impl Line {
    fn of(ctx: &Ctx, row: TimelineRow) -> Self {
        let somebody = || ctx.t("alerts-somebody").into_owned();
        let name = |name: &Option<String>| {
            name.clone().filter(|name| !name.is_empty()).unwrap_or_else(somebody)
        };
        let entry = row.entry();
        let words = entry.as_ref().map_or(Message::new("history-unknown"), Entry::words);
        let words = words.with("actor", name(&row.actor)).with("user", name(&row.user));
        let words = match &entry {
            Some(Entry::Raised { .. }) => {
                let urgency = entry.as_ref().and_then(Entry::urgency);
                let word = urgency.and_then(|urgency| urgency.get_message()).unwrap_or_default();
                words.with("urgency", ctx.t(word).into_owned())
            }
            _ => words,
        };
        let sent = match &entry {
            Some(Entry::Sent { channel, .. }) => vec![SentBy {
                channel: *channel,
                to: row.sent_to.clone().unwrap_or_default(),
                mood: row.state.map_or(Mood::Waiting, |state| state.mood()),
                state: row.state.and_then(|state| state.get_message()),
                reason: row.reason.and_then(|reason| reason.get_message()),
            }],
            _ => Vec::new(),
        };
        Self {
            id: row.id.to_string(),
            words: ctx.text(&words),
            at: row.created_at,
            is_ill: matches!(
                entry,
                Some(Entry::Unreachable | Entry::Dropped | Entry::NobodyOnCall { .. })
            ),
            is_news: matches!(entry, Some(Entry::Sent { is_news: true, .. })),
            user: row.user.clone().filter(|_| !sent.is_empty()),
            sent,
        }
    }
}

/// Puts the entries of a timeline together, the oldest first.
pub fn parts(ctx: &Ctx, rows: Vec<TimelineRow>) -> Vec<TimelinePart> {
    let mut lines: Vec<Line> = Vec::new();
    for line in rows.into_iter().map(|row| Line::of(ctx, row)) {
        match lines.last_mut() {
            Some(last)
                if line.user.is_some()
                    && last.user == line.user
                    && last.is_news == line.is_news =>
            {
                last.sent.extend(line.sent);
            }
            _ => lines.push(line),
        }
    }
    let mut parts: Vec<TimelinePart> = Vec::new();
    for line in lines {
        match (line.is_news, parts.last_mut()) {
            (true, Some(TimelinePart::News(news))) => news.push(line),
            (true, _) => parts.push(TimelinePart::News(vec![line])),
            (false, _) => parts.push(TimelinePart::Line(line)),
        }
    }
    parts
}
