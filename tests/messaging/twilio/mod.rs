pub mod parts;
use std::time::Duration;

use crate::messaging::twilio::parts::{Carrier, TOKEN, ledger, to_phones};
use crate::support::{Browser, Setup, TestApp};
use crate::users::phones::{add, first, type_code};

const SECOND: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_secs(60 * 60);

async fn pills(browser: &Browser) -> Vec<String> {
    browser.get("/settings/phones").await.page().texts("#phones .pills")
}

/// Checks that a code is delayed by this answer, and sent unchanged when it is due.
async fn is_sent_again(number: &str, answer: &str) {
    let carrier = Carrier::start();
    let app = carrier.app().await;
    let alice = app.sign_in("alice").await;
    add(&alice, "NL", number, "sms").await.expect(303);
    app.deliver().await;
    let [(state, said, _)] = &to_phones(&app).await[..] else { panic!("one message") };
    assert_eq!(state, "queued");
    assert!(said.starts_with(answer), "{said}");
    app.pass(SECOND);
    assert_eq!(app.deliver().await, 0, "not at once");
    app.pass(2 * SECOND);
    assert_eq!(app.deliver().await, 1);
    let [(state, said, _)] = &to_phones(&app).await[..] else { panic!("one message") };
    assert_eq!((state.as_str(), said.as_str()), ("sent", "201 queued"));
    let recorded = carrier.recorded().await;
    assert_eq!(recorded.len(), 2);
    assert_eq!(recorded[0].code(), recorded[1].code());
    assert_eq!(recorded[0].delivery(), recorded[1].delivery());
    let reply = type_code(&alice, &first(&alice).await, &recorded[1].code()).await;
    assert_eq!(reply.location(), "/settings/phones");
}

#[tokio::test]
async fn a_server_error_is_no_reason_to_give_up() {
    is_sent_again("06 1234 0500", "500 20500 Internal Server Error").await;
}

#[tokio::test]
async fn what_was_taken_is_not_sent_again_though_the_answer_broke_off() {
    let carrier = Carrier::start();
    let app = carrier.app().await;
    let alice = app.sign_in("alice").await;
    add(&alice, "NL", "06 1234 0408", "sms").await.expect(303);
    app.deliver().await;
    app.pass(3600 * SECOND);
    assert_eq!(app.deliver().await, 0);
    assert_eq!(to_phones(&app).await[0].0, "sent");
}

#[tokio::test]
async fn a_carrier_that_was_away_is_waited_for_and_then_as_long_as_it_asks() {
    let away = Carrier::start();
    let app = away.app().await;
    let port = away.port();
    drop(away);
    let alice = app.sign_in("alice").await;
    add(&alice, "NL", "06 1234 0429", "sms").await.expect(303);
    // Pauses of 2, 4, 8 and 16 s, and up to a quarter more.
    for pause in [0, 3, 5, 10, 20] {
        app.pass(pause * SECOND);
        assert_ne!(app.deliver().await, 0, "after {pause} s");
    }
    let (state, said, _) = to_phones(&app).await.remove(0);
    assert_eq!(state, "queued");
    assert!(said.contains("onnect") && !said.contains("Accounts"), "{said}");
    let carrier = Carrier::start_on(&port);
    app.pass(40 * SECOND);
    assert_eq!(app.deliver().await, 1);
    assert_eq!(to_phones(&app).await[0].1, "429 20429 Too Many Requests");
    // The answer asked for 2 s; our own pause would be 64 s.
    app.pass(2 * SECOND - Duration::from_millis(1));
    assert_eq!(app.deliver().await, 0, "not before they asked for it");
    app.pass(SECOND);
    assert_eq!(app.deliver().await, 1);
    assert_eq!(to_phones(&app).await[0].0, "sent");
    assert_eq!(carrier.recorded().await.len(), 2);
}

#[tokio::test]
async fn a_number_that_unsubscribed_is_blocked_for_everyone_who_has_it() {
    let carrier = Carrier::start();
    let app = carrier.app().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let carol = app.sign_in("carol").await;
    for (browser, number) in
        [(&alice, "06 1234 0610"), (&bob, "06 1234 0610"), (&carol, "06 1234 5678")]
    {
        add(browser, "NL", number, "sms").await.expect(303);
        app.pass(SECOND);
    }
    app.deliver().await;
    assert_eq!(pills(&alice).await, ["unverified blocked"]);
    assert_eq!(pills(&bob).await, ["niet geverifieerd geblokkeerd"]);
    assert_eq!(pills(&carol).await, ["sin verificar"]);
    let states: Vec<_> = to_phones(&app).await.into_iter().map(|row| row.0).collect();
    assert_eq!(states, ["blocked", "blocked", "sent"]);
    let sent = carrier.recorded().await;
    let sent: Vec<_> = sent.iter().map(|request| request.field("To")).collect();
    assert_eq!(sent, ["+31612340610", "+31612345678"], "the second is not even tried");
    let page = alice.get("/settings/phones").await.page();
    assert!(page.text("#phones .row .hint").contains("Text START"), "it says what to do");
}

