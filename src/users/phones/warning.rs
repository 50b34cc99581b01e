//! Warnings by phone about changes that an intruder with access to the person's mail may have made.

use serde::{Deserialize, Serialize};
use strum::EnumMessage;

use super::{Method, Phone, stopped, store};
use crate::core::change::Change;
use crate::core::links::FACTOR_REMOVAL_DELAY;
use crate::messaging::ledger::Reason;
use crate::messaging::transports::{Call, Outgoing, Sms};
use crate::messaging::{self, Job, JobFuture, JobStep, WorkerContext};
use crate::platform::db::Result;
use crate::platform::i18n::Message;
use crate::platform::ids::{PhoneId, UserId};

/// The subject of a warning.
#[derive(Clone, Copy, Serialize, Deserialize, strum::EnumMessage)]
pub enum PhoneWarning {
    /// The number was removed.
    #[strum(message = "sms-phone-removed")]
    Removed,
    /// The second factor is about to be reset.
    #[strum(message = "sms-factor-reset")]
    FactorReset,
}

/// The job that sends a warning to one phone.
#[derive(Serialize, Deserialize)]
pub struct PhoneWarningMessage {
    user: UserId,
    phone: PhoneId,
    /// The number, when the change removed it.
    removed: Option<String>,
    method: Method,
    warning: PhoneWarning,
}

impl Job for PhoneWarningMessage {
    const KIND: &'static str = "phone-warning";

    fn run<'a>(self, worker: &'a WorkerContext, change: &'a mut Change) -> JobFuture<'a, JobStep> {
        Box::pin(async move {
            let to = match self.removed {
                Some(number) => number,
                None => match store::find(change, self.user, self.phone).await? {
                    Some(phone) if phone.is_usable() => phone.e164,
                    Some(_) => return Ok(JobStep::Void(Reason::Blocked)),
                    None => return Ok(JobStep::Void(Reason::Gone)),
                },
            };
            if stopped::is_stopped(change, &worker.keys, &to).await? {
                return Ok(JobStep::Void(Reason::Blocked));
            }
            let Some(lang) = store::language_of_owner(change, self.user).await? else {
                return Ok(JobStep::Void(Reason::Gone));
            };
            let id = self.warning.get_message().unwrap_or_default();
            let words = Message::new(id).with_hours("hours", FACTOR_REMOVAL_DELAY);
            let text = worker.messages.text(lang, &words);
            Ok(JobStep::Send(match self.method {
                Method::Sms => Outgoing::Sms(Sms { to, text }),
                Method::Voice => Outgoing::Call(Call {
                    to,
                    lang,
                    sentences: vec![text.clone(), text],
                    asks: false,
                }),
            }))
        })
    }
}

/// Warns every usable phone of a person.
pub async fn warn(change: &mut Change, user: UserId, warning: PhoneWarning) -> Result<()> {
    for phone in store::list(change, user).await? {
        send(change, user, &phone, None, warning).await?;
    }
    Ok(())
}

/// Warns a phone that it was removed.
pub(super) async fn warn_removed(change: &mut Change, user: UserId, phone: &Phone) -> Result<()> {
    let removed = Some(phone.e164.clone());
    send(change, user, phone, removed, PhoneWarning::Removed).await
}

/// Sends a warning by the phone's confirmation method, if messages may be sent to it.
async fn send(
    change: &mut Change,
    user: UserId,
    phone: &Phone,
    removed: Option<String>,
    warning: PhoneWarning,
) -> Result<()> {
    if !phone.is_usable() {
        return Ok(());
    }
    let method = phone.confirmation_method;
    let message = PhoneWarningMessage { user, phone: phone.id, removed, method, warning };
    let to = phone.recipient(user, change.account(), method.channel());
    messaging::send(change, &to, &message).await.map(drop)
}
