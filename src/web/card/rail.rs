//! Lists of the sections of a page of cards, each with its state.

use super::{Card, CardState, CardSummary, Section};
use crate::web::gate::SignedIn;

/// A section's entry in the list.
pub struct RailEntry {
    /// The name of its icon.
    pub icon: &'static str,
    /// The text id of further words by which people search for it, on a page with a search.
    pub synonyms: Option<&'static str>,
}

/// A group of cards in the list of sections.
pub struct SectionGroup<P: 'static = SignedIn> {
    /// The text id of its heading, on a page with several groups.
    pub title: Option<&'static str>,
    pub sections: &'static [&'static Section<P>],
}

/// The list of sections beside the cards.
pub struct Rail {
    pub groups: Vec<RailGroup>,
    /// The slug of the card in view.
    focus: Option<&'static str>,
}

/// A group in the list of sections.
pub struct RailGroup {
    pub title: Option<&'static str>,
    pub sections: Vec<RailSection>,
}

/// A card in the list of sections.
pub struct RailSection {
    pub slug: &'static str,
    pub title: &'static str,
    pub entry: &'static RailEntry,
    pub state: Option<CardState>,
}

impl Rail {
    /// Takes from the cards what they say of themselves, and lists their sections with the states;
    /// the rest of each summary goes to `said`. A section without a card is not listed.
    pub fn of<P>(
        groups: &'static [SectionGroup<P>],
        cards: &mut [Card],
        focus: Option<&'static str>,
        mut said: impl FnMut(CardSummary),
    ) -> Self {
        let mut listed = |of: &'static Section<P>| {
            let entry = of.rail.as_ref()?;
            let card = cards.iter_mut().find(|card| card.slug == of.slug)?;
            let mut summary = std::mem::take(&mut card.summary);
            let state = summary.state.take();
            said(summary);
            Some(RailSection { slug: of.slug, title: of.title, entry, state })
        };
        let group = |of: &'static SectionGroup<P>| RailGroup {
            title: of.title,
            sections: of.sections.iter().filter_map(|section| listed(section)).collect(),
        };
        Self { groups: groups.iter().map(group).collect(), focus }
    }

    /// Tells whether a card is in view.
    pub fn is_in_view(&self, section: &RailSection) -> bool {
        self.focus == Some(section.slug)
    }
}
