//! Reminders of tokens that expire soon.

use crate::auth::api_tokens::{DAY, MILLI, ask, make, path};
use crate::support::{Browser, TestApp};
use crate::users::emails::add_proved;

const ALICE: &str = "alice@acme.example";
const SUBJECT: &str = "The API token “Pager bot” expires soon";

/// Counts the reminders to an address.
async fn reminders(app: &TestApp, address: &str) -> usize {
    app.subjects_to(address).await.iter().filter(|subject| subject.contains("Pager bot")).count()
}

async fn remove(app: &TestApp) -> Browser {
    let alice = app.sign_in("alice").await;
    let path = path(&alice, "removal").await;
    let page = alice.get(&path).await.expect(200).page();
    alice.submit(&page.form(&path)).await.expect(303);
    alice
}

#[tokio::test]
async fn its_owner_is_told_fourteen_seven_and_one_day_before_a_token_expires() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    add_proved(&app, &alice, "alice@home.example").await;
    make(&alice, "Pager bot", "30").await;
    app.deliver().await;
    let mut count = 0;
    for days in [16, 7, 6] {
        app.pass(DAY * days - MILLI);
        assert_eq!(reminders(&app, ALICE).await, count);
        app.pass(MILLI);
        count += 1;
        for address in [ALICE, "alice@home.example"] {
            assert_eq!(reminders(&app, address).await, count, "{address}");
        }
    }
    app.pass(DAY * 2);
    assert_eq!(reminders(&app, ALICE).await, 3);
    let subjects = app.subjects_to(ALICE).await;
    assert_eq!(subjects[0], SUBJECT);
    let text = app.texts_to(ALICE).await[0].clone();
    for part in
        ["“Pager bot” in Acme Ops expires on December 22, 2026 at 10:00", "/settings/api-tokens"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[tokio::test]
async fn the_mail_is_in_the_language_and_zone_of_its_reader() {
    let app = TestApp::new().await;
    let carol = app.sign_in("carol").await;
    ask(&carol, "Bot", ("date", "2026-11-24")).await.expect(200);
    app.pass(DAY * 2);
    let text = app.texts_to("carol@acme.example").await[0].clone();
    let says =
        "Tu token de API «Bot» en Acme Ops caduca el 24 de noviembre de 2026 a las 23:59 CET.";
    assert!(text.contains(says), "{text}");
}

#[tokio::test]
async fn reminders_whose_moment_is_past_are_not_made_up_for() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    ask(&alice, "Pager bot", ("date", "2026-11-27")).await.expect(200);
    app.pass(DAY);
    assert_eq!(reminders(&app, ALICE).await, 0, "seven days before was before now");
    app.pass(DAY * 4);
    assert_eq!(reminders(&app, ALICE).await, 1, "a day before");
    ask(&app.sign_in("alice").await, "Pager bot", ("date", "2026-11-27")).await.expect(200);
    app.pass(DAY * 2);
    assert_eq!(reminders(&app, ALICE).await, 1);
    // After a long downtime there is one mail instead of three.
    make(&app.sign_in("alice").await, "Pager bot", "30").await;
    app.deliver().await;
    app.pass(DAY * 25);
    assert_eq!(reminders(&app, ALICE).await, 2);
    // After a downtime beyond the expiry there is none.
    app.pass(DAY * 5);
    assert_eq!(reminders(&app, ALICE).await, 2);
}

#[tokio::test]
async fn nobody_is_told_of_a_token_that_is_gone_and_once_of_one_that_was_regenerated() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    make(&alice, "Pager bot", "30").await;
    let renewal = path(&alice, "regeneration").await;
    for _ in 0..2 {
        let page = alice.get(&renewal).await.page();
        alice.submit(&page.form(&renewal)).await.expect(200);
    }
    app.pass(DAY * 16);
    assert_eq!(reminders(&app, ALICE).await, 1);
    remove(&app).await;
    app.pass(DAY * 14);
    assert_eq!(reminders(&app, ALICE).await, 1);
    app.deliver().await;
}
