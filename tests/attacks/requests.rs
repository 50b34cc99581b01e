//! Requests that no browser sends, and floods of them.

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderValue, Request};
use callbook::app::router;
use callbook::platform::secrets::password::Password;
use futures_util::future::{join, join_all};
use tower::ServiceExt;

use crate::accounts::invitations::{NOBODY, acme, ask, created, globex};
use crate::support::log::Log;
use crate::support::passkey::{Device, NEW, SIGN_IN};
use crate::support::work::{Watch, Work};
use crate::support::{HOST, PEER, TestApp, password_of};

const ALICE: &str = "alice@acme.example";

/// The test browser checks the headers of every answer; here it gets one of every route.
#[tokio::test]
async fn every_route_and_status_carries_the_headers() {
    let app = TestApp::new().await;
    let (alice, stranger) = (app.sign_in("alice").await, app.visitor());
    let mut seen = std::collections::BTreeSet::new();
    for route in router::routes().list() {
        let path = route.path.replace("{token}", "x").replace(['{', '}', '*'], "");
        for browser in [&stranger, &alice] {
            if path == "/logout" && std::ptr::eq(browser, &alice) {
                continue;
            }
            let reply = match route.method {
                "GET" => browser.get(&path).await,
                _ => browser.post(&path, &[]).await,
            };
            assert!(reply.status < 500, "{} {path}: {}", route.method, reply.status);
            seen.insert(reply.status);
        }
    }
    for unusual in ["/nowhere", "/assets/none", "/settings/%ff", "/login/../settings", "/%00"] {
        seen.insert(alice.get(unusual).await.status);
    }
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE"] {
        let request = Request::builder().method(method).uri("/login").body(Body::empty());
        seen.insert(alice.send(request.unwrap()).await.status);
    }
    let plain = Request::post("/login").header("sec-fetch-site", "same-origin");
    seen.insert(alice.send(plain.body(Body::from("{}")).unwrap()).await.status);
    let foreign = Request::post("/login").header("sec-fetch-site", "cross-site");
    seen.insert(alice.send(foreign.body(Body::empty()).unwrap()).await.status);
    for status in [200, 303, 401, 403, 404, 405, 409, 415, 422] {
        assert!(seen.contains(&status), "{status} was not seen: {seen:?}");
    }
    app.deliver().await;
}

#[tokio::test]
async fn header_fuzz() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let cookie = format!("sid={}", alice.cookie("sid").unwrap());
    let long = "a".repeat(16_000);
    let values: Vec<Vec<u8>> = [
        "",
        " ",
        ";",
        "=",
        ",,,",
        "*",
        "\t",
        "0",
        "-1",
        "null",
        "../../etc/passwd",
        "%00%0d%0a",
        "<script>alert(1)</script>",
        "'; DROP TABLE users; --",
        "gzip;q=999",
        "bytes=0-,1-",
        "en;q=x,de;q=2,\u{20ac}",
        "text/html; charset=\"",
        "multipart/form-data; boundary=",
        "127.0.0.1:99999",
        "2001:db8::%eth0",
        "true",
        "partial",
        "none",
        "identity",
        long.as_str(),
    ]
    .iter()
    .map(|value| value.as_bytes().to_vec())
    .chain([vec![0x80, 0xff, 0xfe], b"sid=\x80; device=\xff".to_vec()])
    .collect();
    let names = [
        "accept",
        "accept-language",
        "authorization",
        "content-type",
        "cookie",
        "forwarded",
        "host",
        "hx-current-url",
        "hx-request",
        "hx-request-type",
        "if-none-match",
        "origin",
        "range",
        "referer",
        "sec-fetch-site",
        "user-agent",
        "x-forwarded-for",
        "x-forwarded-proto",
        "x-request-id",
    ];
    let mut turns = [("GET", "/login"), ("GET", "/settings"), ("POST", "/login")].iter().cycle();
    for name in names {
        for value in &values {
            let value = HeaderValue::from_bytes(value).unwrap_or(HeaderValue::from_static("?"));
            // Each value in each header, at the routes in turn.
            let (method, path) = turns.next().unwrap();
            let mut request = Request::builder().method(*method).uri(*path);
            if name != "cookie" && *path == "/settings" {
                request = request.header("cookie", &cookie);
            }
            let request = request.header(name, &value).body(Body::empty()).unwrap();
            let reply = app.visitor().send(request).await;
            assert!(reply.status < 500, "{method} {path}, {name}: {value:?}: {}", reply.status);
            assert!(!reply.text.contains("<script>alert"), "{name} is shown as it came");
        }
    }
    alice.get("/settings").await.expect(200);
}

