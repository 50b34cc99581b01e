//! Reports of mail systems about addresses, in a format that any mail system can be made to send.

use serde::Deserialize;

use super::answer::bounce_is_no_mailbox;

/// A report about one address.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub struct MailReport {
    /// The address in the mail system's spelling.
    pub address: String,
    pub kind: MailReportKind,
    /// The enhanced status code of a bounce, such as `5.1.1`, when the mail system has one.
    pub status: Option<String>,
    /// The answer of the server that refused the mail, when the mail system has it.
    pub diagnostic: Option<String>,
}

impl MailReport {
    /// Tells whether the report blocks the address. A bounce without a reason was judged permanent
    /// by the mail system; one with a reason is judged here, like a mail server's answer.
    pub fn blocks(&self) -> bool {
        let said: Vec<_> = self.status.iter().chain(&self.diagnostic).map(String::as_str).collect();
        match self.kind {
            MailReportKind::Complaint => true,
            MailReportKind::Bounce => said.is_empty() || bounce_is_no_mailbox(&said.join(" ")),
        }
    }
}

/// The kind of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailReportKind {
    /// The mail bounced permanently.
    Bounce,
    /// The reader marked the mail as spam.
    Complaint,
}

/// Parses the body of a report, which is JSON; `None` when it is something else.
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
