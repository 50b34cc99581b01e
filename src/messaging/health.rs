//! The health of providers: their present failures, logged for the operator when they begin and end.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::Channel;
use super::transports::{ProviderFault, SendOutcome};
use crate::platform::clock::Timestamp;

/// A provider that messages are handed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::Display)]
pub enum Provider {
    #[strum(to_string = "the mail server")]
    MailServer,
    #[strum(to_string = "Twilio")]
    Twilio,
}

impl Provider {
    /// Returns the provider of a channel's messages; `None` when it has none yet.
    fn of(channel: Channel) -> Option<Self> {
        match channel {
            Channel::Email => Some(Self::MailServer),
            Channel::Sms | Channel::Voice => Some(Self::Twilio),
            Channel::Push | Channel::WhatsApp | Channel::Slack => None,
        }
    }

    /// Returns what the operator can do about a fault.
    fn advice(self, fault: ProviderFault) -> &'static str {
        match (self, fault) {
            (Self::MailServer, ProviderFault::Connection) => {
                "check host, port and TLS in CALLBOOK_SMTP_URL, CALLBOOK_SMTP_CA_FILE for a \
                 private authority, and whether this machine is allowed to connect"
            }
            (Self::MailServer, ProviderFault::Credentials) => {
                "check user and password in CALLBOOK_SMTP_URL"
            }
            (Self::MailServer, ProviderFault::Sender) => {
                "check CALLBOOK_MAIL_FROM: the server must let this account send as that address, \
                 and the domain's SPF, DKIM and DMARC must allow the server"
            }
            (Self::MailServer, ProviderFault::Refused) => {
                "ask the operator of the mail server about the policy that it names"
            }
            (Self::Twilio, ProviderFault::Connection) => {
                "check CALLBOOK_TWILIO_API_URL, and whether this machine is allowed to connect"
            }
            (Self::Twilio, ProviderFault::Credentials) => {
                "check CALLBOOK_TWILIO_ACCOUNT_SID and CALLBOOK_TWILIO_AUTH_TOKEN"
            }
            (Self::Twilio, ProviderFault::Sender) => {
                "check CALLBOOK_TWILIO_FROM: it must be a number of this account that can send \
                 messages and make calls"
            }
            (Self::Twilio, ProviderFault::Refused) => {
                "look up the error code in Twilio's console, and check the account's state, \
                 balance, limits and permissions"
            }
            (_, ProviderFault::Overloaded) => "wait; if it lasts, check the provider's status page",
        }
    }
}

/// A present failure of a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderFailure {
    pub provider: Provider,
    pub fault: ProviderFault,
    pub since: Timestamp,
    /// The provider's first answer, without the contact.
    pub answer: String,
}

/// The present failures, as the workers of this process see them.
#[derive(Default)]
pub struct ProviderHealth(Mutex<BTreeMap<(Provider, ProviderFault), ProviderFailure>>);

impl ProviderHealth {
    /// Records the outcome of an attempt, and logs when a fault begins and when a provider works
    /// again. A fault by which a provider refuses some messages ends only when a message succeeds
    /// that was attempted before: the success of another one proves nothing.
    pub fn record(
        &self,
        channel: Channel,
        outcome: &SendOutcome,
        was_tried_before: bool,
        now: Timestamp,
    ) {
        let Some(provider) = Provider::of(channel) else { return };
        let mut failing = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match outcome {
            SendOutcome::ProviderFailed { answer, fault, .. } => {
                failing.entry((provider, *fault)).or_insert_with(|| {
                    let advice = provider.advice(*fault);
                    tracing::warn!(
                        event = "provider_fails",
                        answer,
                        "{provider} takes nothing from us: messages wait, for a day at most; {advice}"
                    );
                    let answer = answer.clone();
                    ProviderFailure { provider, fault: *fault, since: now, answer }
                });
            }
            SendOutcome::Sent { .. } => {
                let is_over = |fault| fault != ProviderFault::Refused || was_tried_before;
                let before = failing.len();
                failing.retain(|(of, fault), _| *of != provider || !is_over(*fault));
                let is_well = failing.keys().all(|(of, _)| *of != provider);
                if failing.len() < before && is_well {
                    tracing::info!(event = "provider_well", "{provider} takes our messages again");
                }
            }
            // These outcomes are about the contact, or about no provider.
            SendOutcome::Refused { .. }
            | SendOutcome::Failed { .. }
            | SendOutcome::Later { .. }
            | SendOutcome::Off => {}
        }
    }

    /// Lists the present failures, for the health check.
    pub fn failing(&self) -> Vec<ProviderFailure> {
        let failing = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        failing.values().cloned().collect()
    }
}
