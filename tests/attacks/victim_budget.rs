//! Limits counted by victim only would let strangers lock the owner out.

use std::time::Duration;

use serde_json::json;

use crate::auth::second_factor::{digits, enable};
use crate::support::{Browser, TestApp, password_of};

const ALICE: &str = "alice@acme.example";
const CHALLENGE: &str = "/login/challenge";
/// The network of Alice, and networks of strangers.
const HOME: &str = "198.51.100.7";
const AWAY: [&str; 3] = ["203.0.113.1", "203.0.113.2", "203.0.113.3"];

async fn behind_a_proxy() -> TestApp {
    TestApp::with_flags(&["--trusted-proxies", "127.0.0.0/8"]).await
}

/// Returns a browser without cookies, at an address.
fn at(app: &TestApp, address: &str) -> Browser {
    let browser = app.visitor();
    browser.always("x-forwarded-for", address);
    browser
}

async fn sign_in(app: &TestApp, address: &str, password: &str) -> u16 {
    at(app, address).sign_in(ALICE, password).await.status
}

/// Strangers of many networks attempt passwords until all of them have to wait.
async fn besiege(app: &TestApp) {
    for nth in 0..10 {
        assert_eq!(sign_in(app, AWAY[nth % 3], "not the password").await, 422);
    }
    for address in AWAY {
        assert_eq!(sign_in(app, address, password_of("alice")).await, 429, "a ceiling for all");
    }
}

#[tokio::test]
async fn victim_budget() {
    let app = behind_a_proxy().await;
    let password = password_of("alice");
    assert_eq!(sign_in(&app, HOME, password).await, 303);
    besiege(&app).await;
    assert_eq!(sign_in(&app, HOME, password).await, 303, "in a browser that nobody knows");
    // The network has attempts of its own, and no more.
    for _ in 0..10 {
        assert_eq!(sign_in(&app, HOME, "not the password").await, 422);
    }
    assert_eq!(sign_in(&app, HOME, password).await, 429);
    app.deliver().await;
}

#[tokio::test]
async fn a_browser_that_is_known_for_someone_else_is_a_stranger() {
    let app = behind_a_proxy().await;
    let bob = at(&app, AWAY[0]);
    bob.sign_in("bob@acme.example", password_of("bob")).await.expect(303);
    bob.post("/logout", &[]).await.expect(303);
    besiege(&app).await;
    bob.sign_in(ALICE, password_of("alice")).await.expect(429);
    app.deliver().await;
}

#[tokio::test]
async fn a_known_network_outlives_a_rotation_of_the_key() {
    let app = behind_a_proxy().await;
    assert_eq!(sign_in(&app, HOME, password_of("alice")).await, 303);
    let rotated = app.rotated().await;
    rotated.always("x-forwarded-for", AWAY[0]);
    for _ in 0..10 {
        rotated.sign_in(ALICE, "not the password").await.expect(422);
    }
    rotated.sign_in(ALICE, password_of("alice")).await.expect(429);
    rotated.always("x-forwarded-for", HOME);
    rotated.sign_in(ALICE, password_of("alice")).await.expect(303);
    app.deliver().await;
}

#[tokio::test]
async fn a_network_is_known_for_its_person_for_thirty_days_and_until_their_password_changes() {
    const DAY: Duration = Duration::from_secs(24 * 60 * 60);
    let password = password_of("alice");
    let app = behind_a_proxy().await;
    assert_eq!(sign_in(&app, HOME, password).await, 303);
    let bob = at(&app, AWAY[0]);
    bob.sign_in("bob@acme.example", password_of("bob")).await.expect(303);
    app.pass(30 * DAY - Duration::from_millis(1));
    besiege(&app).await;
    assert_eq!(sign_in(&app, HOME, "not the password").await, 422, "known still");
    app.pass(Duration::from_millis(1));
    assert_eq!(sign_in(&app, HOME, password).await, 429, "not any more");
    app.deliver().await;

    let app = behind_a_proxy().await;
    let alice = at(&app, HOME);
    alice.sign_in(ALICE, password).await.expect(303);
    let new = "velvet tractor mosaic dune";
    let form = alice.get("/settings").await.expect(200).page().form("/settings/password");
    let form = form.fill("password-current", password).fill("password-new", new);
    alice.submit(&form.fill("password-confirm", new)).await.expect(303);
    besiege_again(&app).await;
    assert_eq!(sign_in(&app, HOME, new).await, 429, "who knew the old one is a stranger");
    app.deliver().await;
}

async fn besiege_again(app: &TestApp) {
    for nth in 0..10 {
        assert_eq!(sign_in(app, AWAY[nth % 3], "not the password").await, 422);
    }
}

