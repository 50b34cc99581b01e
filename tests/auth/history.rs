use std::time::Duration;

use callbook::app::cleanup;

use crate::accounts::page_of;
use crate::auth::second_factor::enable;
use crate::support::{Browser, TestApp, password_of};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";

async fn lines(browser: &Browser) -> Vec<String> {
    browser.get("/settings").await.expect(200).page().texts("#history .row-name")
}

#[tokio::test]
async fn what_happened_is_listed_with_when_and_where_from() {
    let app = TestApp::new().await;
    let alice = app.visitor();
    alice.always("user-agent", FIREFOX);
    alice.sign_in("alice@acme.example", password_of("alice")).await.expect(303);
    app.pass(Duration::from_secs(60));
    enable(&app, &alice).await;
    let page = alice.get("/settings").await.page();
    let form = page.form("/settings/emails").fill("emails-address", "alice@home.example");
    alice.submit(&form).await.expect(303);
    assert_eq!(
        lines(&alice).await,
        [
            "Email address added",
            "Two-factor authentication enabled",
            "Signed in from a new browser"
        ]
    );
    let page = alice.get("/settings").await.page();
    let hints = page.texts("#history .row .hint");
    assert!(hints[0].starts_with("a•••@h•••.example · "), "{}", hints[0]);
    assert!(hints[0].contains("Firefox on Linux · "), "{}", hints[0]);
    assert_eq!(lines(&app.sign_in("bob").await).await.len(), 1, "of oneself alone");
    app.deliver().await;
}

#[tokio::test]
async fn what_was_done_on_the_console_says_so() {
    use callbook::auth::second_factor::enrolment::reset_on_console;
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    enable(&app, &alice).await;
    let mut change = app.change().await;
    change.act_as(callbook::core::actor::Actor::console());
    let address = "alice@acme.example".parse().unwrap();
    reset_on_console(&mut change, &address).await.unwrap();
    change.commit().await.unwrap();
    app.pass(Duration::from_secs(1));
    let page = app.sign_in("alice").await.get("/settings").await.page();
    assert!(page.texts("#history .row .hint")[1].ends_with("On the server, by an administrator"));
    app.deliver().await;
}

#[tokio::test]
async fn what_an_admin_did_names_neither_their_browser_nor_their_address() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    alice.always("user-agent", FIREFOX);
    app.sign_in("bob").await;
    app.pass(Duration::from_secs(1));
    let page = alice.get(&page_of(&alice, "Bob Bakker").await).await.expect(200).page();
    let path = page.attribute("form[action*=\"/sessions/end\"]", "action");
    alice.post(&path, &[]).await.expect(303);
    app.deliver().await;
    let mail = app.texts_to("bob@acme.example").await.swap_remove(0);
    assert!(!mail.contains("Firefox") && !mail.contains("127.0.0.1"), "{mail}");
    app.pass(Duration::from_secs(1));
    let bob = app.sign_in("bob").await;
    let page = bob.get("/settings").await.page();
    let hint = page.texts("#history .row .hint").swap_remove(1);
    assert!(hint.ends_with("Door een beheerder"), "{hint}");
    let form = bob.get("/settings").await.page().form("/settings/data/export");
    let exported = bob.submit(&form).await.expect(200).text;
    assert!(!exported.contains("Firefox"), "{exported}");
    app.deliver().await;
}

#[tokio::test]
async fn it_goes_back_thirteen_months() {
    let app = TestApp::new().await;
    app.sign_in("alice").await;
    let day = Duration::from_secs(24 * 60 * 60);
    app.pass(day * 395);
    cleanup::tidy(&app.app).await.unwrap();
    assert_eq!(lines(&app.sign_in("alice").await).await.len(), 2);
    app.pass(day * 2);
    cleanup::tidy(&app.app).await.unwrap();
    let browser = app.sign_in("alice").await;
    assert_eq!(lines(&browser).await.len(), 2, "the first is forgotten");
}