#[tokio::test]
async fn xff_spoof() {
    let app = TestApp::new().await;
    let mut statuses = Vec::new();
    for n in 0..101 {
        let stranger = app.visitor();
        stranger.always("x-forwarded-for", &format!("198.51.100.{n}"));
        stranger.always("forwarded", &format!("for=198.51.100.{n}"));
        let email = format!("person{n}@acme.example");
        statuses.push(stranger.sign_in(&email, "x").await.status);
    }
    assert_eq!((statuses[99], statuses[100]), (422, 429), "they are one network all the same");
    let alice = app.sign_in("alice").await;
    alice.always("x-forwarded-for", "198.51.100.7");
    alice.post("/logout", &[]).await.expect(303);
    alice.sign_in(ALICE, password_of("alice")).await.expect(303);
    let page = alice.get("/settings").await.page();
    assert!(!page.text("#sessions").contains("198.51.100.7"));
    assert!(!page.text("#history").contains("198.51.100.7"));
}

/// A proxy that the configuration forgot makes everyone one address: the log says so, once.
#[tokio::test]
async fn a_proxy_that_is_not_trusted_is_told_once() {
    let app = TestApp::new().await;
    let log = Log::begin();
    let from = |peer: &str, header: &'static str| {
        let request = Request::get("/login").header("host", HOST).header(header, "198.51.100.7");
        let peer: SocketAddr = peer.parse().unwrap();
        app.router().oneshot(request.extension(ConnectInfo(peer)).body(Body::empty()).unwrap())
    };
    for (peer, header) in [("203.0.113.9:9", "x-forwarded-for"), ("10.1.2.3:9", "forwarded")] {
        assert_eq!(from(peer, header).await.unwrap().status(), 200);
    }
    assert!(!log.take().contains("proxy_not_trusted"), "anyone may write it");
    for _ in 0..2 {
        from("10.1.2.3:9", "x-forwarded-for").await.unwrap();
    }
    let told = log.take();
    assert_eq!(told.matches("proxy_not_trusted").count(), 1, "{told}");
    assert!(told.contains("10.1.2.3"), "{told}");
}

/// Beyond the queue the answer is 503, before the database is asked for anything.
#[tokio::test]
async fn hash_flood() {
    const TURNED_AWAY: usize = 100;
    let watch = Watch::begin();
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    // One hash runs and 32 wait for each core.
    let most = 33 * std::thread::available_parallelism().unwrap().get();
    let places = (0..10 * most).map_while(|_| app.app.passwords.queue().ok());
    let places: Vec<_> = places.collect();
    assert_eq!(places.len(), most);
    watch.take();
    let fields = [("email", ALICE), ("password", password_of("alice"))];
    let reply = app.visitor().post("/login", &fields).await.expect(503);
    assert_eq!(reply.header("retry-after"), "2");
    assert_eq!(watch.take(), Work::default());
    let hashed = std::cell::Cell::new(0);
    let hashes = places.into_iter().map(async |place| {
        place.check(Password::new("x".to_owned()), None).await.unwrap();
        hashed.set(hashed.get() + 1);
    });
    let look = async {
        alice.get("/settings").await.expect(200);
        hashed.get()
    };
    let (_, before) = join(join_all(hashes), look).await;
    assert!(before < most, "a page waited for all of them");

    let done = std::cell::RefCell::new(Vec::new());
    let flood = (0..most + TURNED_AWAY).map(async |n| {
        // Not by the test browser, which checks each page for as long as a hash takes.
        let request = Request::post("/login")
            .header("host", HOST)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .extension(ConnectInfo(PEER))
            .body(Body::from(format!("email=person{n}%40acme.example&password=x")));
        let response = app.router().oneshot(request.unwrap()).await.unwrap();
        done.borrow_mut().push(response.status().as_u16());
    });
    join_all(flood).await;
    let done = done.take();
    assert!(done.iter().all(|status| [422, 429, 503].contains(status)), "{done:?}");
    // A request that waits for the database in vain gets the same answer, but later; meanwhile some
    // were served.
    let at_once = done.iter().take(TURNED_AWAY).filter(|status| **status == 503).count();
    assert!(at_once > TURNED_AWAY / 2, "{done:?}");
}

