//! Writes a security notice.

use serde::{Deserialize, Serialize};

use super::{Event, store};
use crate::clock::Timestamp;
use crate::db::Tx;
use crate::i18n::{Dates, Message};
use crate::ids::EmailId;
use crate::outbox::ledger::Reason;
use crate::outbox::letter::Letter;
use crate::outbox::{Job, Pending, Step, Tools};
use crate::web::url;

/// A notice to one address.
#[derive(Serialize, Deserialize)]
pub struct Notice {
    pub email: EmailId,
    pub event: Event,
    pub at: Timestamp,
}

impl Job for Notice {
    const KIND: &'static str = "security-notice";

    fn run<'a>(self, tools: &'a Tools, tx: &'a mut Tx, _: Timestamp) -> Pending<'a, Step> {
        Box::pin(async move {
            let reader = store::reader(tx, self.email).await?;
            let Some(reader) = reader.filter(|reader| reader.verified_at.is_some()) else {
                return Ok(Step::Void(Reason::Gone));
            };
            if reader.blocked_at.is_some() {
                return Ok(Step::Void(Reason::Blocked));
            }
            let dates = Dates::new(reader.language, reader.time_zone, reader.time_format);
            let settings = format!("{}{}", tools.public_url.as_str(), url::SETTINGS);
            let letter = Letter {
                lang: reader.language,
                name: reader.name,
                subject: self.event.title(),
                paragraphs: vec![
                    self.event.sentence(),
                    Message::new("mail-notice-when").with("when", dates.date_time(self.at)),
                ],
                action: Some((Message::new("mail-notice-action"), settings)),
                after: vec![Message::new("mail-notice-not-you")],
            };
            Ok(Step::Send(letter.to(&reader.address, tools)?))
        })
    }
}
