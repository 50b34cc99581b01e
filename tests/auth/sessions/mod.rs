pub mod devices;
pub mod life;
use std::time::Duration;

use crate::support::{Browser, Page, TestApp};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";

async fn page_of(browser: &Browser) -> Page {
    browser.get("/settings").await.expect(200).page()
}

fn ends(page: &Page) -> Vec<String> {
    let forms = page.all("#sessions .row form");
    forms.iter().map(|form| form.attr("action").unwrap().to_owned()).collect()
}

#[tokio::test]
async fn every_session_is_listed_with_its_device_and_this_one_is_marked() {
    let app = TestApp::new().await;
    let phone = app.visitor();
    phone.always("user-agent", FIREFOX);
    phone.sign_in("alice@acme.example", crate::support::password_of("alice")).await.expect(303);
    app.pass(Duration::from_secs(60));
    let alice = app.sign_in("alice").await;
    app.sign_in("bob").await;
    let page = page_of(&alice).await;
    assert_eq!(page.texts("#sessions .row-name"), ["Unknown browser", "Firefox on Linux"]);
    assert_eq!(page.texts("#sessions .pills"), ["this browser"]);
    assert_eq!(ends(&page).len(), 1, "this one is signed out by the menu");
}

#[tokio::test]
async fn one_session_or_all_others_are_signed_out_on_every_instance() {
    let app = TestApp::new().await;
    let (alice, phone) = (app.sign_in("alice").await, app.sign_in("alice").await);
    let elsewhere = app.second_instance().await;
    phone.share_cookies_with(&elsewhere);
    elsewhere.get("/settings").await.expect(200);
    let page = page_of(&alice).await;
    let reply = alice.post(&ends(&page)[0], &[]).await.expect(303);
    assert_eq!(reply.location(), "/settings/sessions");
    elsewhere.get("/settings").await.expect(303);
    phone.get("/settings").await.expect(303);
    assert!(
        page_of(&alice).await.text("#sessions").contains("You’re not signed in anywhere else.")
    );

    let others = [app.sign_in("alice").await, app.sign_in("alice").await];
    let bob = app.sign_in("bob").await;
    let page = page_of(&alice).await;
    let page = alice.submit_by_script(&page.form("/settings/sessions")).await.expect(200).page();
    let flash =
        "You’ve been signed out everywhere else, and your other known browsers were removed.";
    assert_eq!(page.text("#sessions [role=status]"), flash);
    for other in &others {
        other.get("/settings").await.expect(303);
    }
    bob.get("/settings").await.expect(200);
    alice.get("/settings").await.expect(200);
}

#[tokio::test]
async fn a_session_of_someone_else_is_not_there_and_none_ends_without_a_proof() {
    let app = TestApp::new().await;
    let (alice, _phone) = (app.sign_in("alice").await, app.sign_in("alice").await);
    let bob = app.sign_in("bob").await;
    let end = ends(&page_of(&alice).await).remove(0);
    bob.post(&end, &[]).await.expect(404);
    app.pass(Duration::from_secs(15 * 60));
    assert!(alice.post(&end, &[]).await.expect(303).location().starts_with("/sudo"));
    assert_eq!(ends(&page_of(&alice).await), [end], "it lives on");
}
