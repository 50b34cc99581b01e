//! Sending of text messages by Twilio.

use crate::messaging::transports::{SendOutcome, Sms};
use crate::messaging::twilio::account::TwilioAccount;
use crate::platform::ids::DeliveryId;

/// Sends a text message once; `id` is the ledger's.
pub async fn send(account: &TwilioAccount, id: DeliveryId, sms: &Sms) -> SendOutcome {
    let fields = [("To", sms.to.as_str()), ("Body", &sms.text), account.sms_sender()];
    account.create("Messages.json", id, &fields).await
}
