//! An intruder with the password replaces the owner's address; only the owner gets the user back.

use std::time::Duration;

use crate::auth::second_factor::enable;
use crate::support::{Browser, TestApp, password_of};
use crate::users::emails::{add_proved, path_of};

const HOUR: Duration = Duration::from_secs(60 * 60);
const ALICE: &str = "alice@acme.example";
const EVIL: &str = "evil@away.example";
const HOME: &str = "alice@home.example";
const NEW: &str = "velvet tractor mosaic dune";

/// Takes the user over: the owner's address is removed, and only the intruder's is left.
async fn taken_over(app: &TestApp) -> Browser {
    app.pass(HOUR);
    let intruder = app.sign_in("alice").await;
    add_proved(app, &intruder, EVIL).await;
    let primary = path_of(&intruder, EVIL, "primary").await;
    intruder.post(&primary, &[]).await.expect(303);
    app.deliver().await;
    let removal = path_of(&intruder, ALICE, "removal").await;
    intruder.post(&removal, &[]).await.expect(303);
    intruder
}

async fn undo(app: &TestApp, link: &str) -> u16 {
    let browser = app.visitor();
    browser.get(link).await.expect(303);
    browser.post("/links/undo", &[]).await.status
}

async fn ask_for_password(app: &TestApp, address: &str) {
    let fields = [("email", address)];
    app.visitor().post("/forgot-password/new", &fields).await.expect(303);
}

/// Sets the password by the latest link to an address, and signs in with it.
async fn reset(app: &TestApp, address: &str) -> Browser {
    let link = app.links_to(address, "reset").await.remove(0);
    let browser = app.visitor();
    browser.get(&link).await.expect(303);
    browser.post("/links/reset", &[("new", NEW), ("confirm", NEW)]).await.expect(303);
    browser.sign_in(address, NEW).await.expect(303);
    browser
}

async fn addresses(browser: &Browser) -> Vec<String> {
    browser.get("/settings/emails").await.expect(200).page().texts("#emails .row-name")
}

#[tokio::test]
async fn undo_chain() {
    // Whichever of her links the owner uses, everything is restored.
    for nth in 0..3 {
        let app = TestApp::new().await;
        let intruder = taken_over(&app).await;
        let links = app.links_to(ALICE, "undo").await;
        assert_eq!(links.len(), 3, "added, demoted, removed");
        assert_eq!(undo(&app, &links[nth]).await, 200);
        intruder.get("/settings").await.expect(303);
        for link in links {
            assert_eq!(undo(&app, &link).await, 422, "void");
        }
        ask_for_password(&app, EVIL).await;
        assert!(app.links_to(EVIL, "reset").await.is_empty());
        ask_for_password(&app, ALICE).await;
        let alice = reset(&app, ALICE).await;
        assert_eq!(addresses(&alice).await, [ALICE]);
        app.visitor().sign_in(ALICE, password_of("alice")).await.expect(422);
        alice.post("/settings/emails", &[("address", "alice@home.example")]).await.expect(303);
        app.deliver().await;
    }
}

#[tokio::test]
async fn an_address_that_drove_an_older_one_out_gets_no_way_back_until_the_window_is_over() {
    let app = TestApp::new().await;
    let intruder = taken_over(&app).await;
    let new = "copper saddle nimbus thread";
    let fields = [("current", password_of("alice")), ("new", new), ("confirm", new)];
    intruder.post("/settings/password", &fields).await.expect(303);
    ask_for_password(&app, EVIL).await;
    assert!(app.subjects_to(EVIL).await.contains(&"Your Callbook password was changed".to_owned()));
    for purpose in ["undo", "reset"] {
        assert!(app.links_to(EVIL, purpose).await.is_empty(), "{purpose}");
    }
    app.pass(96 * HOUR);
    ask_for_password(&app, EVIL).await;
    assert_eq!(app.links_to(EVIL, "reset").await.len(), 1);
}

