//! Lists of the sections of a page of cards, each with its state.

use super::{Card, CardState, CardSummary, Section};

/// A group of cards in the list of sections.
pub struct SectionGroup {
    /// The text id of its heading, on a page with several groups.
    pub title: Option<&'static str>,
    pub sections: &'static [&'static Section],
}

/// The list of sections beside the cards.
pub struct Rail {
    pub groups: Vec<RailGroup>,
    /// The card in view.
    focus: Option<&'static Section>,
}

/// A group in the list of sections.
pub struct RailGroup {
    pub of: &'static SectionGroup,
    pub sections: Vec<RailSection>,
}

/// A card in the list of sections.
pub struct RailSection {
    pub of: &'static Section,
    pub state: Option<CardState>,
}

impl Rail {
    /// Takes from the cards what they say of themselves, and lists their sections with the states;
    /// the rest of each summary goes to `said`. A section without a card is not listed.
    pub fn of(
        groups: &'static [SectionGroup],
        cards: &mut [Card],
        focus: Option<&'static Section>,
        mut said: impl FnMut(CardSummary),
    ) -> Self {
        let mut listed = |of: &'static Section| {
            let card = cards.iter_mut().find(|card| card.slug == of.slug)?;
            let mut summary = std::mem::take(&mut card.summary);
            let state = summary.state.take();
            said(summary);
            Some(RailSection { of, state })
        };
        let group = |of: &'static SectionGroup| RailGroup {
            of,
            sections: of.sections.iter().filter_map(|section| listed(section)).collect(),
        };
        Self { groups: groups.iter().map(group).collect(), focus }
    }

    /// Tells whether a card is in view.
    pub fn is_in_view(&self, section: &Section) -> bool {
        self.focus.is_some_and(|focus| focus.slug == section.slug)
    }
}
