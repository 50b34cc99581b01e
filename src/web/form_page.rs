//! The frame of a page that has one form: its title, the way up, and what was refused.

use super::form::FormErrors;
use crate::platform::i18n::Message;

/// The frame that `web/form_page.html` puts around the fields of a form.
pub struct FormPage {
    /// The text id of the title.
    pub title: &'static str,
    pub lead: Option<Message>,
    /// The URL of the page above, to which *Cancel* leads too, and its name.
    pub above: String,
    pub above_label: String,
    /// The URL that the form posts to.
    pub action: String,
    /// The first part of the ids of its fields.
    pub prefix: &'static str,
    /// The text id of the button, such as "Create team".
    pub deed: &'static str,
    /// Why the form was refused as a whole.
    pub refusal: Option<Message>,
    pub errors: FormErrors,
}

impl FormPage {
    /// Tells whether something was refused, so that the title says so.
    pub fn failed(&self) -> bool {
        self.refusal.is_some() || !self.errors.is_empty()
    }
}
