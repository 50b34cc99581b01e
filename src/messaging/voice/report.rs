//! Twilio's reports about calls.

use std::collections::BTreeMap;

use crate::messaging::ledger::DeliveryState;
use crate::messaging::report::DeliveryReport;
use crate::messaging::twilio::report::{self, param};

/// Parses the report of a call; `None` while it is in progress, or when the report is not about a
/// call.
pub fn read(params: &BTreeMap<String, String>) -> Option<DeliveryReport> {
    let (provider_id, status) = (params.get("CallSid")?, param(params, "CallStatus"));
    let state = match status {
        "completed" => DeliveryState::Delivered,
        "busy" | "failed" | "no-answer" | "canceled" => DeliveryState::Failed,
        _ => return None,
    };
    Some(report::of(params, state, status, provider_id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_nobody_answered_has_failed() {
        let state = |params: &[(&str, &str)]| {
            let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
            read(&params.iter().map(own).collect()).map(|report| report.state)
        };
        assert_eq!(state(&[("CallSid", "CA1"), ("CallStatus", "ringing")]), None);
        let no_answer = [("CallSid", "CA1"), ("CallStatus", "no-answer")];
        assert_eq!(state(&no_answer), Some(DeliveryState::Failed));
        let completed = [("CallSid", "CA1"), ("CallStatus", "completed")];
        assert_eq!(state(&completed), Some(DeliveryState::Delivered));
        assert_eq!(state(&[("MessageSid", "SM1"), ("MessageStatus", "delivered")]), None);
    }
}
