use std::time::Duration;

use crate::support::{TestApp, password_of};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[tokio::test]
async fn signing_in_takes_a_new_id_and_ends_the_old_session() {
    let app = TestApp::new().await;
    let browser = app.visitor();
    browser.set_cookie("sid", "AAAAAAAAAAAAAAAAAAAAAA");
    browser.sign_in("alice@acme.example", password_of("alice")).await.expect(303);
    let first = browser.cookie("sid").unwrap();
    assert_ne!(first, "AAAAAAAAAAAAAAAAAAAAAA", "an id that was planted is not taken");
    let thief = app.visitor();
    thief.set_cookie("sid", &first);
    let fields = [("email", "alice@acme.example"), ("password", password_of("alice"))];
    browser.post("/login", &fields).await.expect(303);
    assert_ne!(browser.cookie("sid").unwrap(), first);
    assert_eq!(thief.get("/settings").await.status, 303);
}

#[tokio::test]
async fn the_database_does_not_hold_what_the_cookie_does() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let cookie = callbook::platform::secrets::decode(&alice.cookie("sid").unwrap()).unwrap();
    let mut tx = app.app.db.read().await.unwrap();
    let stored = callbook::sql!(&mut tx, scalar Vec<u8>, "SELECT id_hash FROM sessions").unwrap();
    assert_ne!(stored, cookie);
    assert_eq!(stored.len(), 32);
}

#[tokio::test]
async fn signing_out_holds_on_every_instance_and_clears_the_cache() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let elsewhere = app.second_instance().await;
    alice.share_cookies_with(&elsewhere);
    assert_eq!(elsewhere.get("/settings").await.status, 200);
    let page = alice.get("/settings").await.page();
    let reply = alice.submit(&page.form("/logout")).await;
    assert_eq!(reply.header("clear-site-data"), "\"cache\"");
    assert!(alice.cookie("sid").is_none());
    assert!(alice.cookie("device").is_some(), "the browser stays known");
    let page = alice.follow(reply).await.expect(200).page();
    assert_eq!(page.text(".notice[role=status]"), "You’ve signed out.");
    assert_eq!(elsewhere.get("/settings").await.status, 303);
}

#[tokio::test]
async fn signing_out_twice_is_no_error() {
    let app = TestApp::new().await;
    app.visitor().post("/logout", &[]).await.expect(303);
}

#[tokio::test]
async fn a_session_that_is_not_used_ends_after_fourteen_days() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    app.pass(14 * DAY - Duration::from_millis(1));
    assert_eq!(alice.get("/settings").await.status, 200);
    app.pass(14 * DAY);
    assert_eq!(alice.get("/settings").await.status, 303);
}

#[tokio::test]
async fn a_session_ends_after_thirty_days_whatever_its_use() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    for _ in 0..29 {
        app.pass(DAY);
        assert_eq!(alice.get("/settings").await.status, 200);
    }
    app.pass(DAY);
    assert_eq!(alice.get("/settings").await.status, 303);
}

#[tokio::test]
async fn a_page_view_writes_at_most_every_five_minutes_and_then_renews_the_cookie() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let renewed = async || alice.get("/settings").await.headers.contains_key("set-cookie");
    assert!(!renewed().await);
    app.pass(Duration::from_secs(5 * 60 - 1));
    assert!(!renewed().await);
    app.pass(Duration::from_secs(1));
    assert!(renewed().await);
    assert!(!renewed().await);
}

#[tokio::test]
async fn a_session_of_an_earlier_epoch_is_dead() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(&mut tx, execute, "UPDATE users SET epoch = epoch + 1").unwrap();
    tx.commit().await.unwrap();
    assert_eq!(alice.get("/settings").await.status, 303);
}

#[tokio::test]
async fn sessions_that_are_over_are_dropped_and_living_ones_stay() {
    let app = TestApp::new().await;
    app.sign_in("bob").await;
    app.pass(14 * DAY);
    let alice = app.sign_in("alice").await;
    app.sign_in("carol").await;
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(
        &mut tx,
        execute,
        "UPDATE users SET epoch = epoch + 1 WHERE name = 'Carol Castillo'"
    )
    .unwrap();
    tx.commit().await.unwrap();
    callbook::app::cleanup::tidy(&app.app).await.unwrap();
    let mut tx = app.app.db.read().await.unwrap();
    let left = callbook::sql!(&mut tx, scalar i64, "SELECT COUNT(*) FROM sessions").unwrap();
    assert_eq!(left, 1);
    assert_eq!(alice.get("/settings").await.status, 200);
}

#[tokio::test]
async fn on_https_cookies_are_bound_to_host_and_transport() {
    let app = TestApp::with_flags(&["--public-url", "https://callbook.example"]).await;
    let browser = app.visitor();
    let reply = browser.sign_in("alice@acme.example", password_of("alice")).await;
    let cookies: Vec<_> =
        reply.headers.get_all("set-cookie").iter().map(|c| c.to_str().unwrap()).collect();
    let sid = cookies.iter().find(|cookie| cookie.starts_with("__Host-sid=")).unwrap();
    for attribute in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(sid.contains(attribute), "{sid}");
    }
    for name in ["__Host-device=", "__Host-lang="] {
        assert!(cookies.iter().any(|cookie| cookie.starts_with(name)), "{name}");
    }
    // A cookie that only removes one may have any name.
    let kept = cookies.iter().filter(|cookie| !cookie.contains("Max-Age=0"));
    for cookie in kept {
        assert!(cookie.starts_with("__Host-") && cookie.contains("Secure"), "{cookie}");
    }
    assert!(reply.header("strict-transport-security").starts_with("max-age="));

    browser.always("accept-language", "de").set_cookie("__Host-lang", "fr");
    browser.post("/logout", &[]).await.expect(303);
    assert_eq!(browser.get("/login").await.page().attribute("html", "lang"), "fr");
}

#[tokio::test]
async fn on_https_signing_out_removes_the_cookie_too() {
    let app = TestApp::with_flags(&["--public-url", "https://callbook.example"]).await;
    let alice = app.sign_in("alice").await;
    assert!(alice.cookie("__Host-sid").is_some());
    alice.post("/logout", &[]).await.expect(303);
    assert!(alice.cookie("__Host-sid").is_none());
}

#[tokio::test]
async fn many_tabs_after_a_pause_do_not_wait_for_each_other() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    app.pass(Duration::from_secs(5 * 60));
    let views = (0..40).map(|_| alice.get("/settings"));
    let replies = futures_util::future::join_all(views).await;
    assert!(replies.iter().all(|reply| reply.status == 200));
}

#[tokio::test]
async fn someone_removed_from_the_account_keeps_only_what_is_theirs() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    let page = bob.get("/settings").await.page();
    assert_eq!(page.all("#other-notification_rule").len(), 1);
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(&mut tx, execute,
        "DELETE FROM account_users WHERE user_id IN (SELECT id FROM users WHERE name = 'Bob Bakker')")
        .unwrap();
    tx.commit().await.unwrap();
    let page = bob.get("/settings").await.expect(200).page();
    assert!(page.all("#other-notification_rule").is_empty());
    assert!(page.all(".profile-who span").is_empty());
}

#[tokio::test]
async fn an_account_that_one_is_only_invited_to_is_not_entered() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(&mut tx, execute, "UPDATE account_users SET status = 'invited'").unwrap();
    tx.commit().await.unwrap();
    let page = bob.get("/settings").await.expect(200).page();
    assert!(page.all(".profile-who span").is_empty());
}
