//! Security mails, their reference numbers, and undo.

use std::time::Duration;

use callbook::users::emails::{self, EmailBlockReason};

use crate::auth::second_factor::{digits, enable};
use crate::support::passkey::{Device, NEW, SIGN_IN};
use crate::support::{Browser, Page, TestApp, altered, password_of};
use crate::users::emails::{add_proved, path_of};

const HOUR: Duration = Duration::from_secs(60 * 60);
const ALICE: &str = "alice@acme.example";
const BOB: &str = "bob@acme.example";
const LINK: &str = "/links/undo";

/// Opens the link of the latest security mail in a browser that is not signed in.
async fn open(app: &TestApp) -> (Browser, Page) {
    let browser = app.visitor();
    let reply = browser.get(&app.link("undo").await).await.expect(303);
    assert_eq!(reply.location(), LINK);
    let page = browser.follow(reply).await.expect(200).page();
    (browser, page)
}

async fn take_back(app: &TestApp) -> Browser {
    let (browser, page) = open(app).await;
    let page = browser.submit(&page.form(LINK)).await.expect(200).page();
    assert_eq!(page.text("h1"), "Changes undone");
    assert_eq!(page.text("[role=status]"), "You were signed out everywhere.");
    assert!(page.all(".profile").is_empty(), "nobody is signed in");
    browser
}

/// Sets a new password by mail.
async fn reset(app: &TestApp, password: &str) {
    let browser = app.visitor();
    browser.post("/forgot-password/new", &[("email", ALICE)]).await.expect(303);
    browser.get(&app.link("reset").await).await.expect(303);
    let fields = [("new", password), ("confirm", password)];
    browser.post("/links/reset", &fields).await.expect(303);
}

#[tokio::test]
async fn a_changed_password_is_taken_back_and_what_matters_is_locked_until_it_is_reset() {
    let app = TestApp::new().await;
    let intruder = app.sign_in("alice").await;
    let stolen = "copper saddle nimbus thread";
    let fields = [("current", password_of("alice")), ("new", stolen), ("confirm", stolen)];
    let page = intruder.get("/settings").await.page();
    let mut form = page.form("/settings/password");
    for (name, value) in fields {
        form = form.fill(&format!("password-{name}"), value);
    }
    intruder.submit(&form).await.expect(303);
    let (browser, page) = open(&app).await;
    assert_eq!(page.text("h1"), "Didn’t make this change?");
    assert!(page.text(".thing").starts_with("Password changed"));
    intruder.get("/settings").await.expect(200);
    browser.submit(&page.form(LINK)).await.expect(200);
    intruder.get("/settings").await.expect(303);
    for password in [stolen, password_of("alice")] {
        app.visitor().sign_in(ALICE, password).await.expect(422);
    }
    assert_eq!(app.subjects_to(ALICE).await[0], "Changes to your Callbook profile were undone");
    reset(&app, "velvet tractor mosaic dune").await;
    let alice = app.visitor();
    alice.sign_in(ALICE, "velvet tractor mosaic dune").await.expect(303);
    alice.get(NEW).await.expect(200);
    app.deliver().await;
}

#[tokio::test]
async fn while_it_is_locked_nothing_that_matters_can_be_changed() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let mut device = Device::new(&app);
    device.enrol(&alice, "Theirs").await.expect(303);
    take_back(&app).await;
    device.answer(&app.visitor(), SIGN_IN).await.expect(422);
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings/passkeys").await.expect(200).page();
    assert!(page.all("#passkeys .row").is_empty(), "as it was before");
    for path in [NEW, "/settings/two-factor/enrolment"] {
        let page = alice.get(path).await.expect(423).page();
        assert_eq!(page.text("h1"), "Locked until you set a new password");
        assert_eq!(page.attribute("main a.button", "href"), "/forgot-password/new");
    }
    let new = "copper saddle nimbus thread";
    let fields = [("current", password_of("alice")), ("new", new), ("confirm", new)];
    alice.post("/settings/password", &fields).await.expect(423);
    alice.post("/settings/sessions", &[]).await.expect(423);
    alice.post("/settings/emails", &[("address", "evil@home.example")]).await.expect(423);
    reset(&app, new).await;
    let alice = app.visitor();
    alice.sign_in(ALICE, new).await.expect(303);
    alice.get(NEW).await.expect(200);
    app.deliver().await;
}

