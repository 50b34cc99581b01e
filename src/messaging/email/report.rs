//! Reports of a mail system about addresses, in a form that any mail system can be made to send.

use serde::Deserialize;

use super::answer::bounce_is_no_mailbox;

/// A report about one address.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub struct MailReport {
    /// The address as the mail system writes it.
    pub address: String,
    pub kind: MailReportKind,
    /// The status of a bounce, as `5.1.1`, where the mail system tells it.
    pub status: Option<String>,
    /// The words of the server that refused it, where the mail system tells them.
    pub diagnostic: Option<String>,
}

impl MailReport {
    /// Whether the report says that nothing gets to the address any more. A bounce without a word of
    /// why is one that the mail system has judged; one with its reason is judged by us, as an answer
    /// of a mail server is.
    pub fn blocks(&self) -> bool {
        let said: Vec<_> = self.status.iter().chain(&self.diagnostic).map(String::as_str).collect();
        match self.kind {
            MailReportKind::Complaint => true,
            MailReportKind::Bounce => said.is_empty() || bounce_is_no_mailbox(&said.join(" ")),
        }
    }
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
        let kind = MailReportKind::Bounce;
        assert_eq!(report, Some(MailReport { address, kind, status: None, diagnostic: None }));
        assert_eq!(read(br#"{"address": "a@acme.example", "kind": "open"}"#), None);
        assert_eq!(read(b"kind=bounce"), None);
    }
}