/// Signing out while other tabs of the browser use the session: it stays signed out.
#[tokio::test]
async fn logout_race() {
    const ROUNDS: usize = 500;
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let mut device = Device::new(&app);
    device.enrol(&alice, "").await.expect(303);
    for round in 0..ROUNDS {
        let browser = app.visitor();
        device.answer(&browser, SIGN_IN).await.expect(303);
        // Unused for so long that each use is recorded.
        app.pass(Duration::from_secs(6 * 60));
        let tabs: Vec<_> = (0..3).map(|_| app.visitor()).collect();
        tabs.iter().for_each(|tab| browser.share_cookies_with(tab));
        let uses = tabs.iter().map(|tab| tab.get("/sudo"));
        let out = browser.post("/logout", &[]);
        let (uses, out) = match round % 2 {
            0 => join(join_all(uses), out).await,
            _ => {
                let (out, uses) = join(out, join_all(uses)).await;
                (uses, out)
            }
        };
        assert_eq!(out.status, 303);
        assert!(uses.iter().all(|reply| [200, 303].contains(&reply.status)));
        for tab in &tabs {
            assert_eq!(tab.get("/sudo").await.status, 303, "round {round}");
        }
    }
    app.deliver().await;
}

/// A token of one purpose works for no other: each link's token on each link's page.
#[tokio::test]
async fn purpose_binding() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    let form = page.form("/settings/emails").fill("emails-address", "alice@home.example");
    alice.submit(&form).await.expect(303);
    Device::new(&app).enrol(&alice, "").await.expect(303);
    app.visitor().post("/forgot-password/new", &[("email", ALICE)]).await.expect(303);
    created(ask(&app, acme(&app).await, NOBODY).await);
    ask(&app, globex(&app).await, ALICE).await;
    let purposes = ["email", "reset", "undo", "welcome", "invitation"];
    let mut tokens = Vec::new();
    for purpose in purposes {
        let link = app.link(purpose).await;
        tokens.push(link.rsplit('/').next().unwrap().to_owned());
    }
    let set = ["new", "confirm", "password"].map(|name| (name, "velvet tractor mosaic dune"));
    let set: Vec<_> = set.into_iter().chain([("answer", "deny")]).collect();
    for (made_for, token) in purposes.iter().zip(&tokens) {
        for used_for in purposes.iter().filter(|purpose| *purpose != made_for) {
            let browser = app.visitor();
            alice.share_cookies_with(&browser);
            browser.get(&format!("/links/{used_for}/{token}")).await.expect(303);
            let path = format!("/links/{used_for}");
            browser.get(&path).await.expect(404);
            browser.post(&path, &set).await.expect(422);
        }
        app.visitor().get(&format!("/setup/{token}")).await.expect(404);
        let fields = [("state", token.as_str()), ("answer", "{}")];
        app.visitor().post(SIGN_IN, &fields).await.expect(422);
        alice.post(NEW, &fields).await.expect(422);
    }
    // All of them still work for their own purpose.
    for (purpose, token) in purposes.iter().zip(&tokens) {
        let browser = app.visitor();
        alice.share_cookies_with(&browser);
        browser.get(&format!("/links/{purpose}/{token}")).await.expect(303);
        browser.get(&format!("/links/{purpose}")).await.expect(200);
    }
    app.deliver().await;
}

/// A session id that an attacker planted is not the one of the session that begins.
#[tokio::test]
async fn fixation() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let mut device = Device::new(&app);
    device.enrol(&alice, "").await.expect(303);
    for planted in ["AAAAAAAAAAAAAAAAAAAAAA", &alice.cookie("sid").unwrap()] {
        let thief = app.visitor();
        thief.set_cookie("sid", planted);
        let victim = app.visitor();
        victim.set_cookie("sid", planted);
        device.answer(&victim, SIGN_IN).await.expect(303);
        assert_ne!(victim.cookie("sid").unwrap(), planted);
        thief.get("/settings").await.expect(303);
        let victim = app.visitor();
        victim.set_cookie("sid", planted);
        victim.sign_in("bob@acme.example", password_of("bob")).await.expect(303);
        assert_ne!(victim.cookie("sid").unwrap(), planted);
        thief.get("/settings").await.expect(303);
    }
    app.deliver().await;
}