#[tokio::test]
async fn second_factors_that_were_removed_are_put_back() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let (key, codes) = enable(&app, &alice).await;
    app.pass(96 * HOUR);
    let alice = app.visitor();
    alice.sign_in(ALICE, password_of("alice")).await.expect(303);
    alice.post("/login/challenge", &[("code", &digits(&app, &key))]).await.expect(303);
    let page = alice.get("/settings/two-factor/removal").await.page();
    alice.submit(&page.form("/settings/two-factor/removal")).await.expect(303);
    take_back(&app).await;
    let browser = app.visitor();
    let reply = browser.sign_in(ALICE, password_of("alice")).await.expect(303);
    assert_eq!(reply.location(), "/login/challenge");
    app.pass(Duration::from_secs(30));
    browser.post("/login/challenge", &[("code", &digits(&app, &key))]).await.expect(303);
    browser.get("/settings").await.expect(200);
    let lost = app.visitor();
    lost.sign_in(ALICE, password_of("alice")).await.expect(303);
    lost.post("/login/challenge", &[("recovery", &codes[3])]).await.expect(303);
    app.deliver().await;
}

/// Returns the path that the correct password leads to.
async fn door(app: &TestApp, who: &str) -> String {
    let (browser, address) = (app.visitor(), format!("{who}@acme.example"));
    browser.set_cookie("device", &app.device_of(&address).await);
    browser.sign_in(&address, password_of(who)).await.expect(303).location().to_owned()
}

#[tokio::test]
async fn a_second_factor_that_was_added_is_taken_off_a_day_later() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    enable_unseen(&app, &bob).await;
    let (browser, page) = open(&app).await;
    let page = browser.submit(&page.form(LINK)).await.expect(200).page();
    assert!(page.text("main").contains("It will be removed in 24 hours"), "{}", page.text("main"));
    assert_eq!(door(&app, "bob").await, "/login/challenge");
    let mails = app.texts_to(BOB).await;
    assert!(mails[0].contains("log_"), "{}", mails[0]);
    assert!(app.links_to(BOB, "veto").await.is_empty(), "not to whoever asked");
    app.pass(24 * HOUR - Duration::from_millis(1));
    app.deliver().await;
    assert_eq!(door(&app, "bob").await, "/login/challenge");
    app.pass(Duration::from_millis(1));
    app.deliver().await;
    assert_eq!(door(&app, "bob").await, "/");
    app.deliver().await;
}

#[tokio::test]
async fn the_reader_of_another_old_address_keeps_the_factor_that_was_added() {
    let app = TestApp::new().await;
    app.pass(HOUR);
    let alice = app.sign_in("alice").await;
    add_proved(&app, &alice, "alice@home.example").await;
    app.pass(96 * HOUR);
    let alice = app.sign_in("alice").await;
    add_proved(&app, &alice, "alice@away.example").await;
    enable(&app, &alice).await;
    let link = app.links_to(ALICE, "undo").await.remove(0);
    let browser = app.visitor();
    let page = browser.follow(browser.get(&link).await.expect(303)).await.expect(200).page();
    browser.submit(&page.form(LINK)).await.expect(200);
    assert!(app.links_to(ALICE, "veto").await.is_empty());
    assert!(app.links_to("alice@away.example", "veto").await.is_empty());
    let link = app.links_to("alice@home.example", "veto").await.remove(0);
    let browser = app.visitor();
    let page = browser.follow(browser.get(&link).await.expect(303)).await.expect(200).page();
    assert!(page.text("main").contains("a recently added second factor isn’t yours"));
    browser.submit(&page.form("/links/veto")).await.expect(200);
    app.pass(24 * HOUR);
    app.deliver().await;
    assert_eq!(door(&app, "alice").await, "/login/challenge");
    app.deliver().await;
}

/// Enables two-factor authentication for a person who reads another language than the helper does.
async fn enable_unseen(app: &TestApp, browser: &Browser) {
    let path = "/settings/two-factor/enrolment";
    let page = browser.get(path).await.page();
    let key = crate::auth::second_factor::key_of(&page);
    let form = page.form(path).tick("enrolment-saved", true);
    browser.submit(&form.fill("enrolment-code", &digits(app, &key))).await.expect(303);
}

