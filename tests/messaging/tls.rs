//! Certificates of a mail server that are not accepted.

use crate::messaging::email::{app_with, link_to};
use crate::messaging::parts::MailServer;
use crate::support::log::Log;

#[tokio::test]
async fn a_certificate_of_another_host_or_one_that_has_expired_gets_nothing_and_the_log_says_so() {
    for (certificate, why) in [("other", "not valid for name"), ("expired", "expired")] {
        for (tls, scheme) in [("--tls", "smtp"), ("--smtps", "smtps")] {
            let log = Log::begin();
            let server = MailServer::start(&[tls, "--certificate", certificate]);
            let ca = ("CALLBOOK_SMTP_CA_FILE", server.ca.clone());
            let url = format!("{scheme}://localhost:{}", server.port);
            let app = app_with(url, vec![ca]).await.leave_work();
            let (_, row) = link_to(&app, "alice@home.example").await;
            assert_eq!(row.state, "queued", "{certificate} {scheme}");
            assert!(row.words().contains(why), "{certificate} {scheme}: {row:?}");
            assert_eq!(server.count(), 0, "{certificate} {scheme}");
            let said = log.take();
            let fails = said.lines().find(|line| line.contains("provider_fails")).unwrap();
            for words in [why, "check host, port and TLS in CALLBOOK_SMTP_URL"] {
                assert!(fails.contains(words), "{fails}");
            }
        }
    }
}
