use std::time::Duration;

use crate::support::{Browser, Form, TestApp, password_of};

const NEW: &str = "velvet tractor mosaic dune";

async fn form_of(browser: &Browser) -> Form {
    browser.get("/settings").await.expect(200).page().form("/settings/password")
}

fn filled(form: Form, current: &str, new: &str, confirm: &str) -> Form {
    form.fill("password-current", current)
        .fill("password-new", new)
        .fill("password-confirm", confirm)
}

#[tokio::test]
async fn a_new_password_replaces_the_old_one_and_ends_every_other_session() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let phone = app.sign_in("alice").await;
    let before = alice.cookie("sid").unwrap();
    let form = filled(form_of(&alice).await, password_of("alice"), NEW, NEW);
    let reply = alice.submit(&form).await;
    let page = alice.follow(reply).await.expect(200).page();
    assert!(page.text("#page-notice [role=status]").starts_with("Your password was changed."));
    assert_ne!(alice.cookie("sid").unwrap(), before, "under a new id");
    assert_eq!(phone.get("/settings").await.status, 303);
    let stolen = app.visitor();
    stolen.set_cookie("sid", &before);
    assert_eq!(stolen.get("/settings").await.status, 303);
    let old = app.visitor().sign_in("alice@acme.example", password_of("alice")).await;
    assert_eq!(old.status, 422);
    assert_eq!(app.visitor().sign_in("alice@acme.example", NEW).await.status, 303);
    let mut subjects = app.subjects_to("alice@acme.example").await;
    subjects.sort();
    assert_eq!(
        subjects,
        ["New sign-in to your Callbook profile", "Your Callbook password was changed"]
    );
}

#[tokio::test]
async fn a_script_gets_an_empty_card_with_the_news() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let form = filled(form_of(&alice).await, password_of("alice"), NEW, NEW);
    let page = alice.submit_by_script(&form).await.expect(200).page();
    assert_eq!(page.all(".card [role=status]").len(), 1);
    assert_eq!(page.form("/settings/password").value("password-new"), "");
    assert_eq!(alice.get("/settings").await.status, 200);
    app.deliver().await;
}

#[tokio::test]
async fn each_fault_is_named_and_no_password_comes_back() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let form = form_of(&alice).await;
    let current = password_of("alice");
    let long = "long words ".repeat(12);
    for (current, new, confirm, errors) in [
        ("", "", "", vec!["Enter your current password", "Enter a password"]),
        ("wrong words here", NEW, NEW, vec!["Incorrect password"]),
        (current, "short", "short", vec!["Use at least 12 characters"]),
        (current, &long, &long, vec!["Use up to 128 characters"]),
        (current, NEW, "velvet tractor mosaic", vec!["The new passwords don’t match"]),
        (
            current,
            "alicealicealice",
            "alicealicealice",
            vec![
                "This is too easy to guess: it is mostly your name. Use a few unrelated words instead",
            ],
        ),
    ] {
        let reply = alice.submit(&filled(form.clone(), current, new, confirm)).await.expect(422);
        let page = reply.page();
        assert_eq!(page.texts("#password .field-error"), errors);
        assert_eq!(page.texts("#password .summary a"), errors);
        for typed in [current, new, confirm].iter().filter(|typed| !typed.is_empty()) {
            assert!(!reply.text.contains(*typed), "{typed} came back");
        }
    }
    assert_eq!(app.visitor().sign_in("alice@acme.example", current).await.status, 303);
}

#[tokio::test]
async fn a_wrong_current_password_counts_as_a_try() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let form = form_of(&alice).await;
    for _ in 0..10 {
        alice.submit(&filled(form.clone(), "wrong words here", NEW, NEW)).await.expect(422);
    }
    let right = filled(form, password_of("alice"), NEW, NEW);
    let page = alice.submit(&right).await.expect(429).page();
    assert!(page.text("#password [role=alert]").starts_with("Too many attempts."));
    app.pass(Duration::from_secs(15 * 60));
    alice.submit(&right).await.expect(303);
    app.deliver().await;
}

#[tokio::test]
async fn of_two_changes_at_once_one_wins() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let phone = app.sign_in("alice").await;
    let form = form_of(&alice).await;
    let first = filled(form.clone(), password_of("alice"), NEW, NEW);
    let other = "harbour pencil quartz ivy";
    let second = filled(form, password_of("alice"), other, other);
    let (first, second) = tokio::join!(alice.submit(&first), phone.submit(&second));
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 401], "the one that wins ends the session of the other");
    app.deliver().await;
}