#[tokio::test]
async fn addresses_are_put_back_as_they_stood() {
    let app = TestApp::new().await;
    let intruder = app.sign_in("alice").await;
    add_proved(&app, &intruder, "evil@home.example").await;
    let page = intruder.get("/settings").await.page();
    let primary = page.attribute("#emails form[action$='/primary#emails']", "action");
    let primary = primary.trim_end_matches("#emails").to_owned();
    intruder.post(&primary, &[]).await.expect(303);
    app.deliver().await;
    let page = intruder.get("/settings").await.page();
    let removals: Vec<_> = page
        .all("#emails a[href$='/removal']")
        .iter()
        .map(|link| link.attr("href").unwrap().to_owned())
        .collect();
    assert_eq!(removals.len(), 1, "the primary address stays");
    intruder.post(&removals[0], &[]).await.expect(303);
    // The owner's address is removed, and its reader is notified of this and the earlier change.
    let page = intruder.get("/settings").await.page();
    assert_eq!(page.texts("#emails .row-name"), ["evil@home.example"]);
    let link = app.links_to(ALICE, "undo").await.into_iter().next().unwrap();
    let browser = app.visitor();
    browser.get(&link).await.expect(303);
    let page = browser.get(LINK).await.expect(200).page();
    assert!(page.text(".thing").contains("Email address removed"));
    browser.submit(&page.form(LINK)).await.expect(200);
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    assert_eq!(page.texts("#emails .row-name"), [ALICE], "as it was before the first of them");
    assert_eq!(page.texts("#emails .pills")[0], "primary verified");
    // All other undo links are void with it.
    for link in app.links_to(ALICE, "undo").await {
        browser.get(&link).await.expect(303);
        browser.get(LINK).await.expect(404);
    }
    app.deliver().await;
}

/// Takes over the user that is signed in, while mail is down.
async fn take_over(app: &TestApp, intruder: &Browser) {
    add_proved(app, intruder, "evil@home.example").await;
    let primary = path_of(intruder, "evil@home.example", "primary").await;
    intruder.post(&primary, &[]).await.expect(303);
    let removal = path_of(intruder, ALICE, "removal").await;
    intruder.post(&removal, &[]).await.expect(303);
}

#[tokio::test]
async fn an_address_that_is_gone_by_the_time_still_gets_what_it_was_owed() {
    let app = TestApp::new().await;
    let intruder = app.sign_in("alice").await;
    take_over(&app, &intruder).await;
    let links = app.links_to(ALICE, "undo").await;
    assert_eq!(links.len(), 3, "added, demoted, removed");
    let browser = app.visitor();
    browser.get(&links[0]).await.expect(303);
    let page = browser.get(LINK).await.expect(200).page();
    browser.submit(&page.form(LINK)).await.expect(200);
    intruder.get("/settings").await.expect(303);
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    assert_eq!(page.texts("#emails .row-name"), [ALICE]);
    app.deliver().await;
}

#[tokio::test]
async fn an_address_that_is_gone_gets_nothing_when_it_is_too_late_or_it_was_blocked() {
    for blocked in [false, true] {
        let app = TestApp::new().await;
        let intruder = app.sign_in("alice").await;
        add_proved(&app, &intruder, "evil@home.example").await;
        let before = app.subjects_to(ALICE).await.len();
        let primary = path_of(&intruder, "evil@home.example", "primary").await;
        intruder.post(&primary, &[]).await.expect(303);
        app.pass(Duration::from_millis(1));
        let removal = path_of(&intruder, ALICE, "removal").await;
        if blocked {
            let id = removal.split('/').nth(3).unwrap().parse().unwrap();
            let mut change = app.change().await;
            emails::block(&mut change, id, EmailBlockReason::Bounced).await.unwrap();
            change.commit().await.unwrap();
        }
        intruder.post(&removal, &[]).await.expect(303);
        if !blocked {
            app.pass(96 * HOUR);
        }
        assert_eq!(app.subjects_to(ALICE).await.len(), before, "blocked: {blocked}");
    }
}

