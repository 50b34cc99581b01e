//! The end of tokens: what ends one, what does not, and who is notified.

use std::time::Duration;

use crate::accounts::account::{self, account_of, count, user_of};
use crate::accounts::page_of;
use crate::auth::api_tokens::{call, card, make, names, path};
use crate::support::{Browser, TestApp, password_of};
use crate::users::emails::add_proved;

const ALICE: &str = "alice@acme.example";
const NEW_PASSWORD: &str = "velvet tractor mosaic dune";

async fn remove(browser: &Browser) {
    let path = path(browser, "removal").await;
    let page = browser.get(&path).await.expect(200).page();
    let reply = browser.submit(&page.form(&path)).await.expect(303);
    assert_eq!(reply.location(), "/settings/api-tokens");
}

/// Sets a new password by mail.
async fn reset(app: &TestApp) {
    let browser = app.visitor();
    browser.post("/forgot-password/new", &[("email", ALICE)]).await.expect(303);
    browser.get(&app.link("reset").await).await.expect(303);
    let fields = [("new", NEW_PASSWORD), ("confirm", NEW_PASSWORD)];
    browser.post("/links/reset", &fields).await.expect(303);
}

#[tokio::test]
async fn a_removed_token_is_refused_at_once() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let kept = make(&alice, "Kept", "90").await;
    app.pass(Duration::from_secs(1));
    let gone = make(&alice, "Gone", "endless").await;
    let path = path(&alice, "removal").await;
    let page = alice.get(&path).await.expect(200).page();
    assert_eq!(page.text("h1"), "Remove this API token?");
    assert_eq!(page.text(".thing"), "Gone");
    let reply = alice.submit(&page.form(&path)).await.expect(303);
    let page = alice.follow(reply).await.page();
    assert_eq!(page.text("#page-notice [role=status]"), "The API token was removed.");
    assert_eq!(names(&alice).await, ["Kept"]);
    assert_eq!([call(&app, &kept).await, call(&app, &gone).await], [200, 401]);
    alice.get(&path).await.expect(404);
    app.deliver().await;
}

#[tokio::test]
async fn every_address_is_told_and_never_the_secret() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    add_proved(&app, &alice, "alice@home.example").await;
    let first = make(&alice, "Pager bot", "90").await;
    let renewal = path(&alice, "regeneration").await;
    let page = alice.get(&renewal).await.page();
    let second = crate::auth::api_tokens::secret(
        &alice.submit(&page.form(&renewal)).await.expect(200).page(),
    );
    remove(&alice).await;
    let history = card(&alice).await.text("#history");
    for address in [ALICE, "alice@home.example"] {
        let subjects = app.subjects_to(address).await;
        for (event, subject) in [
            ("API token created", "An API token was created for your Callbook profile"),
            ("API token regenerated", "An API token was regenerated for your Callbook profile"),
            ("API token removed", "An API token was removed from your Callbook profile"),
        ] {
            assert!(subjects.iter().any(|one| one == subject), "{subject} to {address}");
            assert!(history.contains(event), "{event} in the history");
        }
        let texts = app.texts_to(address).await;
        let told: Vec<_> = texts.iter().filter(|text| text.contains("“Pager bot”")).collect();
        assert_eq!(told.len(), 3);
        assert!(told.iter().all(|text| text.contains("Reference number: log_")));
        // Only the removal has no undo link, because no intruder would want it.
        assert_eq!(told.iter().filter(|text| text.contains("/links/undo/")).count(), 2);
        for secret in [&first, &second] {
            assert!(!texts.iter().any(|text| text.contains(&secret[4..])));
        }
    }
    let mut tx = app.app.db.read().await.unwrap();
    let events = callbook::sql!(&mut tx, scalars String, "SELECT event FROM audit").unwrap();
    let jobs = callbook::sql!(&mut tx, scalars String, "SELECT payload FROM outbox").unwrap();
    for secret in [&first, &second] {
        assert!(!events.iter().chain(&jobs).any(|text| text.contains(&secret[4..])));
    }
}