#[tokio::test]
async fn a_link_that_was_mailed_to_an_address_dies_when_it_drives_an_older_one_out() {
    let app = TestApp::new().await;
    app.pass(HOUR);
    let intruder = app.sign_in("alice").await;
    add_proved(&app, &intruder, EVIL).await;
    // Beside the older address it is notified, and may request a password.
    intruder.post("/settings/emails", &[("address", "evil@home.example")]).await.expect(303);
    ask_for_password(&app, EVIL).await;
    let undo_link = app.links_to(EVIL, "undo").await.remove(0);
    let reset_link = app.links_to(EVIL, "reset").await.remove(0);
    let primary = path_of(&intruder, EVIL, "primary").await;
    intruder.post(&primary, &[]).await.expect(303);
    assert_eq!(undo(&app, &undo_link).await, 422);
    let browser = app.visitor();
    browser.get(&reset_link).await.expect(303);
    browser.post("/links/reset", &[("new", NEW), ("confirm", NEW)]).await.expect(422);
    app.deliver().await;
}

/// Gives Alice an address that was added before the window and verified within it.
async fn verified_late(app: &TestApp) -> Browser {
    app.pass(HOUR);
    let alice = app.sign_in("alice").await;
    alice.post("/settings/emails", &[("address", HOME)]).await.expect(303);
    app.deliver().await;
    app.pass(50 * HOUR);
    let alice = app.sign_in("alice").await;
    let resend = path_of(&alice, HOME, "links").await;
    alice.post(&resend, &[]).await.expect(303);
    alice.get(&app.links_to(HOME, "email").await[0]).await.expect(303);
    alice.post("/links/email", &[]).await.expect(303);
    app.pass(47 * HOUR);
    app.sign_in("alice").await
}

#[tokio::test]
async fn only_what_is_older_than_the_window_unlocks() {
    let app = TestApp::new().await;
    let intruder = verified_late(&app).await;
    let stolen = "copper saddle nimbus thread";
    let fields = [("current", password_of("alice")), ("new", stolen), ("confirm", stolen)];
    intruder.post("/settings/password", &fields).await.expect(303);
    ask_for_password(&app, HOME).await;
    assert_eq!(app.links_to(HOME, "reset").await.len(), 1, "beside the older one");
    assert_eq!(undo(&app, &app.links_to(ALICE, "undo").await[0]).await, 200);
    ask_for_password(&app, HOME).await;
    assert_eq!(app.links_to(HOME, "reset").await.len(), 1, "no other");
    // An address that came to be verified while she is locked unlocks nothing either.
    let now = app.clock.now();
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(
        &mut tx,
        execute,
        "UPDATE emails SET verified_at = $1 WHERE address = $2",
        now,
        HOME
    )
    .unwrap();
    tx.commit().await.unwrap();
    ask_for_password(&app, HOME).await;
    assert_eq!(app.links_to(HOME, "reset").await.len(), 1, "no other");
    ask_for_password(&app, ALICE).await;
    assert_eq!(addresses(&reset(&app, ALICE).await).await, [ALICE, HOME]);
    app.deliver().await;
}

#[tokio::test]
async fn what_was_verified_late_is_unverified_by_an_undo_of_something_else() {
    let app = TestApp::new().await;
    let intruder = verified_late(&app).await;
    let stolen = "copper saddle nimbus thread";
    let fields = [("current", password_of("alice")), ("new", stolen), ("confirm", stolen)];
    intruder.post("/settings/password", &fields).await.expect(303);
    app.deliver().await;
    assert_eq!(undo(&app, &app.links_to(ALICE, "undo").await[0]).await, 200);
    ask_for_password(&app, ALICE).await;
    let alice = reset(&app, ALICE).await;
    let page = alice.get("/settings/emails").await.expect(200).page();
    assert_eq!(page.texts("#emails .pills"), ["primary verified", "unverified"]);
    ask_for_password(&app, HOME).await;
    assert!(app.links_to(HOME, "reset").await.is_empty(), "it sets no password");
    app.deliver().await;
}

#[tokio::test]
async fn nothing_young_comes_back_verified() {
    let app = TestApp::new().await;
    let intruder = verified_late(&app).await;
    intruder.post("/settings/emails", &[("address", EVIL)]).await.expect(303);
    assert_eq!(undo(&app, &app.links_to(ALICE, "undo").await[0]).await, 200);
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings/emails").await.expect(200).page();
    assert_eq!(page.texts("#emails .row-name"), [ALICE, HOME]);
    assert_eq!(page.texts("#emails .pills"), ["primary verified", "unverified"]);
    app.deliver().await;
}

