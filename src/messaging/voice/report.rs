//! What Twilio reports of calls.

use std::collections::BTreeMap;

use crate::messaging::ledger::DeliveryState;
use crate::messaging::report::DeliveryReport;
use crate::messaging::twilio::code;

/// The report of a call; `None` while it is still under way, or when the report is of no call.
pub fn read(params: &BTreeMap<String, String>) -> Option<DeliveryReport> {
    let param = |name| params.get(name).map(String::as_str).unwrap_or_default();
    let provider_id = params.get("CallSid")?.clone();
    let status = param("CallStatus");
    let state = match status {
        "completed" => DeliveryState::Delivered,
        "busy" | "failed" | "no-answer" | "canceled" => DeliveryState::Failed,
        _ => return None,
    };
    let code = param("ErrorCode");
    Some(DeliveryReport {
        state,
        answer: format!("{status} {code}").trim().to_owned(),
        provider_id,
        refusal: match state {
            DeliveryState::Failed => code.parse().ok().and_then(code::refusal),
            _ => None,
        },
    })
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
