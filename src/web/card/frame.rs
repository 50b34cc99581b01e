//! The frame that every card shows around its inputs.

use super::{CardOutcome, CardPage, CardReply, Section};
use crate::core::stamp::Stamp;
use crate::platform::i18n::Message;
use crate::web::form::FormErrors;
use crate::web::viewer::Ctx;

/// The frame that every card shows around its inputs.
pub struct CardFrame<'a> {
    pub ctx: &'a Ctx,
    pub slug: &'static str,
    /// The text id of the heading.
    pub title: &'static str,
    /// The URL that the form posts to.
    pub action: String,
    /// The stamp that the form carries, by which a form is recognised as outdated.
    pub stamp: Stamp,
    pub flash: Option<Message>,
    /// The error of the form as a whole.
    pub alert: Option<Message>,
    pub errors: FormErrors,
    /// Whether the form was refused as a whole, and holds inputs that are not stored.
    pub unstored: bool,
    /// Kind and text of each id that the card is about, shown in debug mode.
    pub ids: Vec<(&'static str, String)>,
}

impl<'a> CardFrame<'a> {
    /// Makes the frame of a card that was just opened on its page.
    pub fn new<P: CardPage>(page: &'a P, section: &'static Section<P>, stamp: Stamp) -> Self {
        Self {
            ctx: &page.viewer().ctx,
            slug: section.slug,
            title: section.title,
            action: page.action(section.path),
            stamp,
            flash: None,
            alert: None,
            errors: FormErrors::default(),
            unstored: false,
            ids: Vec::new(),
        }
    }

    /// Shows the outcome of the card's form, which keeps its inputs.
    pub fn say(&mut self, reply: &CardReply) {
        match &reply.0 {
            CardOutcome::Saved(flash) => self.flash = Some(flash.clone()),
            CardOutcome::Refused(alert)
            | CardOutcome::Limited(alert)
            | CardOutcome::TooLarge(alert) => {
                self.alert = Some(alert.clone());
            }
            CardOutcome::Stale => {
                self.alert = Some(Message::new("common-stale"));
                self.unstored = true;
            }
            CardOutcome::Invalid => {}
        }
    }
}
