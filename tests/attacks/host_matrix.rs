//! Requests that name another host: by a proxy's mistake, or by DNS rebinding.

use crate::support::{Program, TestApp};

const HERE: [&str; 6] =
    ["localhost", "LOCALHOST:8080", "localhost.:8080", "127.0.0.1", "127.0.0.2:1", "[::1]:8080"];
const ELSEWHERE: [&str; 8] = [
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example:8080",
    "0.0.0.0:8080",
    "192.168.1.7:8080",
    "callbook.example.evil.example",
    "callbook.example, evil.example",
    "callbook.example@evil.example",
];

/// Pages, forms, links and webhooks, with statuses that do not depend on the host.
const PATHS: [&str; 5] = ["/login", "/settings", "/links/undo/x", "/hooks/mail", "/nowhere"];
const CALLS: [&str; 3] = ["/api/v4/me", "/api/v4/openapi.json", "/account"];

async fn statuses(app: &TestApp, host: &str) -> Vec<u16> {
    let mut all = Vec::new();
    for path in PATHS {
        let visitor = app.visitor();
        all.push(visitor.always("host", host).get(path).await.status);
        all.push(visitor.post(path, &[("email", "a@acme.example")]).await.status);
    }
    for path in CALLS {
        let program = Program::new(app.router(), None);
        all.push(program.always("host", host).get(path).await.status);
    }
    all
}

#[tokio::test]
async fn only_the_public_host_is_served() {
    let local = TestApp::new().await;
    let far = TestApp::with_flags(&["--public-url", "https://callbook.example:8443"]).await;
    for host in HERE {
        assert!(!statuses(&local, host).await.contains(&421), "{host}");
        assert!(statuses(&far, host).await.iter().all(|status| *status == 421), "{host}");
    }
    for host in ["callbook.example", "Callbook.Example:8443", "callbook.example."] {
        assert!(!statuses(&far, host).await.contains(&421), "{host}");
        assert!(statuses(&local, host).await.iter().all(|status| *status == 421), "{host}");
    }
    for host in ELSEWHERE {
        for app in [&local, &far] {
            assert!(statuses(app, host).await.iter().all(|status| *status == 421), "{host}");
        }
    }
}

#[tokio::test]
async fn the_answer_names_the_right_address_and_health_is_told_to_anyone() {
    let app = TestApp::with_flags(&["--public-url", "https://callbook.example"]).await;
    let visitor = app.visitor();
    visitor.always("host", "10.0.0.7:8080");
    let page = visitor.get("/login").await.expect(421).page();
    assert_eq!(page.attribute("main a.button", "href"), "https://callbook.example");
    for path in ["/healthz", "/readyz"] {
        visitor.get(path).await.expect(200);
    }
    let program = Program::new(app.router(), None);
    let refused = program.always("host", "10.0.0.7:8080").get("/api/v4/me").await;
    assert!(
        refused.text.contains("Send the request to https://callbook.example"),
        "{}",
        refused.text
    );
}
