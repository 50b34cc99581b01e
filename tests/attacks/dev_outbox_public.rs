//! The dev outbox, which shows codes and links, is open on the machine itself only.

use crate::support::TestApp;

async fn status(name: &'static str, value: &str) -> u16 {
    let app = TestApp::new().await;
    let browser = app.visitor();
    browser.always(name, value).get("/dev/outbox").await.status
}

#[tokio::test]
async fn a_proxy_that_was_set_up_without_a_word_shows_nobody_the_dev_outbox() {
    for (name, value) in [
        ("x-forwarded-for", "203.0.113.7"),
        ("x-forwarded-host", "callbook.example"),
        ("x-forwarded-proto", "https"),
        ("x-real-ip", "203.0.113.7"),
        ("forwarded", "for=203.0.113.7"),
        ("via", "1.1 proxy"),
    ] {
        assert_eq!(status(name, value).await, 404, "{name}");
    }
}

#[tokio::test]
async fn a_page_of_another_site_cannot_read_it_by_a_name_of_its_own() {
    for host in ["callbook.example", "localhost.example", "127.0.0.1.example:8080", "0.0.0.0"] {
        assert_eq!(status("host", host).await, 421, "{host}");
    }
    for host in ["localhost", "LOCALHOST:8080", "127.0.0.1:8080", "[::1]:8080", "a.localhost"] {
        assert_eq!(status("host", host).await, 200, "{host}");
    }
}
