use axum::body::Body;
use axum::http::Request;
use tower::ServiceExt;

use crate::support::{HOST, TestApp};

#[tokio::test]
async fn password_managers_find_the_card() {
    let app = TestApp::new().await;
    let reply = app.visitor().get("/.well-known/change-password").await.expect(303);
    assert_eq!(reply.location(), "/settings/password");
}

#[tokio::test]
async fn an_unknown_well_known_url_is_a_true_404() {
    let app = TestApp::new().await;
    let path = "/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200";
    app.visitor().get(path).await.expect(404);
    app.visitor().get("/.well-known/security.txt").await.expect(404);
}

#[tokio::test]
async fn security_txt_names_the_configured_contact() {
    let flags = ["--security-contact", "mailto:security@acme.example"];
    let app = TestApp::with_flags(&flags).await;
    let text = app.visitor().get("/.well-known/security.txt").await.expect(200).text;
    assert!(text.contains("Contact: mailto:security@acme.example\n"), "{text}");
    assert!(text.contains("Expires: 2027-05-21T10:00:00Z\n"), "{text}");
}

#[tokio::test]
async fn robots_are_turned_away() {
    let app = TestApp::new().await;
    assert!(app.visitor().get("/robots.txt").await.expect(200).text.contains("Disallow: /"));
}

#[tokio::test]
async fn pages_are_compressed_by_what_takes_least_time() {
    let app = TestApp::new().await;
    for (accepted, coding) in [("gzip, deflate, br, zstd", "zstd"), ("gzip, deflate, br", "gzip")] {
        let request = Request::get("/login").header("host", HOST);
        let request = request.header("accept-encoding", accepted).body(Body::empty()).unwrap();
        let page = app.router().oneshot(request).await.unwrap();
        assert_eq!(page.headers()["content-encoding"], coding);
        assert!(page.headers()["vary"].to_str().unwrap().contains("accept-encoding"));
    }
}

#[tokio::test]
async fn assets_are_compressed_once_for_those_who_can_read_it() {
    let app = TestApp::new().await;
    let browser = app.visitor();
    let page = browser.get("/login").await.page();
    let url = page.attribute("link[rel=stylesheet]", "href");
    let plain = browser.get(&url).await.expect(200);
    assert!(!plain.headers.contains_key("content-encoding"));
    for (accepted, coding) in [("gzip, br", "br"), ("gzip", "gzip")] {
        browser.always("accept-encoding", accepted);
        let small = browser.get(&url).await.expect(200);
        assert_eq!(small.header("content-encoding"), coding);
    }
    app.visitor().get("/assets/css/callbook.wrong.css").await.expect(404);
}
