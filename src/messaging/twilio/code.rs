//! Twilio's error codes that say something about the number itself.

use crate::messaging::transports::ContactRefusal;

/// The number's owner has replied STOP.
const STOPPED: i64 = 21610;

/// The handset cannot be reached, is unknown, or takes no messages.
const UNREACHABLE: [i64; 4] = [30003, 30005, 30006, 30008];

/// The number's refusal that an error code means, if it is about the number.
pub fn refusal(code: i64) -> Option<ContactRefusal> {
    match code {
        STOPPED => Some(ContactRefusal::Stopped),
        code if UNREACHABLE.contains(&code) => Some(ContactRefusal::Unreachable),
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
        // A carrier's filter and an invalid number are about this message.
        assert_eq!([30007, 21211].map(refusal), [None, None]);
    }
}