#[tokio::test]
async fn victim_budget_of_the_older_api() {
    let app = behind_a_proxy().await;
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(&mut tx, execute, "UPDATE accounts SET v1_api = TRUE").unwrap();
    tx.commit().await.unwrap();
    let token = async |address: &str, password: &str| {
        let program = app.stranger();
        program.always("x-forwarded-for", address);
        let body = json!({"username": ALICE, "password": password});
        program.post("/public/login", &body).await.status
    };
    let password = password_of("alice");
    assert_eq!(token(HOME, password).await, 200);
    for nth in 0..10 {
        assert_eq!(token(AWAY[nth % 3], "not the password").await, 422);
    }
    assert_eq!(token(AWAY[0], password).await, 429);
    assert_eq!(token(HOME, password).await, 200, "where it has worked before");
    assert_eq!(sign_in(&app, HOME, password).await, 303, "on pages too");
    app.deliver().await;
}

#[tokio::test]
async fn victim_budget_of_codes() {
    let app = behind_a_proxy().await;
    let password = password_of("alice");
    let alice = at(&app, HOME);
    alice.sign_in(ALICE, password).await.expect(303);
    let (key, codes) = enable(&app, &alice).await;
    // The second factor is new: the network is known from the next sign-in on.
    let known = at(&app, HOME);
    known.sign_in(ALICE, password).await.expect(303);
    known.post(CHALLENGE, &[("code", &digits(&app, &key))]).await.expect(303);
    app.pass(Duration::from_secs(30));

    let shown = digits(&app, &key);
    let wrong = if shown.starts_with('0') { "999999" } else { "000000" };
    for nth in 0..5 {
        let stranger = at(&app, AWAY[nth % 3]);
        stranger.sign_in(ALICE, password).await.expect(303);
        stranger.post(CHALLENGE, &[("code", wrong)]).await.expect(422);
    }
    let stranger = at(&app, AWAY[0]);
    stranger.sign_in(ALICE, password).await.expect(303);
    stranger.post(CHALLENGE, &[("recovery", &codes[0])]).await.expect(429);

    // Neither reauthentication nor a sign-in at home has to wait.
    app.pass(Duration::from_secs(1));
    alice.post("/sudo", &[("proof", wrong)]).await.expect(422);
    alice.post("/sudo", &[("proof", &shown)]).await.expect(303);
    let owner = at(&app, HOME);
    owner.sign_in(ALICE, password).await.expect(303);
    owner.post(CHALLENGE, &[("recovery", &codes[1])]).await.expect(303);
    app.deliver().await;
}

#[tokio::test]
async fn tries_in_one_session_are_not_held_against_another() {
    let app = TestApp::new().await;
    let (alice, intruder) = (app.sign_in("alice").await, app.sign_in("alice").await);
    for _ in 0..10 {
        intruder.post("/sudo", &[("proof", "not the password")]).await.expect(422);
    }
    intruder.post("/sudo", &[("proof", password_of("alice"))]).await.expect(429);
    alice.post("/sudo", &[("proof", password_of("alice"))]).await.expect(303);

    let (key, _) = enable(&app, &alice).await;
    app.pass(Duration::from_secs(60));
    let (shown, intruder) = (digits(&app, &key), app.visitor());
    let wrong = if shown.starts_with('0') { "999999" } else { "000000" };
    intruder.sign_in(ALICE, password_of("alice")).await.expect(303);
    intruder.post(CHALLENGE, &[("code", &shown)]).await.expect(303);
    app.pass(Duration::from_secs(60));
    for _ in 0..10 {
        intruder.post("/sudo", &[("proof", wrong)]).await.expect(422);
    }
    let shown = digits(&app, &key);
    intruder.post("/sudo", &[("proof", &shown)]).await.expect(422);
    alice.post("/sudo", &[("proof", &shown)]).await.expect(303);
    app.deliver().await;
}

#[tokio::test]
async fn victim_budget_of_reset_mails() {
    let app = behind_a_proxy().await;
    assert_eq!(sign_in(&app, HOME, password_of("alice")).await, 303);
    let ask = async |address: &str| {
        let fields = [("email", ALICE)];
        at(&app, address).post("/forgot-password/new", &fields).await.expect(303);
        app.links_to(ALICE, "reset").await.len()
    };
    for nth in 0..5 {
        assert_eq!(ask(AWAY[nth % 3]).await, nth + 1);
    }
    assert_eq!(ask(AWAY[0]).await, 5, "strangers together have five an hour");
    assert_eq!(ask(HOME).await, 6, "its owner's are their own");
}
