//! An intruder with only the mailbox does not get past a second factor.

use std::time::Duration;

use crate::auth::second_factor::{digits, enable};
use crate::support::{Browser, TestApp, password_of};

const ALICE: &str = "alice@acme.example";
const NEW: &str = "velvet tractor mosaic dune";
const HOUR: Duration = Duration::from_secs(60 * 60);

async fn undo(app: &TestApp, link: &str) {
    let browser = app.visitor();
    browser.get(link).await.expect(303);
    browser.post("/links/undo", &[]).await.expect(200);
}

/// Sets a password by mail, and returns the browser in which it was typed.
async fn reset(app: &TestApp) -> Browser {
    let browser = app.visitor();
    browser.post("/forgot-password/new", &[("email", ALICE)]).await.expect(303);
    browser.get(&app.links_to(ALICE, "reset").await.remove(0)).await.expect(303);
    browser.post("/links/reset", &[("new", NEW), ("confirm", NEW)]).await.expect(303);
    let reply = browser.sign_in(ALICE, NEW).await.expect(303);
    assert_eq!(reply.location(), "/login/challenge");
    browser
}

#[tokio::test]
async fn mailbox_only() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let (key, codes) = enable(&app, &alice).await;
    undo(&app, &app.links_to(ALICE, "undo").await[0]).await;
    alice.get("/settings").await.expect(303);
    let thief = reset(&app).await;
    thief.get("/settings").await.expect(303);
    // The app still works at sign-in, and so do its recovery codes.
    for field in [("code", digits(&app, &key)), ("recovery", codes[0].clone())] {
        app.pass(Duration::from_secs(30));
        let code = if field.0 == "code" { digits(&app, &key) } else { field.1 };
        let alice = app.visitor();
        alice.sign_in(ALICE, NEW).await.expect(303);
        alice.post("/login/challenge", &[(field.0, &code)]).await.expect(303);
        alice.get("/settings").await.expect(200);
    }
    app.deliver().await;
}

#[tokio::test]
async fn what_was_there_before_the_window_outlives_the_slow_way() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let (key, _) = enable(&app, &alice).await;
    app.pass(96 * HOUR);
    let alice = app.visitor();
    alice.sign_in(ALICE, password_of("alice")).await.expect(303);
    alice.post("/login/challenge", &[("code", &digits(&app, &key))]).await.expect(303);
    app.pass(Duration::from_secs(30));
    let page = alice.get("/settings/two-factor/enrolment").await.expect(200).page();
    let form = page.form("/settings/two-factor/enrolment").fill("enrolment-name", "Second");
    let second = crate::auth::second_factor::key_of(&page);
    let form = form.fill("enrolment-code", &digits(&app, &second));
    alice.submit(&form).await.expect(303);
    undo(&app, &app.links_to(ALICE, "undo").await[0]).await;
    app.pass(24 * HOUR);
    app.deliver().await;
    let thief = reset(&app).await;
    thief.post("/login/challenge", &[("code", &digits(&app, &second))]).await.expect(422);
    thief.post("/login/challenge", &[("code", &digits(&app, &key))]).await.expect(303);
    app.deliver().await;
}
