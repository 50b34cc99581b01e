//! The message, or the call, with a phone's code.

use serde::{Deserialize, Serialize};

use super::{Method, PhoneBlockReason, store};
use crate::core::change::Change;
use crate::messaging::ledger::Reason;
use crate::messaging::transports::{Call, Outgoing, Sms};
use crate::messaging::{Job, JobFuture, JobStep, WorkerContext};
use crate::platform::i18n::Message;
use crate::platform::ids::VerificationId;
use crate::users::verification::{self, Code};

/// The job that sends a code to a phone.
#[derive(Serialize, Deserialize)]
pub struct PhoneCode {
    pub verification: VerificationId,
    pub method: Method,
}

impl Job for PhoneCode {
    const KIND: &'static str = "phone-code";

    fn run<'a>(self, worker: &'a WorkerContext, change: &'a mut Change) -> JobFuture<'a, JobStep> {
        Box::pin(async move {
            let now = change.now();
            let found = verification::find(change, self.verification).await?;
            let Some(found) = found else { return Ok(JobStep::Void(Reason::Gone)) };
            let Some(phone) = found.phone_id.filter(|_| found.is_open(now)) else {
                return Ok(JobStep::Void(Reason::Expired));
            };
            let Some(to) = store::addressee(change, phone).await? else {
                return Ok(JobStep::Void(Reason::Gone));
            };
            if to.blocked_why == Some(PhoneBlockReason::Stopped) {
                return Ok(JobStep::Void(Reason::Blocked));
            }
            let code = Code::derive(&worker.keys, &found, &to.e164).expose();
            let text = |message: Message| worker.messages.text(to.language, &message);
            Ok(JobStep::Send(match self.method {
                // The code comes first, and the last line binds it to our host, so that phones
                // offer to fill it in (WICG, "Origin-bound one-time codes").
                Method::Sms => {
                    let words = Message::new("sms-phone-code").with("code", code.clone());
                    let words = text(words.with_minutes("minutes", verification::CODE_LIFE));
                    let host = worker.public_url.host();
                    Outgoing::Sms(Sms { to: to.e164, text: format!("{words}\n\n@{host} #{code}") })
                }
                Method::Voice => {
                    let digits: Vec<_> = code.chars().map(String::from).collect();
                    let digits = digits.join(", ");
                    let say = |id| text(Message::new(id).with("code", digits.clone()));
                    let sentences = vec![
                        text(Message::new("voice-phone-code-hello")),
                        say("voice-phone-code"),
                        say("voice-phone-code-again"),
                    ];
                    Outgoing::Call(Call { to: to.e164, lang: to.language, sentences, asks: false })
                }
            }))
        })
    }
}
