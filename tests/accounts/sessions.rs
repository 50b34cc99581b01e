//! Sessions in an account, ended by an admin.

use std::time::Duration;

use super::account::{make, switch_path};
use super::page_of;
use crate::api::v1::program;
use crate::support::{Browser, Reply, TestApp, password_of};

const BOB: &str = "bob@acme.example";
const SECOND: Duration = Duration::from_secs(1);

async fn end_those_of(admin: &Browser, name: &str) -> Reply {
    let page = admin.get(&page_of(admin, name).await).await.expect(200).page();
    let path = page.attribute("form[action*=\"/sessions/end\"]", "action");
    admin.post(&path, &[]).await
}

#[tokio::test]
async fn an_admin_ends_a_persons_sessions_and_they_are_told() {
    let app = crate::api::v1::older().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let token = app.program("bob").await;
    let older = program(&app, "bob").await;
    older.get("/user").await.expect(200);
    app.pass(SECOND);
    let reply = end_those_of(&alice, "Bob Bakker").await.expect(303);
    let page = alice.follow(reply).await.expect(200).page();
    assert_eq!(
        page.text("#page-notice [role=status]"),
        "This person was signed out of this account."
    );
    bob.get("/settings").await.expect(303);
    older.get("/user").await.expect(401);
    token.get("/api/v4/users").await.expect(200);
    alice.get("/settings").await.expect(200);
    assert_eq!(
        app.subjects_to(BOB).await[0],
        "Een beheerder heeft je uitgelogd bij een Callbook-account"
    );
    let log = alice.get("/audit").await.expect(200).page().text("main");
    assert!(log.contains("Signed out by an admin"), "{log}");
    bob.sign_in(BOB, password_of("bob")).await.expect(303);
    bob.get("/users").await.expect(200);
    program(&app, "bob").await.get("/user").await.expect(200);
}

#[tokio::test]
async fn what_is_signed_in_in_another_account_comes_in_only_anew() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    make(&bob, "Bobs Boats").await.expect(303);
    app.pass(SECOND);
    end_those_of(&alice, "Bob Bakker").await.expect(303);
    bob.get("/users").await.expect(200);
    let path = switch_path(&bob, "Acme Ops").await;
    let reply = bob.post(&path, &[]).await.expect(303);
    assert_eq!(reply.location(), "/login?next=%2Faccounts");
    bob.sign_in(BOB, password_of("bob")).await.expect(303);
    let reply = bob.post(&path, &[]).await.expect(303);
    assert_eq!(reply.location(), "/accounts");
    let page = bob.get("/users").await.expect(200).page();
    assert!(page.text("main").contains("Alice Archer"));
    app.deliver().await;
}

#[tokio::test]
async fn everyone_is_signed_out_of_the_account_at_once() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let again = app.sign_in("bob").await;
    make(&bob, "Bobs Boats").await.expect(303);
    app.pass(SECOND);
    let page = alice.get("/account-settings").await.expect(200).page();
    let way = page.attribute("#lengths a[href$=\"/sessions/end\"]", "href");
    let page = alice.get(&way).await.expect(200).page();
    assert!(page.text("main").contains("Everyone, including you, will have to sign in again."));
    let path = page.attribute("form[action*=\"/sessions/end\"]", "action");
    let reply = alice.post(&path, &[]).await.expect(303);
    assert_eq!(reply.location(), "/login?signed-out");
    alice.get("/settings").await.expect(303);
    bob.get("/users").await.expect(200);
    again.get("/settings").await.expect(303);
    let alice = app.sign_in("alice").await;
    let log = alice.get("/audit").await.expect(200).page().text("main");
    assert!(log.contains("Everyone signed out"), "{log}");
    app.deliver().await;
}

#[tokio::test]
async fn only_admins_end_them_and_only_with_a_fresh_proof() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let page = alice.get(&page_of(&alice, "Carol Castillo").await).await.expect(200).page();
    let hers = page.attribute("form[action*=\"/sessions/end\"]", "action");
    let page = alice.get("/account-settings/sessions/end").await.expect(200).page();
    let all = page.attribute("form[action*=\"/sessions/end\"]", "action");
    bob.post(&hers, &[]).await.expect(404);
    bob.post(&all, &[]).await.expect(404);
    app.pass(Duration::from_secs(15 * 60));
    for path in [&hers, &all] {
        let reply = alice.post(path, &[]).await.expect(303);
        assert!(reply.location().starts_with("/sudo"), "{path}");
    }
    alice.get("/settings").await.expect(200);
}
