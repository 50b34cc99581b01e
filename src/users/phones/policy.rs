//! Policies of numbers: which are accepted, and which messages reach them.
//!
//! Rules check them in every change. Pages check them too, where they show something in advance.

use super::number::{NumberKind, PhoneNumber};
use crate::core::operator::OperatorSettings;
use crate::messaging::Channel;

/// Tells whether the operator accepts numbers of the number's country, as a guard against toll
/// fraud.
pub fn is_country_open(operator: &OperatorSettings, number: &PhoneNumber) -> bool {
    operator.takes_numbers_of(number.country())
}

/// Tells whether messages of a channel reach a kind of number: a landline receives calls only.
pub fn reaches(kind: NumberKind, channel: Channel) -> bool {
    channel == Channel::Voice || kind != NumberKind::Landline
}
