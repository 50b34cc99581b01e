//! Reports of providers about messages, in terms of no particular provider.

use super::ledger::{DeliveryState, Reason};
use super::transports::ContactRefusal;

/// The report of one message or call.
#[derive(Debug, PartialEq, Eq)]
pub struct DeliveryReport {
    pub state: DeliveryState,
    /// The reason why it did not arrive.
    pub reason: Option<Reason>,
    /// The provider's words.
    pub answer: String,
    /// The provider's id of the message.
    pub provider_id: String,
    /// The contact's refusal, when the report says something about the contact itself.
    pub refusal: Option<ContactRefusal>,
}
