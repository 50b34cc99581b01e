//! The message that counts the alerts of a flood.

use serde::{Deserialize, Serialize};

use crate::accounts::account;
use crate::core::change::Change;
use crate::messaging::ledger::Reason;
use crate::messaging::letter::Letter;
use crate::messaging::transports::{Call, Outgoing, Sms};
use crate::messaging::{Channel, Job, JobFuture, JobStep, WorkerContext};
use crate::oncall::alerts::paging::AlertReader;
use crate::platform::i18n::Message;
use crate::platform::ids::{AccountId, EmailId, PhoneId};
use crate::web::paths;

/// The message that says how many further alerts wait for a person.
#[derive(Serialize, Deserialize)]
pub struct AlertCount {
    pub account: AccountId,
    pub count: i64,
    pub channel: Channel,
    pub email: Option<EmailId>,
    pub phone: Option<PhoneId>,
}

impl Job for AlertCount {
    const KIND: &'static str = "alert-count";

    fn run<'a>(self, worker: &'a WorkerContext, change: &'a mut Change) -> JobFuture<'a, JobStep> {
        Box::pin(async move {
            let to = AlertReader::find(change, self.email, self.phone).await?;
            let Some(to) = to else { return Ok(JobStep::Void(Reason::Gone)) };
            if !account::is_member(change, self.account, to.user_id).await? {
                return Ok(JobStep::Void(Reason::Gone));
            }
            Ok(JobStep::Send(self.write(worker, &to)?))
        })
    }
}

impl AlertCount {
    fn write(&self, worker: &WorkerContext, to: &AlertReader) -> anyhow::Result<Outgoing> {
        let lang = to.language;
        let url = format!("{}{}", worker.public_url.as_str(), paths::ALERTS);
        let counted = |id| Message::new(id).with("count", self.count);
        Ok(match self.channel {
            Channel::Email => {
                let letter = Letter {
                    lang,
                    name: to.name.clone(),
                    subject: counted("mail-alert-count-subject"),
                    paragraphs: vec![counted("mail-alert-count-text")],
                    action: Some((Message::new("mail-alert-count-open"), url)),
                    after: Vec::new(),
                };
                letter.to(&to.to, worker)?
            }
            Channel::Voice => {
                let sentences = vec![worker.messages.text(lang, &counted("voice-alert-count"))];
                Outgoing::Call(Call { to: to.to.clone(), lang, sentences, asks: false })
            }
            _ => {
                // Text messages carry no grouped digits, for which GSM has no space.
                let count = self.count.to_string();
                let text = Message::new("sms-alert-count").with("count", count).with("url", url);
                Outgoing::Sms(Sms { to: to.to.clone(), text: worker.messages.text(lang, &text) })
            }
        })
    }
}
