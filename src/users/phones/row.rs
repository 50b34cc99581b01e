//! The line of a phone on the card: what did not arrive, why, and what to do.

use strum::EnumMessage;

use super::mail::PhoneCode;
use super::{Method, Phone};
use crate::messaging::latest::{self, LatestDelivery};
use crate::messaging::ledger::{DeliveryState, Reason};
use crate::messaging::{Channel, Contact, Job};
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::web::errors::Result;
use crate::web::gate::SignedIn;
use crate::web::viewer::Ctx;

/// A person's phones, with the latest messages to them, the newest first.
pub(super) struct PhoneRows {
    pub phones: Vec<Phone>,
    messages: Vec<LatestDelivery>,
}

/// The line of a phone beside its labels.
pub(super) struct Trouble {
    pub words: String,
    pub reason: Option<&'static str>,
}

impl PhoneRows {
    pub(super) async fn of(tx: &mut Tx, me: &SignedIn) -> Result<Self> {
        let phones = super::list(tx, me.person.user_id).await?;
        let messages = match phones.is_empty() {
            true => Vec::new(),
            false => latest::to_phones(tx, me.person.user_id).await?,
        };
        Ok(Self { phones, messages })
    }

    /// Returns why nothing arrives at a phone, and what to do: it is blocked, or the last message
    /// did not arrive.
    pub(super) fn trouble(&self, ctx: &Ctx, phone: &Phone) -> Option<Trouble> {
        if phone.blocked_at.is_some() {
            let blocked = phone.blocked_why.and_then(|why| why.get_message())?;
            return Some(Trouble { words: ctx.t(blocked).into_owned(), reason: None });
        }
        let last = self.messages.iter().find(|message| message.is_to(Contact::Phone(phone.id)))?;
        let words = match phone.verified_at {
            None => ctx.text(&Message::new(of_code(phone, last)?)),
            // The code was typed, whatever the carrier reported.
            Some(_) if last.kind == PhoneCode::KIND => return None,
            Some(_) => ctx.text(&of_message(ctx, last)?),
        };
        let reason = last.reason.filter(|reason| {
            let is_news = !matches!(reason, Reason::Expired | Reason::Off);
            is_news && last.state == DeliveryState::Failed
        });
        Some(Trouble { words, reason: reason.and_then(|reason| reason.get_message()) })
    }
}

/// Returns the text id about the last code to an unverified phone.
fn of_code(phone: &Phone, last: &LatestDelivery) -> Option<&'static str> {
    let by_call = last.channel == Channel::Voice || phone.confirmation_method == Method::Voice;
    match (last.state, last.reason) {
        (DeliveryState::Failed, Some(Reason::Off)) => Some("phones-off"),
        (DeliveryState::Failed, Some(Reason::Gone | Reason::Blocked)) => None,
        (DeliveryState::Failed, Some(Reason::Expired)) => Some("phones-code-late"),
        (DeliveryState::Failed, _) if by_call => Some("phones-code-failed-voice"),
        (DeliveryState::Failed, _) => Some("phones-code-failed-sms"),
        (DeliveryState::Queued, _) if last.was_tried() => Some("phones-code-delayed"),
        (
            DeliveryState::Queued
            | DeliveryState::Sent
            | DeliveryState::Delivered
            | DeliveryState::Blocked,
            _,
        ) => None,
    }
}

/// Returns the message about the last message to a verified phone.
fn of_message(ctx: &Ctx, last: &LatestDelivery) -> Option<Message> {
    let has_failed = last.state == DeliveryState::Failed;
    let is_of_the_phone =
        !matches!(last.reason, Some(Reason::Off | Reason::Gone | Reason::Blocked));
    let when = ctx.dates().short_date_time(last.created_at);
    let failed = Message::new("phones-message-failed").with("when", when);
    (has_failed && is_of_the_phone).then_some(failed)
}
