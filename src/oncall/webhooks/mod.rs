//! Reports of providers: deliveries, STOP and START, bounces and complaints.

mod gate;
mod page;

pub use page::routes;

use crate::core::change::Change;
use crate::messaging::email::report::{MailReport, MailReportKind};
use crate::messaging::ledger::{self, DeliveryState};
use crate::messaging::report::DeliveryReport;
use crate::messaging::sms::report::{InboundSms, Keyword};
use crate::messaging::transports::{ContactRefusal, Transports};
use crate::messaging::{Contact, JobFuture, receipts};
use crate::oncall::alerts::{self, PhoneReply, SmsReply};
use crate::platform::db::{self, Tx};
use crate::platform::i18n::Lang;
use crate::platform::ids::DeliveryId;
use crate::platform::secrets;
use crate::users::emails::{self, EmailAddress, EmailBlockReason};
use crate::users::phones;

/// Blocks a contact that refused a message while it was being sent.
pub fn refused<'a>(
    change: &'a mut Change,
    contact: Contact,
    refusal: ContactRefusal,
) -> JobFuture<'a, ()> {
    Box::pin(async move { Ok(mark(change, contact, refusal).await?) })
}

async fn mark(change: &mut Change, contact: Contact, refusal: ContactRefusal) -> db::Result<()> {
    match (contact, refusal) {
        (Contact::Email(email), _) => emails::block(change, email, EmailBlockReason::Bounced).await,
        (Contact::Phone(phone), ContactRefusal::Stopped) => {
            match phones::number_of(change, phone).await? {
                Some(number) => phones::stop(change, &number).await,
                None => Ok(()),
            }
        }
        (Contact::Phone(phone), ContactRefusal::Unreachable) => {
            phones::carrier_failed(change, phone).await
        }
    }
}

/// Whether a webhook is new, or was processed before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebhookReceipt {
    New,
    Again,
}

/// Records a webhook by its unique id, so that a repetition is not processed again.
pub async fn take(change: &mut Change, unique: &str) -> db::Result<WebhookReceipt> {
    let (key, now) = (secrets::digest(unique.as_bytes()), change.now());
    Ok(if receipts::take(change, &key, now).await? {
        WebhookReceipt::New
    } else {
        WebhookReceipt::Again
    })
}

/// Stores a carrier's report about a message or a call.
pub async fn report(
    change: &mut Change,
    delivery: DeliveryId,
    report: &DeliveryReport,
) -> db::Result<()> {
    let now = change.now();
    if !ledger::reported(change, delivery, report, now).await? {
        return Ok(());
    }
    let Some(Contact::Phone(phone)) = ledger::contact(change, delivery).await? else {
        return Ok(());
    };
    match (report.state, report.refusal) {
        (DeliveryState::Delivered, _) => phones::carrier_delivered(change, phone).await,
        (_, Some(refusal)) => mark(change, Contact::Phone(phone), refusal).await,
        (_, None) => Ok(()),
    }
}

/// Does what an incoming text message asks for, and returns what to answer, if anything.
pub async fn inbound(
    change: &mut Change,
    transports: &Transports,
    sms: &InboundSms,
) -> db::Result<Option<PhoneReply>> {
    match sms.keyword {
        Some(Keyword::Stop) => phones::stop(change, &sms.from).await.map(|()| None),
        Some(Keyword::Start) => phones::start(change, &sms.from).await.map(|()| None),
        Some(Keyword::Help) => Ok(None),
        None => match SmsReply::parse(&sms.body) {
            Some(reply) => alerts::reply(change, transports, &sms.from, reply).await,
            None => Ok(None),
        },
    }
}

/// Returns the language in which an incoming text message asks for help, if it does.
pub async fn asks_for_help(tx: &mut Tx, sms: &InboundSms) -> db::Result<Option<Lang>> {
    match sms.keyword {
        Some(Keyword::Help) => {
            phones::language_of(tx, &sms.from).await.map(|lang| Some(lang.unwrap_or_default()))
        }
        Some(Keyword::Stop | Keyword::Start) | None => Ok(None),
    }
}

/// Blocks an address that its mail system reports. A bounce that is not the address's fault is
/// logged for the operator.
pub async fn mail_report(
    change: &mut Change,
    address: &EmailAddress,
    report: &MailReport,
) -> db::Result<()> {
    if !report.blocks() {
        tracing::warn!(
            event = "mail_came_back",
            status = report.status,
            "a mail came back, and not because there is no such mailbox: the words of its report \
             say what to mend"
        );
        return Ok(());
    }
    let why = match report.kind {
        MailReportKind::Bounce => EmailBlockReason::Bounced,
        MailReportKind::Complaint => EmailBlockReason::Complained,
    };
    emails::block_address(change, address, why).await
}
