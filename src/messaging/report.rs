//! Reports of providers about messages, in terms that are no provider's own.

use super::ledger::{DeliveryState, Reason};
use super::transports::ContactRefusal;

/// The outcome of one message or call.
#[derive(Debug, PartialEq, Eq)]
pub struct DeliveryReport {
    pub state: DeliveryState,
    /// Why it did not arrive.
    pub reason: Option<Reason>,
    /// The provider's words.
    pub answer: String,
    /// The id that the provider has given the message.
    pub provider_id: String,
    /// The contact's refusal, if the report says something about the contact itself.
    pub refusal: Option<ContactRefusal>,
}