#[tokio::test]
async fn a_link_takes_back_once_within_four_days_and_nothing_that_it_is_not_of() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let mut device = Device::new(&app);
    device.enrol(&alice, "").await.expect(303);
    let link = app.link("undo").await;
    for bad in [altered(&link), "/links/undo/nonsense".to_owned()] {
        let browser = app.visitor();
        browser.get(&bad).await.expect(303);
        let page = browser.get(LINK).await.expect(404).page();
        assert!(page.text("[role=alert]").starts_with("This link is no longer valid."));
        browser.post(LINK, &[]).await.expect(422);
    }
    // Following it changes nothing.
    app.visitor().get(&link).await.expect(303);
    device.answer(&app.visitor(), SIGN_IN).await.expect(303);
    app.pass(96 * HOUR);
    let late = app.visitor();
    late.get(&link).await.expect(303);
    late.get(LINK).await.expect(404);
    late.post(LINK, &[]).await.expect(422);
    device.answer(&app.visitor(), SIGN_IN).await.expect(303);
    let mut second = Device::new(&app);
    let alice = app.sign_in("alice").await;
    second.enrol(&alice, "").await.expect(303);
    app.pass(96 * HOUR - Duration::from_millis(1));
    let browser = take_back(&app).await;
    browser.post(LINK, &[]).await.expect(422);
    device.answer(&app.visitor(), SIGN_IN).await.expect(303);
    second.answer(&app.visitor(), SIGN_IN).await.expect(422);
    app.deliver().await;
}

#[tokio::test]
async fn a_new_device_is_news_a_known_one_is_not() {
    let app = TestApp::new().await;
    let browser = app.visitor();
    browser.sign_in(ALICE, password_of("alice")).await.expect(303);
    assert_eq!(app.subjects_to(ALICE).await, ["New sign-in to your Callbook profile"]);
    browser.post("/logout", &[]).await.expect(303);
    browser.sign_in(ALICE, password_of("alice")).await.expect(303);
    assert_eq!(app.subjects_to(ALICE).await.len(), 1, "known by now");
    // Two people may share a browser.
    browser.post("/logout", &[]).await.expect(303);
    browser.sign_in("carol@acme.example", password_of("carol")).await.expect(303);
    browser.post("/logout", &[]).await.expect(303);
    browser.sign_in(ALICE, password_of("alice")).await.expect(303);
    assert_eq!(app.subjects_to(ALICE).await.len(), 1);
    assert_eq!(app.subjects_to("carol@acme.example").await.len(), 1);
}

#[tokio::test]
async fn with_a_second_factor_only_who_gave_it_is_known() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let (key, _) = enable(&app, &alice).await;
    let thief = app.visitor();
    thief.sign_in(ALICE, password_of("alice")).await.expect(303);
    assert_eq!(thief.cookie("device"), None, "the password alone makes no device known");
    app.pass(Duration::from_secs(30));
    let owner = app.visitor();
    owner.sign_in(ALICE, password_of("alice")).await.expect(303);
    owner.post("/login/challenge", &[("code", &digits(&app, &key))]).await.expect(303);
    assert!(owner.cookie("device").is_some());
    assert_eq!(app.subjects_to(ALICE).await[0], "New sign-in to your Callbook profile");
}

#[tokio::test]
async fn a_receipt_is_looked_up_by_whom_it_is_of() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    Device::new(&app).enrol(&alice, "Laptop").await.expect(303);
    let mail = app.texts_to(ALICE).await.into_iter().next().unwrap();
    let at = mail.find("log_").unwrap();
    let receipt = mail[at..].split(['.', ' ']).next().unwrap().to_owned();
    let path = format!("/settings/history/receipt?number=+{receipt}+");
    let page = alice.get(&path).await.expect(200).page();
    assert!(page.text("main").contains("Passkey added"), "{}", page.text("main"));
    assert!(page.text("main").contains("Laptop"));
    let bob = app.sign_in("bob").await;
    let page = bob.get(&path).await.expect(404).page();
    assert!(!page.text("main").contains("Laptop"));
    for nonsense in ["", "log_", "%00", "usr_x"] {
        let path = format!("/settings/history/receipt?number={nonsense}");
        alice.get(&path).await.expect(404);
    }
}
