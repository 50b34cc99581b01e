//! Twilio's reports about a message or call: the parts that both have.

use std::collections::BTreeMap;

use super::code;
use crate::messaging::ledger::{DeliveryState, Reason};
use crate::messaging::report::DeliveryReport;

/// Returns a parameter of a webhook; empty when it was not sent.
pub fn param<'a>(params: &'a BTreeMap<String, String>, name: &str) -> &'a str {
    params.get(name).map(String::as_str).unwrap_or_default()
}

/// Makes the report of the message or call with this id. The error code is about the number only
/// when sending has failed.
pub fn of(
    params: &BTreeMap<String, String>,
    state: DeliveryState,
    status: &str,
    provider_id: &str,
) -> DeliveryReport {
    let code = param(params, "ErrorCode");
    let refusal = code.parse().ok().and_then(code::refusal);
    let reason = match (state, status) {
        (DeliveryState::Failed, "busy" | "no-answer") => Some(Reason::Unanswered),
        (DeliveryState::Failed, _) => Some(Reason::Undelivered),
        _ => None,
    };
    DeliveryReport {
        state,
        reason,
        answer: format!("{status} {code}").trim().to_owned(),
        provider_id: provider_id.to_owned(),
        refusal: refusal.filter(|_| state == DeliveryState::Failed),
    }
}
