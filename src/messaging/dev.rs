//! The dev outbox: messages that are kept in memory instead of sent.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use super::transports::{Outgoing, SendOutcome};
use crate::platform::clock::Timestamp;

/// The most messages that are kept; the oldest are dropped.
const KEPT: usize = 200;

/// The latest messages, the newest first.
#[derive(Default)]
pub struct DevOutbox(Mutex<(u64, VecDeque<KeptMessage>)>);

/// A message that was kept instead of sent.
#[derive(Clone)]
pub struct KeptMessage {
    /// A sequential number from 1.
    pub number: u64,
    pub at: Timestamp,
    pub to: String,
    pub content: Content,
}

#[derive(Clone)]
pub enum Content {
    Mail { subject: String, text: String, html: String },
    Sms(String),
    Call(Vec<String>),
}

impl DevOutbox {
    pub(super) fn keep(&self, outgoing: Outgoing, now: Timestamp) -> SendOutcome {
        let (to, content) = match outgoing {
            Outgoing::Mail(mail) => {
                let (subject, text, html) = (mail.subject, mail.text, mail.html);
                (mail.to, Content::Mail { subject, text, html })
            }
            Outgoing::Sms(sms) => (sms.to, Content::Sms(sms.text)),
            Outgoing::Call(call) => (call.to, Content::Call(call.sentences)),
        };
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.0 += 1;
        let number = kept.0;
        kept.1.push_front(KeptMessage { number, at: now, to, content });
        kept.1.truncate(KEPT);
        SendOutcome::Sent {
            answer: "kept in the dev outbox".to_owned(),
            reference: Some(number.to_string()),
        }
    }

    /// Lists the messages, the newest first.
    pub fn messages(&self) -> Vec<KeptMessage> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).1.iter().cloned().collect()
    }
}
