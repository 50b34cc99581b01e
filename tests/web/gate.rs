use std::time::Duration;

use callbook::app::router;
use callbook::platform::ids::AccountId;

use crate::accounts::account::{account_of, make, switch};
use crate::accounts::settings::{form_of, require};
use crate::auth::second_factor::{digits, enable, key_of};
use crate::support::passkey::{Device, SIGN_IN};
use crate::support::{Browser, TestApp, password_of};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const TICK: Duration = Duration::from_millis(1);

/// Makes Alice, who has a second factor, require one in her account from a moment on.
async fn closed_by_alice(app: &TestApp, from: &str) -> Browser {
    let alice = app.sign_in("alice").await;
    enable(app, &alice).await;
    require(&alice, from).await;
    app.deliver().await;
    alice
}

async fn lengths(browser: &Browser, idle: &str, absolute: &str) {
    let form = form_of(browser, "/account-settings/sessions").await;
    let form = form.fill("lengths-idle", idle).fill("lengths-absolute", absolute);
    browser.submit(&form).await.expect(303);
}

#[tokio::test]
async fn the_door_closes_at_the_very_millisecond_and_my_settings_stay_open() {
    let app = TestApp::new().await;
    let carol = app.sign_in("carol").await;
    let alice = closed_by_alice(&app, "In 3 days").await;
    // Carol is an admin, who sees a page of the account.
    let page = carol.get("/settings").await.expect(200).page();
    let said = page.text(".attention");
    assert!(said.contains("Acme Ops") && said.contains("25 de noviembre"), "{said}");
    app.pass(3 * DAY - TICK);
    carol.get("/account-settings").await.expect(200);
    app.pass(TICK);
    let reply = carol.get("/account-settings").await.expect(303);
    assert_eq!(reply.location(), "/settings/two-factor");
    let page = carol.follow(reply).await.expect(200).page();
    assert!(
        page.text(".door").starts_with("No puedes entrar en Acme Ops"),
        "{}",
        page.text(".door")
    );
    assert_eq!(page.attribute(".door a", "href"), "/settings/two-factor/enrolment");
    assert!(page.all(".profile-who span").is_empty(), "no account is named as open");
    assert!(page.all("legend .scope").is_empty(), "and no setting of it is shown");
    alice.get("/account-settings").await.expect(200);
}

#[tokio::test]
async fn a_factor_opens_the_door_and_ends_the_notice() {
    let app = TestApp::new().await;
    let carol = app.sign_in("carol").await;
    closed_by_alice(&app, "Immediately").await;
    carol.get("/account-settings").await.expect(303);
    let page = carol.get("/settings/two-factor/enrolment").await.expect(200).page();
    let code = digits(&app, &key_of(&page));
    let form = page.form("/settings/two-factor/enrolment").tick("enrolment-saved", true);
    carol.submit(&form.fill("enrolment-code", &code)).await.expect(303);
    carol.get("/account-settings").await.expect(200);
    assert!(carol.get("/settings").await.page().all(".attention").is_empty());
    app.deliver().await;
}

#[tokio::test]
async fn a_passkey_opens_the_door_for_the_sessions_that_it_began() {
    let app = TestApp::new().await;
    let carol = app.sign_in("carol").await;
    let mut device = Device::new(&app);
    device.enrol(&carol, "Key").await.expect(303);
    closed_by_alice(&app, "Immediately").await;
    carol.get("/account-settings").await.expect(303);
    let said = carol.get("/settings").await.page().text(".attention");
    assert!(said.contains("llave de acceso"), "a session by password is not enough: {said}");
    let by_key = app.visitor();
    device.answer(&by_key, SIGN_IN).await.expect(303);
    by_key.get("/account-settings").await.expect(200);
    assert!(by_key.get("/settings").await.page().all(".attention").is_empty());
    app.deliver().await;
}

/// Requests every route that belongs to an account, and returns how many there are.
async fn walk_closed(browser: &Browser, account: AccountId) -> usize {
    let of_account = |gate: &str| ["Member", "Admin", "SudoAdmin", "SudoOwner"].contains(&gate);
    let mut walked = 0;
    for route in router::routes().list().iter().filter(|route| of_account(route.gate)) {
        let path = route.path.replace(['{', '}'], "");
        let reply = match route.method {
            "GET" => browser.get(&path).await,
            _ => browser.post(&format!("{path}?account={account}"), &[]).await,
        };
        assert_eq!(reply.expect(303).location(), "/settings/two-factor", "{route:?}");
        walked += 1;
    }
    walked
}