#[tokio::test]
async fn a_token_dies_with_the_membership() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let carol = app.sign_in("carol").await;
    let removed = make(&bob, "Bob's", "endless").await;
    let left = make(&carol, "Carol's", "endless").await;
    account::make(&carol, "Choir").await.expect(303);
    let elsewhere = make(&carol, "Elsewhere", "endless").await;
    app.pass(Duration::from_secs(1));
    for token in [&removed, &left, &elsewhere] {
        assert_eq!(call(&app, token).await, 200);
    }
    let removal = format!("{}/removal", page_of(&alice, "Bob Bakker").await);
    let page = alice.get(&removal).await.expect(200).page();
    alice.submit(&account::form(&page, &removal)).await.expect(303);
    assert_eq!(call(&app, &removed).await, 401, "removed from the account");
    let leaving = format!("/settings/data/accounts/{}/leaving", account_of(&app, "Acme Ops").await);
    let page = carol.get(&leaving).await.expect(200).page();
    carol.submit(&page.form(&leaving)).await.expect(303);
    assert_eq!([call(&app, &left).await, call(&app, &elsewhere).await], [401, 200], "left it");
    let page = carol.get("/account-settings/removal").await.expect(200).page();
    let form = account::form(&page, "/account-settings/removal");
    carol.submit(&form.forge("name", "Choir")).await.expect(303);
    assert_eq!(call(&app, &elsewhere).await, 401, "the account was deleted");
    assert_eq!(count(&app, "api_tokens").await, 0);
    app.deliver().await;
}

#[tokio::test]
async fn a_token_dies_with_its_owner() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    let token = make(&bob, "Pager bot", "30").await;
    let page = bob.get("/settings/data/removal").await.expect(200).page();
    bob.submit(&page.form("/settings/data/removal")).await.expect(303);
    assert_eq!(call(&app, &token).await, 401);
    assert_eq!(count(&app, "api_tokens").await, 0);
    app.pass(crate::auth::api_tokens::DAY * 29);
    app.deliver().await;
}

#[tokio::test]
async fn a_new_password_and_signing_out_everywhere_leave_tokens_alone() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let token = make(&alice, "Pager bot", "endless").await;
    alice.post("/settings/sessions", &[]).await.expect(303);
    assert_eq!(call(&app, &token).await, 200);
    let page = alice.get("/settings").await.page();
    let form = page.form("/settings/password");
    let form = form.fill("password-current", password_of("alice"));
    let new = "copper saddle nimbus thread";
    let form = form.fill("password-new", new).fill("password-confirm", new);
    alice.submit(&form).await.expect(303);
    assert_eq!(call(&app, &token).await, 200);
    reset(&app).await;
    assert_eq!(call(&app, &token).await, 200);
    app.deliver().await;
}

#[tokio::test]
async fn whoever_says_this_was_not_me_has_no_tokens_any_more() {
    let app = TestApp::new().await;
    let intruder = app.sign_in("alice").await;
    let bobs = make(&app.sign_in("bob").await, "Bob's", "endless").await;
    let stolen = make(&intruder, "Theirs", "endless").await;
    account::make(&intruder, "Archery").await.expect(303);
    let elsewhere = app.token("alice").await;
    let browser = app.visitor();
    let links = app.links_to(ALICE, "undo").await;
    browser.get(&links[0]).await.expect(303);
    let page = browser.get("/links/undo").await.expect(200).page();
    assert!(page.text(".thing").starts_with("API token created Theirs"));
    assert!(page.text("main").contains("remove your API tokens"));
    browser.submit(&page.form("/links/undo")).await.expect(200);
    // Until the password is reset everything is locked; afterwards the tokens are gone.
    reset(&app).await;
    for token in [&stolen, &elsewhere] {
        assert_eq!(call(&app, token).await, 401);
    }
    assert_eq!(call(&app, &bobs).await, 200);
    let user = user_of(&app, "alice").await;
    let mut tx = app.app.db.read().await.unwrap();
    let left = callbook::sql!(&mut tx, scalar i64,
        "SELECT COUNT(*) FROM api_tokens WHERE user_id = $1", user);
    assert_eq!(left.unwrap(), 0);
    drop(tx);
    app.deliver().await;
}