#[tokio::test]
async fn a_number_that_twilio_calls_invalid_fails_and_is_shown() {
    let carrier = Carrier::start();
    let app = carrier.app().await;
    let bob = app.sign_in("bob").await;
    add(&bob, "NL", "06 1234 0211", "sms").await.expect(303);
    app.deliver().await;
    assert_eq!(app.deliver().await, 0);
    let page = bob.get("/settings").await.page();
    let form = page.form("/settings/other").tick("other-debug_mode", true);
    bob.submit(&form).await.expect(303);
    let page = bob.get("/deliveries").await.expect(200).page();
    let row = page.texts("tbody tr").into_iter().find(|row| row.contains("+31 •••• 11")).unwrap();
    assert!(row.contains("Mislukt Geweigerd door de provider 400 21211 Invalid"), "{row}");
    app.pass(HOUR);
    assert_eq!(app.deliver().await, 0, "it is not tried again");
    assert_eq!(pills(&bob).await, ["niet geverifieerd"], "one code says nothing of the number");
}

#[tokio::test]
async fn with_wrong_credentials_messages_wait_for_the_admin() {
    let carrier = Carrier::start();
    let env = carrier.env("another-token");
    let app = TestApp::with(Setup { env, ..Setup::default() }).await.leave_work();
    let alice = app.sign_in("alice").await;
    add(&alice, "NL", "06 1234 5678", "sms").await.expect(303);
    app.deliver().await;
    app.pass(3 * SECOND);
    assert_eq!(app.deliver().await, 1);
    assert_eq!(carrier.recorded().await.len(), 2);
    let (state, said, _) = to_phones(&app).await.remove(0);
    assert_eq!((state.as_str(), said.as_str()), ("queued", "401 20003 Authenticate"));
}

#[tokio::test]
async fn a_code_that_could_not_be_sent_in_time_is_not_sent_at_all() {
    let carrier = Carrier::start();
    let app = carrier.app().await;
    let alice = app.sign_in("alice").await;
    add(&alice, "NL", "06 1234 0500", "sms").await.expect(303);
    app.deliver().await;
    app.pass(10 * 60 * SECOND);
    assert_eq!(app.deliver().await, 1);
    assert_eq!(to_phones(&app).await[0].0, "failed");
    assert_eq!(carrier.recorded().await.len(), 1);
}

#[tokio::test]
async fn a_test_message_goes_by_sms_and_by_a_call_from_the_channels_card() {
    let carrier = Carrier::start();
    let app = carrier.app().await;
    let bob = app.sign_in("bob").await;
    add(&bob, "NL", "06 1234 5678", "sms").await.expect(303);
    app.deliver().await;
    type_code(&bob, &first(&bob).await, &carrier.last().await.code()).await.expect(303);
    for (channel, field) in [("sms", "Body"), ("voice", "Twiml")] {
        let page = bob.get("/settings").await.page();
        let path = format!("/settings/channels/{channel}/tests");
        bob.submit_by_script(&page.form(&path)).await.expect(200);
        app.deliver().await;
        let sent = carrier.last().await;
        assert_eq!((sent.status(), sent.field("To")), (201, "+31612345678"));
        assert!(sent.field(field).contains("een test"), "{sent:?}");
        assert_eq!(ledger(&app, sent.delivery()).await.0, "sent");
        let page = bob.get("/settings").await.page();
        let line = page.text(&format!("#channels-{channel}-test"));
        assert!(line.ends_with("Verstuurd"), "{line}");
    }
}

#[tokio::test]
async fn a_messaging_service_sends_texts_and_a_number_of_its_own_calls() {
    const SERVICE: &str = "MG0123456789abcdef0123456789abcdef";
    let carrier = Carrier::start();
    let mut env = carrier.env(TOKEN);
    env.retain(|(name, _)| *name != "CALLBOOK_TWILIO_FROM");
    env.push(("CALLBOOK_TWILIO_FROM", SERVICE.to_owned()));
    env.push(("CALLBOOK_TWILIO_CALL_FROM", "+1 500 555 0006".to_owned()));
    let app = TestApp::with(Setup { env, ..Setup::default() }).await;
    let alice = app.sign_in("alice").await;
    for (number, method, field, sender) in [
        ("06 1234 5678", "sms", "MessagingServiceSid", SERVICE),
        ("020 123 4567", "voice", "From", "+15005550006"),
    ] {
        add(&alice, "NL", number, method).await.expect(303);
        app.deliver().await;
        let sent = carrier.last().await;
        assert_eq!((sent.status(), sent.field(field)), (201, sender), "{sent:?}");
    }
}
