//! The test message of a channel.

use serde::{Deserialize, Serialize};

use super::store;
use crate::core::change::Change;
use crate::messaging::ledger::Reason;
use crate::messaging::letter::Letter;
use crate::messaging::transports::{Call, Outgoing, Sms};
use crate::messaging::{Channel, Job, JobFuture, JobStep, WorkerContext};
use crate::platform::i18n::Message;
use crate::platform::ids::{EmailId, PhoneId};

/// The job that sends a test message on a channel to one contact.
#[derive(Serialize, Deserialize)]
pub struct TestMessage {
    pub channel: Channel,
    pub email: Option<EmailId>,
    pub phone: Option<PhoneId>,
}

impl Job for TestMessage {
    const KIND: &'static str = "channel-test";

    fn run<'a>(self, worker: &'a WorkerContext, change: &'a mut Change) -> JobFuture<'a, JobStep> {
        Box::pin(async move {
            let to = match (self.email, self.phone) {
                (Some(email), _) => store::email(change, email).await?,
                (_, Some(phone)) => store::phone(change, phone).await?,
                _ => None,
            };
            let Some(to) = to else { return Ok(JobStep::Void(Reason::Gone)) };
            let text = |id| worker.messages.text(to.language, &Message::new(id));
            Ok(JobStep::Send(match self.channel {
                Channel::Email => Letter {
                    lang: to.language,
                    name: to.name,
                    subject: Message::new("mail-test-subject"),
                    paragraphs: vec![Message::new("mail-test-text")],
                    action: None,
                    after: Vec::new(),
                }
                .to(&to.to, worker)?,
                Channel::Sms => Outgoing::Sms(Sms { text: text("sms-test"), to: to.to }),
                Channel::Voice => {
                    let sentences = vec![text("voice-test"), text("voice-test-again")];
                    Outgoing::Call(Call { to: to.to, lang: to.language, sentences, asks: false })
                }
                Channel::Push | Channel::WhatsApp | Channel::Slack => {
                    return Ok(JobStep::Void(Reason::Off));
                }
            }))
        })
    }
}
