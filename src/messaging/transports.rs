//! The configured transports, and the messages that they send.

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

/// A message to be sent. It is never printed, because it may hold a code or a link.
pub enum Outgoing {
    Mail(Mail),
    Sms(Sms),
    Call(Call),
}

impl Outgoing {
    /// Returns the address or number that it goes to.
    pub fn to(&self) -> &str {
        match self {
            Self::Mail(mail) => &mail.to,
            Self::Sms(sms) => &sms.to,
            Self::Call(call) => &call.to,
        }
    }
}

/// A mail as text and as HTML.
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

/// A call to a number in E.164 that speaks sentences with a pause after each.
pub struct Call {
    pub to: String,
    pub lang: Lang,
    pub sentences: Vec<String>,
    /// Whether the call waits for a key, which is reported under the ledger's id.
    pub asks: bool,
}

/// The outcome of sending. An answer is the provider's, word for word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendOutcome {
    /// The provider accepted the message, and gave it this id.
    Sent { answer: String, reference: Option<String> },
    /// The contact accepts nothing, now or later.
    Refused { answer: String, refusal: ContactRefusal },
    /// The message can never be sent, for a reason of ours where the answer says too little.
    Failed { answer: String, reason: Option<Reason> },
    /// The message may be sent later; the provider may say when.
    Later { answer: String, after: Option<Duration> },
    /// The provider accepts nothing from us, or not this message: it waits, and the operator is
    /// told.
    ProviderFailed { answer: String, after: Option<Duration>, fault: ProviderFault },
    /// The channel is not configured.
    Off,
}

/// The most characters of an answer that are stored.
const ANSWER_CHARS: usize = 500;

impl SendOutcome {
    /// Makes the answer fit to be stored: without control characters, shortened, and without the
    /// full address or number, which providers like to repeat.
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

/// The reason why a provider accepts nothing from us. None is about the contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProviderFault {
    /// The provider cannot be reached, or breaks the connection.
    Connection,
    /// The provider fails, or is overloaded.
    Overloaded,
    /// The provider rejects our credentials.
    Credentials,
    /// The provider does not let us send from our address or number.
    Sender,
    /// The provider refuses our messages by a policy of its own.
    Refused,
}

/// The reason why a contact accepts nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactRefusal {
    /// Nothing reaches it: there is no such mailbox, or no handset that receives messages.
    Unreachable,
    /// Its owner has answered STOP.
    Stopped,
}

/// The configured transports. With the dev outbox nothing leaves the machine.
pub struct Transports {
    dev: Option<DevOutbox>,
    smtp: Option<Smtp>,
    twilio: Option<TwilioAccount>,
}

impl Transports {
    /// Makes transports that keep every message instead of sending it.
    pub fn keeping() -> Self {
        Self { dev: Some(DevOutbox::default()), smtp: None, twilio: None }
    }

    /// Makes the configured transports, without connecting to any.
    ///
    /// # Errors
    /// When a setting is invalid.
    pub fn new(config: &Config) -> anyhow::Result<Self> {
        Self::within(config, SmtpDeadlines::default())
    }

    /// Makes the configured transports with other deadlines of the mail server.
    ///
    /// # Errors
    /// When a setting is invalid.
    pub fn within(config: &Config, deadlines: SmtpDeadlines) -> anyhow::Result<Self> {
        if config.dev_outbox {
            return Ok(Self::keeping());
        }
        let smtp = Smtp::new(config, deadlines)?;
        Ok(Self { dev: None, smtp, twilio: TwilioAccount::new(config)? })
    }

    /// Returns what others could read of our messages with these settings, and what to do.
    pub fn weakness(&self) -> Option<&'static str> {
        self.smtp.as_ref().and_then(Smtp::weakness)
    }

    /// Tells whether messages can be sent on this channel.
    pub fn can(&self, channel: Channel) -> bool {
        match channel {
            channel if self.dev.is_some() => channel.row().sends,
            Channel::Email => self.smtp.is_some(),
            Channel::Sms | Channel::Voice => self.twilio.is_some(),
            Channel::Push | Channel::WhatsApp | Channel::Slack => false,
        }
    }

    /// Tells whether a provider reports that a message on this channel arrived. The dev outbox
    /// never does.
    pub fn reports(&self, channel: Channel) -> bool {
        self.dev.is_none() && channel.row().reports_arrival
    }

    /// Returns the dev outbox, when it is on.
    pub fn dev(&self) -> Option<&DevOutbox> {
        self.dev.as_ref()
    }

    /// Returns the Twilio account, whose webhooks are accepted.
    pub fn twilio(&self) -> Option<&TwilioAccount> {
        self.twilio.as_ref()
    }

    /// Sends a message; `id` is the ledger's.
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
