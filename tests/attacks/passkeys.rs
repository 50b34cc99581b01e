//! Forged and replayed answers to passkey challenges.

use std::time::Duration;

use callbook::platform::ids::UserId;
use futures_util::future::join_all;

use crate::auth::second_factor::enable;
use crate::support::passkey::{Device, SIGN_IN, SUDO, challenge};
use crate::support::{Browser, Page, TestApp};

async fn enrolled(app: &TestApp, who: &str) -> (Device, Browser) {
    let browser = app.sign_in(who).await;
    let mut device = Device::new(app);
    device.enrol(&browser, "").await.expect(303);
    (device, browser)
}

fn alert(page: &Page) -> String {
    page.text("[data-arrived] [role=alert]")
}

const WRONG: &str = "This passkey was not accepted. Try again.";
const OVER: &str = "That took too long. Try again.";

#[tokio::test]
async fn a_passkey_is_both_factors_at_once() {
    let app = TestApp::new().await;
    let (_, alice) = enrolled(&app, "alice").await;
    enable(&app, &alice).await;
    let mut device = Device::new(&app);
    device.enrol(&alice, "").await.expect(303);
    let browser = app.visitor();
    assert_eq!(device.answer(&browser, SIGN_IN).await.expect(303).location(), "/");
    browser.get("/settings").await.expect(200);
    app.deliver().await;
}

#[tokio::test]
async fn what_another_site_or_an_unverified_user_signed_is_refused() {
    let app = TestApp::new().await;
    let (mut device, _) = enrolled(&app, "alice").await;
    let browser = app.visitor();
    for origin in ["https://evil.example", "http://localhost:1", "http://localhost.evil.example"] {
        device.origin = origin.to_owned();
        let page = device.answer(&browser, SIGN_IN).await.expect(422).page();
        assert_eq!(alert(&page), WRONG, "{origin}");
    }
    device.origin = app.app.public_url.as_str().to_owned();
    device.host = "evil.example".to_owned();
    assert_eq!(alert(&device.answer(&browser, SIGN_IN).await.expect(422).page()), WRONG);
    device.host = "localhost".to_owned();
    device.verifies = false;
    assert_eq!(alert(&device.answer(&browser, SIGN_IN).await.expect(422).page()), WRONG);
    browser.get("/settings").await.expect(303);
    device.verifies = true;
    device.answer(&browser, SIGN_IN).await.expect(303);
    app.deliver().await;
}

#[tokio::test]
async fn a_challenge_is_answered_once_in_time_and_for_what_it_was_asked() {
    let app = TestApp::new().await;
    let (device, alice) = enrolled(&app, "alice").await;
    let (options, state) = challenge(&app.visitor(), SIGN_IN).await;
    let answer = device.sign(&options);
    let fields = [("state", state.as_str()), ("answer", answer.as_str())];
    app.visitor().post(SIGN_IN, &fields).await.expect(303);
    assert_eq!(alert(&app.visitor().post(SIGN_IN, &fields).await.expect(422).page()), OVER);

    let (options, state) = challenge(&app.visitor(), SIGN_IN).await;
    let answer = device.sign(&options);
    let fields = [("state", state.as_str()), ("answer", answer.as_str())];
    // A challenge for sign-in does not work for reauthentication, nor the other way round.
    alice.post(SUDO, &fields).await.expect(422);
    let (asked, proof) = challenge(&alice, SUDO).await;
    let proved = device.sign(&asked);
    let crossed = [("state", proof.as_str()), ("answer", proved.as_str())];
    app.visitor().post(SIGN_IN, &crossed).await.expect(422);
    // A reauthentication in one session does not count in another.
    let other = app.sign_in("alice").await;
    other.post(SUDO, &crossed).await.expect(422);
    // An answer to another challenge.
    let (_, fresh) = challenge(&app.visitor(), SIGN_IN).await;
    let swapped = [("state", fresh.as_str()), ("answer", answer.as_str())];
    assert_eq!(alert(&app.visitor().post(SIGN_IN, &swapped).await.expect(422).page()), WRONG);
    app.pass(Duration::from_millis(5 * 60 * 1000));
    assert_eq!(alert(&app.visitor().post(SIGN_IN, &fields).await.expect(422).page()), OVER);
    for nonsense in ["", "{}", "[]", "null", &answer[1..]] {
        let fields = [("state", fresh.as_str()), ("answer", nonsense)];
        app.visitor().post(SIGN_IN, &fields).await.expect(422);
        app.visitor().post(SIGN_IN, &[("state", nonsense), ("answer", &answer)]).await.expect(422);
    }
    app.deliver().await;
}

#[tokio::test]
async fn nobody_signs_for_someone_else() {
    let app = TestApp::new().await;
    let (_, _) = enrolled(&app, "alice").await;
    let (bobs, _) = enrolled(&app, "bob").await;
    let alice = callbook::sql!(&mut app.app.db.read().await.unwrap(), scalar UserId,
        "SELECT user_id FROM emails WHERE address = 'alice@acme.example'")
    .unwrap();
    let browser = app.visitor();
    let forged = bobs.claiming(alice.as_bytes());
    let page = forged.answer(&browser, SIGN_IN).await.expect(422).page();
    assert!(alert(&page).starts_with("We don’t recognize this passkey."));
    browser.get("/settings").await.expect(303);
    // The same id under another key.
    let (mine, _) = enrolled(&app, "carol").await;
    let mut copied = Device::new(&app);
    copied.id.clone_from(&mine.id);
    let carol = app.sign_in("carol").await;
    copied.enrol(&carol, "").await.expect(422);
    assert_eq!(alert(&copied.answer(&browser, SIGN_IN).await.expect(422).page()), WRONG);
    app.deliver().await;
}

#[tokio::test]
async fn a_counter_that_goes_back_is_of_a_copy() {
    let app = TestApp::new().await;
    let (device, _) = enrolled(&app, "alice").await;
    for (count, status) in [(5, 303), (6, 303), (6, 422), (2, 422), (7, 303)] {
        device.counter.set(count);
        device.answer(&app.visitor(), SIGN_IN).await.expect(status);
    }
    app.deliver().await;
}

#[tokio::test]
async fn race_once_for_a_challenge() {
    let app = TestApp::new().await;
    let (device, _) = enrolled(&app, "alice").await;
    let (options, state) = challenge(&app.visitor(), SIGN_IN).await;
    let answer = device.sign(&options);
    let fields = [("state", state.as_str()), ("answer", answer.as_str())];
    let tries = (0..200).map(async |_| app.visitor().post(SIGN_IN, &fields).await.status);
    let statuses = join_all(tries).await;
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|status| [303, 422, 503].contains(status)), "{statuses:?}");
    app.deliver().await;
}

#[tokio::test]
async fn a_challenge_is_the_same_for_everyone_and_names_nobody() {
    let app = TestApp::new().await;
    let (device, alice) = enrolled(&app, "alice").await;
    let strange = app.visitor();
    strange.always("cookie-hint", "alice@acme.example");
    for browser in [&app.visitor(), &alice, &strange] {
        let (mut options, _) = challenge(browser, SIGN_IN).await;
        let challenge = options["publicKey"]["challenge"].take();
        assert_eq!(challenge.as_str().unwrap().len(), 43);
        assert_eq!(options["publicKey"]["rpId"], "localhost");
        assert!(!options.to_string().contains(&callbook::platform::secrets::encode(&device.id)));
    }
    app.deliver().await;
}
