use axum::body::Body;
use axum::http::Request;
use callbook::app::router;

use crate::support::TestApp;

/// Sends every form of the program as another site would.
#[tokio::test]
async fn csrf_matrix() {
    let app = TestApp::new().await.leave_work();
    let alice = app.sign_in("alice").await;
    let posts: Vec<_> =
        router::routes().list().into_iter().filter(|route| route.method == "POST").collect();
    assert!(posts.len() >= 5);
    for route in posts {
        let path = route.path.replace("{token}", "x");
        for headers in [
            vec![("sec-fetch-site", "cross-site")],
            vec![("sec-fetch-site", "same-site")],
            vec![("origin", "https://evil.example")],
            vec![("origin", "null")],
            vec![("origin", "http://localhost.evil.example:8080")],
        ] {
            let mut request = Request::post(&path)
                .header("host", "localhost:8080")
                .header("content-type", "application/x-www-form-urlencoded");
            for (name, value) in &headers {
                request = request.header(*name, *value);
            }
            let reply = alice.send(request.body(Body::from("name=Mallory")).unwrap()).await;
            assert_eq!(reply.status, 403, "{path} {headers:?}");
            assert_eq!(reply.page().text("h1"), "This form came from another site");
        }
        let ours = Request::post(&path)
            .header("host", "localhost:8080")
            .header("origin", "http://localhost:8080")
            .header("content-type", "application/x-www-form-urlencoded");
        let reply = alice.send(ours.body(Body::empty()).unwrap()).await;
        assert_ne!(reply.status, 403, "{path}");
        // A request with neither header comes from no current browser, but from a program that
        // posts a form.
        let program = Request::post(&path)
            .header("host", "localhost:8080")
            .header("content-type", "application/x-www-form-urlencoded");
        let reply = alice.send(program.body(Body::empty()).unwrap()).await;
        assert_ne!(reply.status, 403, "{path}");
        if path == "/logout" {
            alice.sign_in("alice@acme.example", "plum-kettle-verdict-orbit").await;
        }
    }
}

#[tokio::test]
async fn host_and_forwarded_headers_lead_nowhere() {
    let app = TestApp::new().await;
    let browser = app.visitor();
    for (name, value) in [
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-proto", "https"),
        ("forwarded", "host=evil.example;proto=https"),
        ("x-original-url", "/healthz"),
    ] {
        browser.always(name, value);
    }
    let reply = browser.get("/settings").await.expect(303);
    assert_eq!(reply.location(), "/login?next=%2Fsettings");
    assert!(!browser.get("/login").await.text.contains("evil.example"));
    browser.always("host", "evil.example");
    assert!(!browser.get("/login").await.expect(421).text.contains("evil.example"));
}

#[tokio::test]
async fn a_request_names_itself_in_our_words_only() {
    let app = TestApp::new().await;
    let browser = app.visitor();
    browser.always("x-request-id", "<b>mine</b>");
    let reply = browser.get("/nowhere").await;
    assert!(!reply.text.contains("mine"));
    assert!(!reply.header("x-request-id").contains("mine"));
}

#[tokio::test]
async fn a_form_cannot_assign_what_its_card_does_not_show() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    let page = bob.get("/settings").await.page();
    let stamp = page.attribute("#general input[name=stamp]", "value");
    let fields = [
        ("stamp", stamp.as_str()),
        ("name", "Bob B"),
        ("id", "usr_x"),
        ("user_id", "usr_x"),
        ("is_owner", "on"),
        ("is_admin", "on"),
        ("epoch", "9"),
        ("password", "x"),
        ("debug_mode", "on"),
        ("language", "de"),
    ];
    bob.post("/settings/general", &fields).await.expect(303);
    let mut tx = app.app.db.read().await.unwrap();
    let admins = callbook::sql!(&mut tx, scalar i64,
        "SELECT COUNT(*) FROM account_users WHERE is_admin")
    .unwrap();
    assert_eq!(admins, 2);
    let page = bob.get("/settings").await.page();
    assert!(!page.form("/settings/other").is_ticked("other-debug_mode"));
    assert_eq!(page.attribute("html", "lang"), "nl");
}
