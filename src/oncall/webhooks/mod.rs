//! What providers report back: what became of a message, who said STOP, which mailbox is not there.

mod gate;
mod page;

use std::collections::BTreeMap;

pub use page::routes;

use crate::core::change::Change;
use crate::messaging::ledger::{self, DeliveryState};
use crate::messaging::transports::ContactRefusal;
use crate::messaging::{Contact, JobFuture};
use crate::platform::db::{self};
use crate::platform::i18n::Lang;
use crate::platform::ids::DeliveryId;
use crate::platform::secrets;
use crate::users::emails::{self, EmailAddress};
use crate::users::phones;

/// Codes of Twilio by which a carrier says that a handset cannot be reached, is unknown, or
/// takes no messages (30003, 30005, 30006, 30008).
const UNREACHABLE: [&str; 4] = ["30003", "30005", "30006", "30008"];
/// Twilio's code for a number that said STOP.
const STOPPED: &str = "21610";

/// Marks a contact that refused a message while it was being sent.
pub fn refused<'a>(
    change: &'a mut Change,
    contact: Contact,
    refusal: ContactRefusal,
) -> JobFuture<'a, ()> {
    Box::pin(async move {
        match (contact, refusal) {
            (Contact::Email(email), _) => {
                emails::block(change, email, emails::EmailBlockReason::Bounced).await?;
            }
            (Contact::Phone(phone), ContactRefusal::Stopped) => {
                if let Some(number) = phones::number_of(change, phone).await? {
                    phones::stop(change, &number).await?;
                }
            }
            (Contact::Phone(phone), ContactRefusal::Bounced) => {
                phones::carrier_failed(change, phone).await?;
            }
        }
        Ok(())
    })
}

/// Whether a webhook is new, or was taken before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebhookReceipt {
    New,
    Again,
}

/// Takes a webhook that is unique by this text; one that comes again is not taken.
pub async fn take(change: &mut Change, unique: &str) -> db::Result<WebhookReceipt> {
    let (key, now) = (secrets::digest(unique.as_bytes()), change.now());
    Ok(if ledger::take_receipt(change, &key, now).await? {
        WebhookReceipt::New
    } else {
        WebhookReceipt::Again
    })
}

/// Notes what a carrier reports of a message or a call.
pub async fn report(
    change: &mut Change,
    delivery: DeliveryId,
    params: &BTreeMap<String, String>,
) -> db::Result<()> {
    let param = |name| params.get(name).map(String::as_str).unwrap_or_default();
    let is_call = params.contains_key("CallSid");
    let (status, reference) = match is_call {
        true => (param("CallStatus"), param("CallSid")),
        false => (param("MessageStatus"), param("MessageSid")),
    };
    let state = match status {
        "sent" => DeliveryState::Sent,
        "delivered" | "read" | "completed" => DeliveryState::Delivered,
        "undelivered" | "failed" | "busy" | "no-answer" | "canceled" => DeliveryState::Failed,
        // On its way.
        _ => return Ok(()),
    };
    let code = param("ErrorCode");
    let answer = format!("{status} {code}");
    let news = (answer.trim(), reference);
    let now = change.now();
    if !ledger::reported(change, delivery, state, news, now).await? {
        return Ok(());
    }
    let Some(Contact::Phone(phone)) = ledger::contact(change, delivery).await? else {
        return Ok(());
    };
    match state {
        DeliveryState::Delivered => phones::carrier_delivered(change, phone).await,
        DeliveryState::Failed if code == STOPPED => match phones::number_of(change, phone).await? {
            Some(number) => phones::stop(change, &number).await,
            None => Ok(()),
        },
        DeliveryState::Failed if UNREACHABLE.contains(&code) => {
            phones::carrier_failed(change, phone).await
        }
        _ => Ok(()),
    }
}

/// A word by which someone steers what is sent to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keyword {
    Stop,
    Start,
    Help,
}

impl Keyword {
    fn of(body: &str) -> Option<Self> {
        let word = body.trim().trim_end_matches(['.', '!']).to_uppercase();
        match word.as_str() {
            "STOP" | "STOPALL" | "UNSUBSCRIBE" | "CANCEL" | "END" | "QUIT" | "STOPP" | "ARRET"
            | "ARRÊT" | "ALTO" | "PARAR" => Some(Self::Stop),
            "START" | "UNSTOP" | "YES" => Some(Self::Start),
            "HELP" | "INFO" | "AYUDA" | "AIDE" | "HILFE" => Some(Self::Help),
            _ => None,
        }
    }
}

/// What a text message asked for, which decides how it is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inbound {
    /// Nothing more is to be said.
    Quiet,
    /// Help, in this language.
    Help(Lang),
}

/// Takes a text message to our number.
pub async fn inbound(
    change: &mut Change,
    params: &BTreeMap<String, String>,
) -> db::Result<Inbound> {
    let param = |name| params.get(name).map(String::as_str).unwrap_or_default();
    let from = param("From");
    // Where the provider minds these words itself it says so, and has answered already.
    let minded = param("OptOutType");
    let keyword = Keyword::of(if minded.is_empty() { param("Body") } else { minded });
    match keyword {
        Some(Keyword::Stop) => phones::stop(change, from).await?,
        Some(Keyword::Start) => phones::start(change, from).await?,
        Some(Keyword::Help) if minded.is_empty() => {
            return Ok(Inbound::Help(phones::language_of(change, from).await?.unwrap_or_default()));
        }
        Some(Keyword::Help) | None => {}
    }
    Ok(Inbound::Quiet)
}

/// What a mail system reports of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailReport {
    /// Mail to it came back for good.
    Bounce,
    /// Its reader called a mail spam.
    Complaint,
}

/// Blocks an address by what its mail system reports.
pub async fn mail_report(
    change: &mut Change,
    address: &EmailAddress,
    report: MailReport,
) -> db::Result<()> {
    let why = match report {
        MailReport::Bounce => emails::EmailBlockReason::Bounced,
        MailReport::Complaint => emails::EmailBlockReason::Complained,
    };
    emails::block_address(change, address, why).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_whole_messages_in_any_case() {
        assert_eq!(Keyword::of(" stop. "), Some(Keyword::Stop));
        assert_eq!(Keyword::of("Arrêt"), Some(Keyword::Stop));
        assert_eq!(Keyword::of("START"), Some(Keyword::Start));
        assert_eq!(Keyword::of("Hilfe!"), Some(Keyword::Help));
        assert_eq!(Keyword::of("please do not stop"), None);
        assert_eq!(Keyword::of(""), None);
    }
}
