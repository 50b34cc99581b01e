use std::time::Duration;

use crate::messaging::parts::MailServer;
use crate::messaging::twilio::parts::Carrier;
use crate::support::{Browser, Page, Setup, TestApp};
use crate::users::phones::{add, first};

const LINE: &str = "#code-delivery";

/// Opens the page that waits for the code of a number that was just added.
async fn waiting(app: &TestApp, browser: &Browser, number: &str, method: &str) -> Page {
    add(browser, "NL", number, method).await.expect(303);
    app.deliver().await;
    verification(browser).await
}

async fn verification(browser: &Browser) -> Page {
    browser.get(&format!("{}/verification", first(browser).await)).await.expect(200).page()
}

#[tokio::test]
async fn a_code_is_being_sent_until_the_provider_has_it_and_the_line_asks_for_news() {
    let carrier = Carrier::start();
    let app = carrier.app().await;
    let alice = app.sign_in("alice").await;
    add(&alice, "NL", "06 1234 5678", "sms").await.expect(303);
    let page = verification(&alice).await;
    assert!(page.text(LINE).starts_with("We’re sending a code by SMS. It expires at"));
    let news = page.attribute(LINE, "hx-get");
    assert_eq!(page.attribute(LINE, "hx-trigger"), "every 2s");
    app.deliver().await;
    let fragment = alice.get_by_script(&news).await.expect(200).page();
    assert!(fragment.text(LINE).starts_with("We sent a code by SMS. It expires at"));
    assert_eq!(fragment.attribute(LINE, "hx-get"), news, "the carrier may report that it failed");
    app.pass(Duration::from_secs(5 * 60));
    assert_eq!(verification(&alice).await.one(LINE).attr("hx-get"), None, "not for ever");
    let phone = first(&alice).await;
    assert_eq!(alice.get(&news).await.location(), format!("{phone}/verification"));
    app.visitor().get_by_script(&news).await.expect(401);
    let bob = app.sign_in("bob").await;
    bob.get_by_script(&news).await.expect(404);
}

#[tokio::test]
async fn a_code_that_the_provider_refused_is_said_with_what_to_do() {
    let carrier = Carrier::start();
    let app = carrier.app().await;
    let alice = app.sign_in("alice").await;
    let page = waiting(&app, &alice, "06 1234 0211", "sms").await;
    let said = "We couldn’t text a code to this number. Check that the number is right, or try again below.";
    assert_eq!(page.text(LINE), said);
    assert!(page.one(LINE).attr("class").unwrap().contains("ill"));
    assert_eq!(page.one(LINE).attr("hx-get"), None, "there is no more news");
    app.pass(Duration::from_secs(60 * 60));
    assert_eq!(verification(&alice).await.text(LINE), said, "and when the code is over too");
}

#[tokio::test]
async fn a_call_that_the_provider_refused_is_said_too() {
    let carrier = Carrier::start();
    let app = carrier.app().await;
    let bob = app.sign_in("bob").await;
    let page = waiting(&app, &bob, "06 1234 0211", "voice").await;
    assert!(page.text(LINE).starts_with("We konden dit nummer niet bellen met een code."));
}

#[tokio::test]
async fn a_code_that_is_tried_again_is_said_to_be_late() {
    let carrier = Carrier::start();
    let app = carrier.app().await.leave_work();
    let alice = app.sign_in("alice").await;
    let page = waiting(&app, &alice, "06 1234 0500", "sms").await;
    let late = "We couldn’t send the code yet, but we’re still trying. It expires at";
    assert!(page.text(LINE).starts_with(late), "{}", page.text(LINE));
    app.pass(Duration::from_secs(3));
    app.deliver().await;
    assert!(verification(&alice).await.text(LINE).starts_with("We sent a code by SMS."));
}

#[tokio::test]
async fn without_a_provider_nobody_waits_for_a_code() {
    let server = MailServer::start(&[]);
    let env = vec![("CALLBOOK_SMTP_URL", server.url())];
    let app = TestApp::with(Setup { env, ..Setup::default() }).await;
    let alice = app.sign_in("alice").await;
    let page = waiting(&app, &alice, "06 1234 5678", "sms").await;
    assert!(
        page.text(LINE).starts_with("Text messages and calls aren’t set up on this server yet")
    );
}

#[tokio::test]
async fn a_number_that_said_stop_is_told_how_to_start() {
    let carrier = Carrier::start();
    let app = carrier.app().await;
    let alice = app.sign_in("alice").await;
    let page = waiting(&app, &alice, "06 1234 0610", "sms").await;
    assert!(page.text(LINE).starts_with("This number replied STOP"), "{}", page.text(LINE));
}
