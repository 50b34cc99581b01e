//! The pill that says on which channels a member can be paged.

use crate::core::mood::Mood;
use crate::messaging::ChannelRow;
use crate::platform::i18n::Message;
use crate::users::channels::{Reachability, Reached};
use crate::web::viewer::Ctx;

/// Whether a member can be paged, as lists show it.
pub struct ReachPill {
    pub mood: Mood,
    pub words: String,
}

impl ReachPill {
    /// Makes the pill of a member.
    pub fn of(ctx: &Ctx, found: &Reachability) -> Self {
        let reached = found.reached();
        let named = |wakes: bool| -> Vec<String> {
            let those = found.working().filter(|row| row.wakes == wakes);
            // A list begins like a sentence, and goes on in the words of one.
            let name = |(at, row): (usize, &ChannelRow)| match at {
                0 if wakes => row.title,
                _ => row.word,
            };
            those.enumerate().map(|one| ctx.t(name(one)).into_owned()).collect()
        };
        let words = match reached {
            Reached::Yes | Reached::Partly => {
                Message::new("users-reach-yes").with("channels", named(true))
            }
            Reached::Quietly => Message::new("users-reach-quiet").with("channels", named(false)),
            Reached::No => Message::new("users-reach-no"),
        };
        Self { mood: reached.mood(), words: ctx.text(&words) }
    }
}
