use std::time::Duration;

use crate::support::{Browser, Reply, TestApp, altered, password_of};

const MINUTE: Duration = Duration::from_secs(60);
const NEW: &str = "velvet tractor mosaic dune";

async fn ask(browser: &Browser, email: &str) -> Reply {
    let page = browser.get("/forgot-password/new").await.expect(200).page();
    browser.submit(&page.form("/forgot-password/new").fill("forgot-email", email)).await
}

async fn set(browser: &Browser, new: &str, confirm: &str) -> Reply {
    let page = browser.get("/links/reset").await.expect(200).page();
    let form = page.form("/links/reset").fill("reset-new", new);
    browser.submit(&form.fill("reset-confirm", confirm)).await
}

#[tokio::test]
async fn a_mailed_link_sets_a_new_password_and_ends_every_session() {
    let app = TestApp::new().await;
    let elsewhere = app.sign_in("alice").await;
    let alice = app.visitor();
    let page = alice.get("/login").await.page();
    assert_eq!(page.texts("a[href='/forgot-password/new']"), ["Forgot your password?"]);
    let reply = ask(&alice, "ALICE@acme.example").await;
    assert_eq!(reply.location(), "/forgot-password/new?noted");
    let page = alice.follow(reply).await.expect(200).page();
    assert!(page.text("[role=status]").starts_with("If this address is verified in Callbook"));
    let link = app.link("reset").await;
    let reply = alice.get(&link).await.expect(303);
    assert_eq!(
        (reply.location(), reply.header("referrer-policy")),
        ("/links/reset", "no-referrer")
    );
    let page = alice.get("/links/reset").await.expect(200).page();
    assert_eq!(page.attribute("input[name=username]", "value"), "alice@acme.example");
    let reply = set(&alice, NEW, NEW).await;
    let page = alice.follow(reply).await.expect(200).page();
    assert!(page.text("[role=status]").starts_with("Your password has been set"));
    assert_eq!(elsewhere.get("/settings").await.status, 303, "signed out");
    alice.sign_in("alice@acme.example", password_of("alice")).await.expect(422);
    alice.set_cookie("device", &app.device_of("alice@acme.example").await);
    alice.sign_in("alice@acme.example", NEW).await.expect(303);
    let subjects = app.subjects_to("alice@acme.example").await;
    assert_eq!(subjects, ["Your Callbook password was reset", "Set a new password for Callbook"]);
}

#[tokio::test]
async fn a_link_is_used_once_and_late_or_altered_ones_say_so() {
    let app = TestApp::new().await;
    let alice = app.visitor();
    ask(&alice, "alice@acme.example").await.expect(303);
    let link = app.link("reset").await;
    let altered = altered(&link);
    for bad in [altered.as_str(), "/links/reset/x"] {
        alice.get(bad).await.expect(303);
        let page = alice.get("/links/reset").await.expect(404).page();
        assert!(page.text("[role=alert]").starts_with("This link is no longer valid."));
        alice.post("/links/reset", &[("new", NEW), ("confirm", NEW)]).await.expect(422);
    }
    alice.get(&link).await.expect(303);
    set(&alice, NEW, NEW).await.expect(303);
    alice.get(&link).await.expect(303);
    alice.get("/links/reset").await.expect(404);
    app.pass(MINUTE);
    ask(&alice, "alice@acme.example").await.expect(303);
    let late = app.link("reset").await;
    assert_ne!(late, link);
    app.pass(60 * MINUTE);
    alice.get(&late).await.expect(303);
    alice.get("/links/reset").await.expect(404);
}

#[tokio::test]
async fn a_link_dies_with_any_change_of_the_password() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    ask(&app.visitor(), "alice@acme.example").await.expect(303);
    let link = app.link("reset").await;
    let page = alice.get("/settings").await.page();
    let form = page.form("/settings/password").fill("password-current", password_of("alice"));
    let form = form.fill("password-new", NEW).fill("password-confirm", NEW);
    alice.submit(&form).await.expect(303);
    let thief = app.visitor();
    thief.get(&link).await.expect(303);
    thief.get("/links/reset").await.expect(404);
    app.deliver().await;
}

