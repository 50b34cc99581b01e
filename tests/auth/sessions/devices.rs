//! Known browsers: how long one stays known, and how its owner removes it.

use std::time::Duration;

use callbook::platform::ids::DeviceId;

use crate::support::{Browser, Form, Page, TestApp, password_of};

const ALICE: &str = "alice@acme.example";
const NEW_PASSWORD: &str = "velvet tractor mosaic dune";
const ANEW: &str = "New sign-in to your Callbook profile";

/// Returns a browser in which a person signed in and out.
async fn signed_out(app: &TestApp, agent: &str) -> Browser {
    let browser = app.visitor();
    browser.always("user-agent", agent);
    browser.sign_in(ALICE, password_of("alice")).await.expect(303);
    browser.post("/logout", &[]).await.expect(303);
    browser
}

/// Counts the mails about a new browser that a sign-in sends.
async fn news_of(app: &TestApp, browser: &Browser, password: &str) -> usize {
    let mails = async || app.subjects_to(ALICE).await.iter().filter(|one| *one == ANEW).count();
    let before = mails().await;
    browser.sign_in(ALICE, password).await.expect(303);
    mails().await - before
}

fn forget(page: &Page) -> Form {
    let path = page.attribute("#sessions form[action^=\"/settings/devices/\"]", "action");
    page.form(&path)
}

async fn change_password(browser: &Browser) {
    let form = browser.get("/settings").await.expect(200).page().form("/settings/password");
    let form = form.fill("password-current", password_of("alice"));
    let form = form.fill("password-new", NEW_PASSWORD).fill("password-confirm", NEW_PASSWORD);
    browser.submit(&form).await.expect(303);
}

#[tokio::test]
async fn a_browser_is_known_until_its_owner_forgets_it() {
    let app = TestApp::new().await;
    let phone = signed_out(&app, "Mozilla/5.0 (Android 14; Mobile; rv:143.0) Firefox/143.0").await;
    assert_eq!(news_of(&app, &phone, password_of("alice")).await, 0);
    phone.post("/logout", &[]).await.expect(303);
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.expect(200).page();
    assert_eq!(page.texts("#sessions .pills"), ["this browser", "known, signed out"]);
    assert_eq!(page.texts("#sessions .row-name")[1], "Firefox on Android");
    let bob = app.sign_in("bob").await;
    bob.post(&page.attribute("#sessions form[action*=\"/forget\"]", "action"), &[])
        .await
        .expect(404);
    let page = alice.submit_by_script(&forget(&page)).await.expect(200).page();
    assert_eq!(page.text("#sessions [role=status]"), "The browser was removed.");
    assert_eq!(page.texts("#sessions .pills"), ["this browser"]);
    assert_eq!(news_of(&app, &phone, password_of("alice")).await, 1);
    let history = alice.get("/settings").await.expect(200).page().text("#history");
    assert!(history.contains("Known browser removed"), "{history}");
}

#[tokio::test]
async fn a_browser_that_is_removed_is_signed_out_too() {
    let app = TestApp::new().await;
    let (alice, phone) = (app.sign_in("alice").await, app.visitor());
    phone.always("user-agent", "Phone");
    phone.sign_in(ALICE, password_of("alice")).await.expect(303);
    let mut tx = app.app.db.read().await.unwrap();
    let device = callbook::sql!(&mut tx, scalar DeviceId,
        "SELECT id FROM known_devices WHERE agent = 'Phone'")
    .unwrap();
    drop(tx);
    alice.post(&format!("/settings/devices/{device}/forget"), &[]).await.expect(303);
    phone.get("/settings").await.expect(303);
    alice.get("/settings").await.expect(200);
    app.deliver().await;
}

#[tokio::test]
async fn a_new_password_keeps_only_the_browser_that_set_it_known() {
    let app = TestApp::new().await;
    let phone = signed_out(&app, "Phone").await;
    let desk = app.sign_in("alice").await;
    change_password(&desk).await;
    let page = desk.get("/settings").await.expect(200).page();
    assert_eq!(page.texts("#sessions .pills"), ["this browser"], "the other is not known any more");
    desk.post("/logout", &[]).await.expect(303);
    assert_eq!(news_of(&app, &desk, NEW_PASSWORD).await, 0);
    assert_eq!(news_of(&app, &phone, NEW_PASSWORD).await, 1);
}

#[tokio::test]
async fn signing_out_elsewhere_forgets_the_browsers_there() {
    let app = TestApp::new().await;
    let lost = app.visitor();
    assert_eq!(news_of(&app, &lost, password_of("alice")).await, 1);
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.expect(200).page();
    let end = page.attribute("#sessions form[action*=\"/end\"]", "action");
    alice.post(&end, &[]).await.expect(303);
    assert_eq!(news_of(&app, &lost, password_of("alice")).await, 1);

    let away = signed_out(&app, "Away").await;
    alice.post("/settings/sessions", &[]).await.expect(303);
    for browser in [&lost, &away] {
        assert_eq!(news_of(&app, browser, password_of("alice")).await, 1);
    }
    alice.post("/logout", &[]).await.expect(303);
    assert_eq!(news_of(&app, &alice, password_of("alice")).await, 0, "this one stays known");
}

#[tokio::test]
async fn a_browser_is_known_for_each_of_those_who_use_it_and_for_nobody_else() {
    let app = TestApp::new().await;
    let shared = signed_out(&app, "Shared").await;
    shared.sign_in("bob@acme.example", password_of("bob")).await.expect(303);
    let token = shared.cookie("device").unwrap();
    assert_eq!(token.split('.').count(), 2);
    shared.post("/logout", &[]).await.expect(303);
    assert_eq!(news_of(&app, &shared, password_of("alice")).await, 0);
    // A text that is no token, or another person's token, is no error.
    let bob = token.split('.').next().unwrap();
    for bad in ["", ".", "x", &token[1..], bob, "....", &format!(".....{}", &token[23..])] {
        let browser = app.visitor();
        browser.set_cookie("device", bad);
        let is_hers = bad.ends_with(&token[23..]) && bad != bob;
        assert_eq!(news_of(&app, &browser, password_of("alice")).await == 0, is_hers, "{bad:?}");
    }
}

#[tokio::test]
async fn twenty_browsers_are_known_and_those_that_are_over_are_dropped() {
    let app = TestApp::new().await;
    let first = signed_out(&app, "First").await;
    for nth in 0..20 {
        app.pass(Duration::from_secs(60));
        signed_out(&app, &format!("Browser {nth}")).await;
    }
    assert_eq!(known(&app).await, 20);
    app.pass(Duration::from_secs(60));
    assert_eq!(news_of(&app, &first, password_of("alice")).await, 1, "the oldest is not known");
    change_password(&first).await;
    callbook::app::cleanup::tidy(&app.app).await.unwrap();
    assert_eq!(known(&app).await, 20, "their tries are their own still");
    app.pass(Duration::from_secs(30 * 24 * 60 * 60));
    callbook::app::cleanup::tidy(&app.app).await.unwrap();
    assert_eq!(known(&app).await, 1, "of this epoch");
    app.pass(Duration::from_secs(400 * 24 * 60 * 60));
    callbook::app::cleanup::tidy(&app.app).await.unwrap();
    assert_eq!(known(&app).await, 0);
    app.deliver().await;
}

async fn known(app: &TestApp) -> i64 {
    let mut tx = app.app.db.read().await.unwrap();
    callbook::sql!(&mut tx, scalar i64, "SELECT COUNT(*) FROM known_devices").unwrap()
}
