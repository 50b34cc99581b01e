//! The last mail to a person who deleted their user.

use serde::{Deserialize, Serialize};

use super::store::FarewellReader;
use crate::core::change::Change;
use crate::messaging::letter::Letter;
use crate::messaging::{Job, JobFuture, JobStep, WorkerContext};
use crate::platform::clock::Timestamp;
use crate::platform::i18n::{Dates, Message};

/// The job of the last mail. It carries its address, because nothing else knows the address by
/// then.
#[derive(Serialize, Deserialize)]
pub struct Farewell {
    pub address: String,
    pub at: Timestamp,
    pub reader: FarewellReader,
}

impl Job for Farewell {
    const KIND: &'static str = "farewell";

    fn run<'a>(self, worker: &'a WorkerContext, _: &'a mut Change) -> JobFuture<'a, JobStep> {
        Box::pin(async move {
            let FarewellReader { name, language, time_zone, formats } = self.reader;
            let dates = Dates::new(language, time_zone, formats).with_zone();
            let letter = Letter {
                lang: language,
                name,
                subject: Message::new("data-mail-deleted-subject"),
                paragraphs: vec![
                    Message::new("data-mail-deleted").with("when", dates.date_time(self.at)),
                ],
                action: None,
                after: vec![Message::new("data-mail-deleted-not-you")],
            };
            Ok(JobStep::Send(letter.to(&self.address, worker)?))
        })
    }
}