#[tokio::test]
async fn a_password_that_will_not_do_is_told_and_the_link_stays_good() {
    let app = TestApp::new().await;
    let alice = app.visitor();
    ask(&alice, "alice@acme.example").await.expect(303);
    alice.get(&app.link("reset").await).await.expect(303);
    for (new, confirm, error) in [
        ("", "", "Enter a password"),
        ("short", "short", "Use at least 12 characters"),
        (NEW, "another tractor mosaic", "The new passwords don’t match"),
        (
            "alice@acme.example",
            "alice@acme.example",
            "Names are easy to guess. Use a few unrelated words instead",
        ),
    ] {
        let page = set(&alice, new, confirm).await.expect(422).page();
        let errors = page.texts(".field-error");
        assert_eq!(errors.len(), 1, "{new}");
        assert!(error.is_empty() || errors[0] == error || new.contains('@'), "{errors:?}");
        assert!(page.all("input[type=password]").iter().all(|input| input.attr("value").is_none()));
    }
    set(&alice, NEW, NEW).await.expect(303);
    app.deliver().await;
}

#[tokio::test]
async fn nothing_is_sent_to_an_address_that_is_unknown_unverified_or_blocked() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    let form = page.form("/settings/emails").fill("emails-address", "alice@home.example");
    alice.submit(&form).await.expect(303);
    app.deliver().await;
    let before = app.outbox().await.len();
    for address in ["nobody@acme.example", "alice@home.example"] {
        ask(&app.visitor(), address).await.expect(303);
    }
    assert_eq!(app.outbox().await.len(), before);
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(&mut tx, execute, "UPDATE emails SET blocked_at = 1, blocked_why = 'bounced'")
        .unwrap();
    tx.commit().await.unwrap();
    ask(&app.visitor(), "alice@acme.example").await.expect(303);
    assert_eq!(app.outbox().await.len(), before);
}

#[tokio::test]
async fn one_address_gets_five_links_an_hour_and_the_answer_does_not_tell() {
    let app = TestApp::new().await;
    for _ in 0..8 {
        let reply = ask(&app.visitor(), "alice@acme.example").await;
        assert_eq!(reply.location(), "/forgot-password/new?noted");
    }
    assert_eq!(app.subjects_to("alice@acme.example").await.len(), 5);
    for n in 0..42 {
        ask(&app.visitor(), &format!("a{n}@acme.example")).await.expect(303);
    }
    let page = ask(&app.visitor(), "bob@acme.example").await.expect(429).page();
    assert!(page.text("[role=alert]").starts_with("Too many attempts."));
    app.deliver().await;
}

#[tokio::test]
async fn who_was_locked_out_by_tries_gets_in_after_a_reset() {
    let app = TestApp::new().await;
    let alice = app.visitor();
    for _ in 0..11 {
        alice.sign_in("alice@acme.example", "not the password").await;
    }
    assert_eq!(alice.sign_in("alice@acme.example", password_of("alice")).await.status, 429);
    ask(&alice, "alice@acme.example").await.expect(303);
    alice.get(&app.link("reset").await).await.expect(303);
    set(&alice, NEW, NEW).await.expect(303);
    alice.sign_in("alice@acme.example", NEW).await.expect(303);
    app.deliver().await;
}

#[tokio::test]
async fn a_malformed_address_is_told() {
    let app = TestApp::new().await;
    let reply = ask(&app.visitor(), "alice").await.expect(422);
    let error = "Enter an email address in the format name@example.com";
    assert_eq!(reply.page().texts(".field-error"), [error]);
    assert_eq!(reply.page().attribute("#forgot-email", "value"), "alice");
}