#[tokio::test]
async fn mfa_everywhere_a_session_without_the_factor_sees_nothing_of_the_account() {
    let app = TestApp::new().await;
    let acme = account_of(&app, "Acme Ops").await;
    let carol = app.sign_in("carol").await;
    // The owner himself, to whom every page would be open.
    let alice = closed_by_alice(&app, "Immediately").await;
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(&mut tx, execute, "UPDATE account_users SET is_owner = FALSE").unwrap();
    callbook::sql!(
        &mut tx,
        execute,
        "UPDATE account_users SET is_owner = TRUE, is_admin = TRUE \
        WHERE user_id = (SELECT user_id FROM emails WHERE address = 'carol@acme.example')"
    )
    .unwrap();
    tx.commit().await.unwrap();
    assert!(walk_closed(&carol, acme).await >= 12);
    for route in router::routes().list().iter().filter(|route| route.method == "GET") {
        if route.path.contains('{') || route.path.starts_with("/dev") {
            continue;
        }
        // Examples of the references are the demo's, for every reader.
        if route.path.starts_with("/docs/") || route.path.ends_with("openapi.json") {
            continue;
        }
        let text = carol.get(&route.path).await.text;
        assert!(!text.contains("Alice") && !text.contains("alice@"), "{}", route.path);
        assert!(!text.contains("Bakker") && !text.contains("bob@"), "{}", route.path);
    }
    // Not by signing out and in again, nor through another account.
    make(&carol, "Castillo").await.expect(303);
    carol.get("/account-settings").await.expect(200);
    switch(&carol, "Acme Ops").await.expect(303);
    assert!(walk_closed(&carol, acme).await >= 12);
    let again = app.sign_in("carol").await;
    assert!(walk_closed(&again, acme).await >= 12);
    alice.get("/accounts").await.expect(200);
    app.deliver().await;
}

#[tokio::test]
async fn a_session_is_unused_for_as_long_as_the_account_allows_and_not_a_millisecond_more() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    lengths(&alice, "15 minutes", "12 hours").await;
    let quarter = Duration::from_secs(15 * 60);
    app.pass(quarter - TICK);
    bob.get("/settings").await.expect(200);
    // That use was recorded, and restarts the idle timeout.
    app.pass(quarter - TICK);
    bob.get("/settings").await.expect(200);
    app.pass(quarter);
    let reply = bob.get("/settings").await.expect(303);
    assert!(reply.location().starts_with("/login"));
}

#[tokio::test]
async fn a_session_ends_when_the_account_says_however_much_it_is_used() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    lengths(&alice, "8 hours", "12 hours").await;
    let hour = Duration::from_secs(60 * 60);
    app.pass(6 * hour);
    bob.get("/settings").await.expect(200);
    app.pass(6 * hour - TICK);
    bob.get("/settings").await.expect(200);
    app.pass(TICK);
    bob.get("/settings").await.expect(303);
    bob.post("/settings/general", &[("name", "B")]).await.expect(401);
}

#[tokio::test]
async fn lengths_are_those_of_the_current_account() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    lengths(&alice, "15 minutes", "12 hours").await;
    make(&bob, "Zonen").await.expect(303);
    app.pass(DAY);
    bob.get("/settings").await.expect(200);
    // Switching to an account with shorter limits ends the session at once.
    switch(&bob, "Acme Ops").await.expect(303);
    bob.get("/settings").await.expect(303);
}

#[tokio::test]
async fn whoever_signs_in_with_both_factors_is_let_in() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let (key, _) = enable(&app, &alice).await;
    require(&alice, "Immediately").await;
    let browser = app.visitor();
    browser.sign_in("alice@acme.example", password_of("alice")).await.expect(303);
    browser.get("/account-settings").await.expect(303);
    browser.post("/login/challenge", &[("code", &digits(&app, &key))]).await.expect(303);
    browser.get("/account-settings").await.expect(200);
    app.deliver().await;
}
