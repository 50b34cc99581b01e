//! The last mail to someone who deleted their user.

use serde::{Deserialize, Serialize};

use super::store::Reader;
use crate::core::change::Change;
use crate::messaging::letter::Letter;
use crate::messaging::{Job, Pending, Step, Tools};
use crate::platform::clock::Timestamp;
use crate::platform::i18n::{Dates, Message};

/// The one message that carries its address: by the time it is sent, nothing else knows it.
#[derive(Serialize, Deserialize)]
pub struct Farewell {
    pub address: String,
    pub at: Timestamp,
    pub reader: Reader,
}

impl Job for Farewell {
    const KIND: &'static str = "farewell";

    fn run<'a>(self, tools: &'a Tools, _: &'a mut Change) -> Pending<'a, Step> {
        Box::pin(async move {
            let Reader { name, language, time_zone, time_format } = self.reader;
            let when = Dates::new(language, time_zone, time_format).date_time(self.at);
            let letter = Letter {
                lang: language,
                name,
                subject: Message::new("data-mail-deleted-subject"),
                paragraphs: vec![Message::new("data-mail-deleted").with("when", when)],
                action: None,
                after: vec![Message::new("data-mail-deleted-not-you")],
            };
            Ok(Step::Send(letter.to(&self.address, tools)?))
        })
    }
}
