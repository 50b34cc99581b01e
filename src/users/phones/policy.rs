//! Policies of numbers: whose are taken, and what reaches them.
//!
//! Rules ask them in every change. Pages ask them too, where something is shown before anything is
//! done.

use super::number::{NumberKind, PhoneNumber};
use crate::core::operator::OperatorSettings;
use crate::messaging::Channel;

/// Whether the operator takes numbers of the number's country: a guard against calls to places where
/// strangers earn by them.
pub fn is_country_open(operator: &OperatorSettings, number: &PhoneNumber) -> bool {
    operator.takes_numbers_of(number.country())
}

/// Whether messages of a channel reach a kind of number: a landline takes calls only.
pub fn reaches(kind: NumberKind, channel: Channel) -> bool {
    channel == Channel::Voice || kind != NumberKind::Landline
}
