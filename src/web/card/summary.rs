//! Summaries of cards, at the top of their page and in its list of sections.

use super::Section;
use crate::core::mood::Mood;
use crate::platform::clock::Timestamp;
use crate::platform::i18n::Message;

/// The summary of a card, which its page shows elsewhere.
#[derive(Default)]
pub struct CardSummary {
    /// `None` where a word says nothing.
    pub state: Option<CardState>,
    pub attention: Vec<Attention>,
    pub verdict: Option<CardVerdict>,
}

impl CardSummary {
    /// Says how many things a card lists.
    pub fn count(things: usize) -> Self {
        Self { state: Some(CardState::count(things, false)), ..Self::default() }
    }
}

/// The state of a card in a word or a number.
pub struct CardState {
    pub words: Message,
    /// Whether it asks for attention.
    pub asks: bool,
}

impl CardState {
    /// Makes the state of a list: how many things it has.
    pub fn count(things: usize, asks: bool) -> Self {
        let count = i64::try_from(things).unwrap_or(i64::MAX);
        Self { words: Message::new("settings-state-count").with("count", count), asks }
    }
}

/// What leads on from what is said: a link, or a button.
pub struct WayOn {
    pub path: String,
    /// The text id of its words.
    pub label: &'static str,
    /// The card that answers, where it is a button that posts to the path.
    pub card: Option<&'static Section>,
}

impl WayOn {
    /// Makes a link to a path.
    pub fn new(path: impl Into<String>, label: &'static str) -> Self {
        Self { path: path.into(), label, card: None }
    }

    /// Makes a button of a card, which is pressed outside of it.
    pub fn button(card: &'static Section, path: String, label: &'static str) -> Self {
        Self { path, label, card: Some(card) }
    }
}

/// Something that wants the person's attention, and what to do about it.
pub struct Attention {
    pub words: Message,
    /// The moment that stands in the words as `$when`.
    pub when: Option<Timestamp>,
    pub way_on: WayOn,
    /// Whether messages arrive at more contacts once it is done.
    pub heals: bool,
}

/// The answer of a card to the question that the page opens with.
pub struct CardVerdict {
    pub mood: Mood,
    pub words: Message,
    /// What would make the answer better, said with it rather than in the list.
    pub cure: Option<Message>,
    pub way_on: Option<WayOn>,
}
