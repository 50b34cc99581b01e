use std::time::Duration;

use crate::support::passkey::{Device, NEW, SIGN_IN, SUDO, challenge};
use crate::support::{TestApp, password_of};

const QUARTER: Duration = Duration::from_secs(15 * 60);

#[tokio::test]
async fn a_passkey_is_added_named_listed_used_and_removed() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let elsewhere = app.sign_in("alice").await;
    let page = alice.get("/settings/passkeys").await.expect(200).page();
    assert!(page.text("#passkeys").contains("count as both factors"));
    let mut laptop = Device::new(&app);
    laptop.synced = true;
    let reply = laptop.enrol(&alice, "").await.expect(303);
    assert_eq!(reply.location(), "/settings/passkeys");
    let page = alice.follow(reply).await.expect(200).page();
    assert!(page.text("#page-notice [role=status]").starts_with("Passkey added."));
    assert_eq!(page.texts("#passkeys .row-name"), ["Bitwarden"], "the model it calls itself");
    assert_eq!(page.texts("#passkeys .pills"), ["synced"]);
    elsewhere.get("/settings").await.expect(303);

    app.pass(Duration::from_secs(1));
    let mut phone = Device::new(&app);
    phone.enrol(&alice, "Phone").await.expect(303);
    let page = alice.get("/settings").await.page();
    assert_eq!(page.texts("#passkeys .row-name"), ["Bitwarden", "Phone"]);
    assert_eq!(page.texts("#passkeys .pills"), ["synced", "one device only"]);
    assert!(!page.text("#passkeys").contains("Last used"));
    let signal = page.attribute("[data-passkeys]", "data-passkeys");
    let signal: serde_json::Value = serde_json::from_str(&signal).unwrap();
    assert_eq!(signal["rpId"], "localhost");
    assert_eq!(signal["allAcceptedCredentialIds"].as_array().unwrap().len(), 2);

    phone.answer(&app.visitor(), SIGN_IN).await.expect(303);
    let page = alice.get("/settings").await.page();
    assert_eq!(page.text("#passkeys").matches("Last used").count(), 1);
    let removal = page.attribute("#passkeys .row:last-child a.danger", "href");
    let page = alice.get(&removal).await.expect(200).page();
    assert_eq!(page.text(".thing"), "Phone");
    let reply = alice.submit(&page.form(&removal)).await.expect(303);
    let page = alice.follow(reply).await.page();
    assert_eq!(page.texts("#passkeys .row-name"), ["Bitwarden"]);
    let page = phone.answer(&app.visitor(), SIGN_IN).await.expect(422).page();
    assert!(page.text("[role=alert]").starts_with("We don’t recognize this passkey."));
    let forgotten = page.attribute("[data-passkey-unknown]", "data-passkey-unknown");
    assert_eq!(forgotten, callbook::platform::secrets::encode(&phone.id), "its device is told");
    laptop.answer(&app.visitor(), SIGN_IN).await.expect(303);

    let history = alice.get("/settings").await.page().text("#history");
    for event in ["Passkey added", "Passkey removed"] {
        assert!(history.contains(event), "{event}");
    }
    let subjects = app.subjects_to("alice@acme.example").await;
    let count = |subject| subjects.iter().filter(|one| *one == subject).count();
    let added = count("A passkey was added to your Callbook profile");
    let removed = count("A passkey was removed from your Callbook profile");
    assert_eq!([added, removed], [2, 1]);
}

#[tokio::test]
async fn a_name_that_will_not_do_is_told_and_the_device_may_answer_again() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let mut device = Device::new(&app);
    let page = device.enrol(&alice, &"x".repeat(101)).await.expect(422).page();
    assert_eq!(page.text(".field-error"), "Enter a name of up to 100 characters");
    assert_eq!(page.attribute("#passkey-name", "value").len(), 101, "kept");
    device.enrol(&alice, "Mine").await.expect(303);
    let page = device.enrol(&alice, "Mine again").await.expect(422).page();
    assert_eq!(
        page.text("[data-arrived] [role=alert]"),
        "No passkey was created. Try again, or use another device."
    );
    app.deliver().await;
}

