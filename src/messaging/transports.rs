//! The ways out that are configured, and what goes out on them.

use std::time::Duration;

use super::dev::DevOutbox;
use super::email::send::{Smtp, SmtpDeadlines};
use super::ledger::Reason;
use super::twilio::account::TwilioAccount;
use super::{Channel, sms, voice};
use crate::platform::clock::Timestamp;
use crate::platform::config::Config;
use crate::platform::i18n::Lang;
use crate::platform::ids::DeliveryId;

/// A message as it leaves. It is never printed: it may hold a code or a link.
pub enum Outgoing {
    Mail(Mail),
    Sms(Sms),
    Call(Call),
}

impl Outgoing {
    /// The address or number it goes to.
    pub fn to(&self) -> &str {
        match self {
            Self::Mail(mail) => &mail.to,
            Self::Sms(sms) => &sms.to,
            Self::Call(call) => &call.to,
        }
    }
}

/// A mail in two forms.
pub struct Mail {
    pub to: String,
    pub lang: Lang,
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// A text message to a number in E.164.
pub struct Sms {
    pub to: String,
    pub text: String,
}

/// A call to a number in E.164 that says these sentences, with a pause between them.
pub struct Call {
    pub to: String,
    pub lang: Lang,
    pub sentences: Vec<String>,
}

/// What came of sending. An answer is what the provider said, word for word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendOutcome {
    /// The provider has it, and calls it so.
    Sent { answer: String, reference: Option<String> },
    /// The contact takes nothing, and will not.
    Refused { answer: String, refusal: ContactRefusal },
    /// It will never go through, and a reason of ours where the answer says too little.
    Failed { answer: String, reason: Option<Reason> },
    /// This message may go through later; the provider may say when.
    Later { answer: String, after: Option<Duration> },
    /// The provider takes nothing from us, or not this: the message waits, and the operator is told.
    ProviderFailed { answer: String, after: Option<Duration>, fault: ProviderFault },
    /// The channel is not configured.
    Off,
}

/// More of an answer is not kept.
const ANSWER_CHARS: usize = 500;

impl SendOutcome {
    /// The same with an answer that can be kept: without control characters, not too long, and
    /// without the whole address or number, which providers like to repeat.
    #[must_use]
    pub fn without(mut self, to: &str) -> Self {
        if let Self::Sent { answer, .. }
        | Self::Refused { answer, .. }
        | Self::Failed { answer, .. }
        | Self::Later { answer, .. }
        | Self::ProviderFailed { answer, .. } = &mut self
        {
            let lower = to.to_lowercase();
            let kept = answer.replace(to, "•••").replace(&lower, "•••");
            let kept = kept.replace(to.trim_start_matches('+'), "•••");
            *answer = kept.chars().filter(|c| !c.is_control()).take(ANSWER_CHARS).collect();
        }
        self
    }
}

/// Why a provider takes nothing from us. None of them is about the contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProviderFault {
    /// It cannot be reached, or breaks off.
    Connection,
    /// It has trouble of its own, or more to do than it can.
    Overloaded,
    /// The provider does not let us in.
    Credentials,
    /// It lets nobody send as our address or number, or not us.
    Sender,
    /// It refuses what we send by a rule of its own.
    Refused,
}

/// How a contact refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactRefusal {
    /// Nothing reaches it: there is no such mailbox, or no handset that takes messages.
    Unreachable,
    /// Its owner has replied STOP.
    Stopped,
}

/// What is configured. With the dev outbox nothing leaves the machine.
pub struct Transports {
    dev: Option<DevOutbox>,
    smtp: Option<Smtp>,
    twilio: Option<TwilioAccount>,
}

impl Transports {
    /// Makes the transports that are configured; connects to none of them.
    ///
    /// # Errors
    /// When a setting makes no sense.
    pub fn new(config: &Config) -> anyhow::Result<Self> {
        Self::within(config, SmtpDeadlines::default())
    }

    /// The same with other deadlines for a mail server.
    ///
    /// # Errors
    /// When a setting makes no sense.
    pub fn within(config: &Config, deadlines: SmtpDeadlines) -> anyhow::Result<Self> {
        if config.dev_outbox {
            return Ok(Self { dev: Some(DevOutbox::default()), smtp: None, twilio: None });
        }
        let smtp = Smtp::new(config, deadlines)?;
        Ok(Self { dev: None, smtp, twilio: TwilioAccount::new(config)? })
    }

    /// What others could read of what leaves, because the settings have it so, and what to do.
    pub fn weakness(&self) -> Option<&'static str> {
        self.smtp.as_ref().and_then(Smtp::weakness)
    }

    /// Whether anything can leave on this channel.
    pub fn can(&self, channel: Channel) -> bool {
        match channel {
            channel if self.dev.is_some() => channel.row().sends,
            Channel::Email => self.smtp.is_some(),
            Channel::Sms | Channel::Voice => self.twilio.is_some(),
            Channel::Push | Channel::WhatsApp | Channel::Slack => false,
        }
    }

    /// Whether a provider reports that a message on this channel has arrived. The dev outbox never
    /// does.
    pub fn reports(&self, channel: Channel) -> bool {
        self.dev.is_none() && channel.row().reports_arrival
    }

    /// The messages that did not leave, where that is wanted.
    pub fn dev(&self) -> Option<&DevOutbox> {
        self.dev.as_ref()
    }

    /// The transport whose webhooks come in.
    pub fn twilio(&self) -> Option<&TwilioAccount> {
        self.twilio.as_ref()
    }

    /// Sends it, under the ledger's id for it.
    pub async fn send(&self, id: DeliveryId, outgoing: Outgoing, now: Timestamp) -> SendOutcome {
        if let Some(dev) = &self.dev {
            return dev.keep(outgoing, now);
        }
        match (outgoing, &self.smtp, &self.twilio) {
            (Outgoing::Mail(mail), Some(smtp), _) => smtp.send(id, &mail, now).await,
            (Outgoing::Sms(sms), _, Some(twilio)) => sms::send::send(twilio, id, &sms).await,
            (Outgoing::Call(call), _, Some(twilio)) => voice::send::send(twilio, id, &call).await,
            _ => SendOutcome::Off,
        }
    }
}
