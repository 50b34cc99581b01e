//! Twilio's error codes: those about the number, and those about our account.

use crate::messaging::transports::{ContactRefusal, ProviderFault};

/// The number's owner has answered STOP.
const STOPPED: i64 = 21610;

/// The handset is unreachable, unknown, or receives no messages.
const UNREACHABLE: [i64; 4] = [30003, 30005, 30006, 30008];

/// Our own number cannot send or call: it is unknown, not ours, or not capable.
const SENDER: [i64; 7] = [21210, 21212, 21603, 21606, 21659, 21660, 21661];

/// The account is suspended, on trial, at a limit, or may not send to that country.
const ACCOUNT: [i64; 9] = [20005, 21215, 21216, 21219, 21408, 21608, 21611, 30002, 63038];

/// Returns the number's refusal that an error code means, if it is about the number.
pub fn refusal(code: i64) -> Option<ContactRefusal> {
    match code {
        STOPPED => Some(ContactRefusal::Stopped),
        code if UNREACHABLE.contains(&code) => Some(ContactRefusal::Unreachable),
        _ => None,
    }
}

/// Returns our fault that an error code means, if it is about our account or number.
pub fn fault(code: i64) -> Option<ProviderFault> {
    match code {
        code if SENDER.contains(&code) => Some(ProviderFault::Sender),
        code if ACCOUNT.contains(&code) => Some(ProviderFault::Refused),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_codes_about_the_number_refuse_it() {
        assert_eq!(refusal(21610), Some(ContactRefusal::Stopped));
        assert_eq!(refusal(30003), Some(ContactRefusal::Unreachable));
        // A carrier's filter and an invalid number are about one message only.
        assert_eq!([30007, 21211].map(refusal), [None, None]);
    }

    #[test]
    fn codes_about_our_account_or_number_are_no_fault_of_the_person() {
        assert_eq!([21606, 21212].map(fault), [Some(ProviderFault::Sender); 2]);
        assert_eq!([21408, 30002].map(fault), [Some(ProviderFault::Refused); 2]);
        assert_eq!([21211, 21610, 30003].map(fault), [None; 3]);
    }
}
