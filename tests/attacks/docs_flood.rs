//! Floods of the public pages: their content is made once, and strangers wait while others are
//! served.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::Request;
use callbook::web::requests::{EXPORTS, REQUESTS};
use tower::ServiceExt;

use crate::support::{Browser, HOST, Program, Reply, TestApp};

const PAGES: [&str; 4] = ["/docs/api", "/docs/api/older", "/openapi.json", "/api/v4/openapi.json"];
const FLOOD: &str = "203.0.113.9";
const OTHER: &str = "198.51.100.7";

async fn asked(browser: &Browser, path: &str, headers: &[(&str, &str)]) -> Reply {
    let mut request = Request::get(path).header("host", HOST);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    browser.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn what_is_the_same_for_all_is_sent_once_and_known_by_its_tag() {
    let app = TestApp::new().await;
    let stranger = app.visitor();
    for path in PAGES {
        let first = asked(&stranger, path, &[]).await.expect(200);
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with("W/\""), "{path}: {tag}");
        assert_eq!(first.header("cache-control"), "no-cache", "{path}");
        let again = asked(&stranger, path, &[("if-none-match", &tag)]).await.expect(304);
        assert_eq!((again.text.as_str(), again.header("etag")), ("", tag.as_str()), "{path}");
        for coding in ["br", "gzip"] {
            let request = Request::get(path).header("host", HOST).header("accept-encoding", coding);
            let request = request.body(Body::empty()).unwrap();
            let small = app.router().oneshot(request).await.unwrap();
            assert_eq!(small.headers()["content-encoding"], coding, "{path}");
            assert_eq!(small.headers()["etag"], tag.as_str(), "{path}");
            let bytes = to_bytes(small.into_body(), usize::MAX).await.unwrap();
            assert!(bytes.len() * 3 < first.text.len(), "{path}");
        }
        let other = asked(&stranger, path, &[("if-none-match", "W/\"other\"")]).await.expect(200);
        assert_eq!(other.text, first.text, "{path}");
    }
    // Each language is a page of its own; a signed-in person has a masthead of their own.
    let german = [("accept-language", "de")];
    let page = asked(&stranger, "/docs/api", &german).await.expect(200);
    assert!(page.text.contains("<html lang=\"de\""));
    let alice = app.sign_in("alice").await;
    let own = alice.get("/docs/api").await.expect(200);
    assert!(own.text.contains("dropdown-menu") && own.header("etag").is_empty());
    assert!(!app.visitor().get("/docs/api").await.expect(200).text.contains("dropdown-menu"));
}

#[tokio::test]
async fn docs_flood() {
    let app = TestApp::with_flags(&["--trusted-proxies", "127.0.0.0/8"]).await;
    let at = |address: &str| {
        let browser = app.visitor();
        browser.always("x-forwarded-for", address);
        browser
    };
    let (flood, alice) = (at(FLOOD), app.sign_in("alice").await);
    alice.always("x-forwarded-for", FLOOD);
    let token = app.token("alice").await;
    for nth in 0..REQUESTS.get() {
        let path = ["/docs/api", "/login", "/settings", "/nowhere"][nth as usize % 4];
        let reply = flood.get(path).await;
        assert_ne!(reply.status, 429, "{nth}");
    }
    for path in ["/docs/api", "/login", "/settings", "/nowhere"] {
        let reply = flood.get(path).await.expect(429);
        assert_eq!(reply.header("retry-after"), "1");
        assert!(reply.text.contains("Too many requests"), "{path}");
    }
    flood.get("/healthz").await.expect(200);
    alice.get("/settings").await.expect(200);
    at(OTHER).get("/docs/api").await.expect(200);
    let program = |text: &str| {
        let program = Program::new(app.router(), Some(format!("Bearer {text}")));
        program.always("x-forwarded-for", FLOOD);
        program
    };
    program(&token).get("/api/v4/me").await.expect(200);
    let reply = program("wrong").get("/api/v4/me").await.expect(429).json();
    assert!(reply.to_string().contains("without a valid token"), "{reply}");
    app.pass(Duration::from_secs(60));
    flood.get("/docs/api").await.expect(200);
    app.deliver().await;
}

#[tokio::test]
async fn who_is_signed_in_is_counted_alone_and_for_exports_apart() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let export = async || alice.post("/settings/data/export", &[]).await;
    for _ in 0..EXPORTS.get() {
        export().await.expect(200);
    }
    assert_eq!(export().await.expect(429).header("retry-after"), "6");
    let page = alice.get("/users?q=bob").await.expect(200).page();
    alice.submit(&page.form("/users/export")).await.expect(429);
    app.pass(Duration::from_secs(60));
    export().await.expect(200);
    // The start page redirects at once, until the limit is reached.
    for _ in 0..REQUESTS.get() {
        if alice.get("/").await.status == 429 {
            break;
        }
    }
    assert_eq!(alice.get("/users?q=bob").await.expect(429).header("retry-after"), "1");
    alice.get("/login").await.expect(429);
    alice.get("/healthz").await.expect(200);
    bob.get("/settings").await.expect(200);
    app.visitor().get("/login").await.expect(200);
    app.deliver().await;
}

#[tokio::test]
async fn wrong_tokens_are_strangers_on_both_apis() {
    let app = TestApp::new().await;
    for (path, wrong) in [("/api/v4/me", 401), ("/user", 401)] {
        app.pass(Duration::from_secs(60));
        let program = Program::new(app.router(), Some("Bearer nonsense".to_owned()));
        for _ in 0..REQUESTS.get() {
            program.get(path).await.expect(wrong);
        }
        program.get(path).await.expect(429);
        app.stranger().get(path).await.expect(429);
    }
}