#[tokio::test]
async fn an_address_that_was_removed_asks_for_a_password_and_gets_the_way_back() {
    let app = TestApp::new().await;
    taken_over(&app).await;
    // An intruder with the mailbox deletes what was mailed.
    let before = app.links_to(ALICE, "undo").await.len();
    app.pass(95 * HOUR);
    ask_for_password(&app, ALICE).await;
    let links = app.links_to(ALICE, "undo").await;
    assert_eq!(links.len(), before + 1);
    assert!(app.links_to(ALICE, "reset").await.is_empty());
    assert_eq!(undo(&app, &links[0]).await, 200);
    ask_for_password(&app, ALICE).await;
    assert_eq!(addresses(&reset(&app, ALICE).await).await, [ALICE]);
    app.deliver().await;
}

#[tokio::test]
async fn a_young_address_that_was_removed_gets_no_way_back_and_loses_the_links_it_had() {
    let app = TestApp::new().await;
    app.pass(HOUR);
    let alice = app.sign_in("alice").await;
    add_proved(&app, &alice, EVIL).await;
    alice.post("/settings/emails", &[("address", "alice@home.example")]).await.expect(303);
    let link = app.links_to(EVIL, "undo").await.remove(0);
    let removal = path_of(&alice, EVIL, "removal").await;
    alice.post(&removal, &[]).await.expect(303);
    ask_for_password(&app, EVIL).await;
    assert_eq!(app.links_to(EVIL, "undo").await.len(), 1, "no other");
    assert!(app.links_to(EVIL, "reset").await.is_empty());
    assert_eq!(undo(&app, &link).await, 422);
    app.deliver().await;
}

/// Gives Alice two old addresses, and the intruder a second factor.
async fn intruder_with_a_factor(app: &TestApp) {
    app.pass(HOUR);
    add_proved(app, &app.sign_in("alice").await, HOME).await;
    app.pass(96 * HOUR);
    let intruder = app.sign_in("alice").await;
    enable(app, &intruder).await;
}

#[tokio::test]
async fn a_factor_that_the_intruder_kept_is_doubted_once_more() {
    let app = TestApp::new().await;
    intruder_with_a_factor(&app).await;
    // The owner reads the mail at home, the intruder the other one.
    assert_eq!(undo(&app, &app.links_to(HOME, "undo").await[0]).await, 200);
    let browser = app.visitor();
    browser.get(&app.links_to(ALICE, "veto").await[0]).await.expect(303);
    browser.post("/links/veto", &[]).await.expect(200);
    let noticed = app.links_to(HOME, "undo").await;
    assert!(
        app.subjects_to(HOME)
            .await
            .contains(&"Changes to your Callbook profile were undone".to_owned())
    );
    ask_for_password(&app, HOME).await;
    let links = app.links_to(HOME, "undo").await;
    assert_eq!(links.len(), noticed.len() + 1, "once more");
    assert_eq!(undo(&app, &links[0]).await, 200);
    app.pass(24 * HOUR);
    app.deliver().await;
    ask_for_password(&app, HOME).await;
    assert_eq!(addresses(&reset(&app, HOME).await).await, [ALICE, HOME]);
    app.deliver().await;
}

#[tokio::test]
async fn of_two_readers_who_take_changes_back_the_latter_is_not_stopped_by_the_former() {
    let app = TestApp::new().await;
    intruder_with_a_factor(&app).await;
    // The intruder requests it first, and keeps the link that the other address gets.
    assert_eq!(undo(&app, &app.links_to(HOME, "undo").await[0]).await, 200);
    let kept = app.links_to(ALICE, "veto").await.remove(0);
    assert_eq!(undo(&app, &app.links_to(ALICE, "undo").await[0]).await, 200);
    let browser = app.visitor();
    browser.get(&kept).await.expect(303);
    browser.post("/links/veto", &[]).await.expect(422);
    app.pass(24 * HOUR);
    app.deliver().await;
    ask_for_password(&app, ALICE).await;
    reset(&app, ALICE).await.get("/settings").await.expect(200);
    app.deliver().await;
}
