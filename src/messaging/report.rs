//! What providers report of messages, in terms that are no provider's own.

use super::ledger::DeliveryState;
use super::transports::ContactRefusal;

/// What became of one message or call.
#[derive(Debug, PartialEq, Eq)]
pub struct DeliveryReport {
    pub state: DeliveryState,
    /// The provider's words.
    pub answer: String,
    /// The id that the provider has given the message.
    pub provider_id: String,
    /// What the report says about the contact itself, if anything.
    pub refusal: Option<ContactRefusal>,
}
