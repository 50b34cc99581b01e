//! Reports of a mail system about addresses, in a form that any mail system can be made to send.

use serde::Deserialize;

/// A report about one address.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub struct MailReport {
    /// The address as the mail system writes it.
    pub address: String,
    pub kind: MailReportKind,
}

/// The fate of mail to the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailReportKind {
    /// It came back for good.
    Bounce,
    /// Its reader called it spam.
    Complaint,
}

/// Reads the body of a report, which is JSON; `None` when it is something else.
pub fn read(body: &[u8]) -> Option<MailReport> {
    serde_json::from_slice(body).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_names_an_address_and_a_known_kind() {
        let report = read(br#"{"address": "a@acme.example", "kind": "bounce", "more": 1}"#);
        let address = "a@acme.example".to_owned();
        assert_eq!(report, Some(MailReport { address, kind: MailReportKind::Bounce }));
        assert_eq!(read(br#"{"address": "a@acme.example", "kind": "open"}"#), None);
        assert_eq!(read(b"kind=bounce"), None);
    }
}