#[tokio::test]
async fn a_passkey_gets_another_name_from_its_owner_alone() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    Device::new(&app).enrol(&alice, "Laptop").await.expect(303);
    let path = alice.get("/settings/passkeys").await.page();
    let path = path.attribute("#passkeys .row-actions a[href$='/name']", "href");
    let form = alice.get(&path).await.expect(200).page().form(&path);
    assert_eq!(form.value("naming-name"), "Laptop");
    let page = alice.submit(&form.clone().fill("naming-name", " ")).await.expect(422).page();
    assert_eq!(page.texts(".field-error"), ["Enter a name"]);
    bob.get(&path).await.expect(404);
    bob.post(&path, &[("name", "Mine")]).await.expect(404);
    let reply = alice.submit(&form.fill("naming-name", "Work laptop")).await.expect(303);
    let page = alice.follow(reply).await.page();
    assert_eq!(page.texts("#passkeys .row-name"), ["Work laptop"]);
    assert_eq!(page.text("#page-notice [role=status]"), "Passkey renamed.");
    app.deliver().await;
}

#[tokio::test]
async fn a_passkey_is_made_only_in_the_session_that_asked_by_its_site_and_once() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let mut device = Device::new(&app);
    let page = alice.get(NEW).await.expect(200).page();
    let options = page.attribute("form[data-passkey-make]", "data-passkey-make");
    let options = serde_json::from_str(&options).unwrap();
    let form = page.form(NEW).forge("answer", &device.make(&options));
    let other = bob.get(NEW).await.expect(200).page();
    other.one("form[data-passkey-make]");
    bob.submit(&form).await.expect(422);
    device.origin = "https://evil.example".to_owned();
    let forged = page.form(NEW).forge("answer", &device.make(&options));
    alice.submit(&forged).await.expect(422);
    device.origin = app.app.public_url.as_str().to_owned();
    device.verifies = false;
    let unverified = page.form(NEW).forge("answer", &device.make(&options));
    alice.submit(&unverified).await.expect(422);
    device.verifies = true;
    let good = page.form(NEW).forge("answer", &device.make(&options));
    app.pass(Duration::from_secs(5 * 60));
    let late = alice.submit(&good).await.expect(422).page();
    assert_eq!(late.text("[data-arrived] [role=alert]"), "That took too long. Try again.");
    assert!(alice.get("/settings").await.page().all("#passkeys .row").is_empty());
    device.enrol(&alice, "").await.expect(303);
    app.deliver().await;
}

#[tokio::test]
async fn adding_and_removing_ask_for_a_proof_and_a_passkey_is_one() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let mut device = Device::new(&app);
    device.enrol(&alice, "").await.expect(303);
    app.pass(QUARTER);
    let page = alice.get(NEW).await.expect(401).page();
    assert_eq!(page.text("h1"), "Confirm it’s you");
    assert_eq!(page.attribute("form.passkey", "data-passkey"), SUDO);
    let before = alice.cookie("sid");
    let (options, state) = challenge(&alice, SUDO).await;
    let answer = device.sign(&options);
    let fields = [("state", state.as_str()), ("answer", answer.as_str()), ("next", NEW)];
    assert_eq!(alice.post(SUDO, &fields).await.expect(303).location(), NEW);
    assert_ne!(alice.cookie("sid"), before, "under a new id");
    alice.get(NEW).await.expect(200);
    // Bob's passkey does not reauthenticate Alice.
    let bob = app.sign_in("bob").await;
    let mut bobs = Device::new(&app);
    bobs.enrol(&bob, "").await.expect(303);
    app.pass(QUARTER);
    let page = bobs.answer(&alice, SUDO).await.expect(422).page();
    assert!(page.text("[data-arrived] [role=alert]").contains("was not accepted"));
    alice.get(NEW).await.expect(401);
    alice.post("/sudo", &[("proof", password_of("alice"))]).await.expect(303);
    app.deliver().await;
}

#[tokio::test]
async fn where_there_can_be_no_passkeys_the_card_says_why() {
    let app = TestApp::with_flags(&["--public-url", "http://192.0.2.1:8080"]).await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    assert!(page.text("#passkeys .off").contains("IP address"));
    assert!(page.all("#passkeys a").is_empty());
    alice.get(NEW).await.expect(404);
    app.visitor().get(SIGN_IN).await.expect(404);
    app.visitor().get("/.well-known/passkey-endpoints").await.expect(404);
    assert!(app.visitor().get("/login").await.page().all("form.passkey").is_empty());
}

#[tokio::test]
async fn password_managers_find_where_passkeys_are_added() {
    let app = TestApp::new().await;
    let reply = app.visitor().get("/.well-known/passkey-endpoints").await.expect(200);
    let at = app.app.public_url.as_str();
    let found: serde_json::Value = serde_json::from_str(&reply.text).unwrap();
    assert_eq!(found["enroll"], format!("{at}/settings/passkeys/new"));
    assert_eq!(found["manage"], format!("{at}/settings/passkeys"));
}
