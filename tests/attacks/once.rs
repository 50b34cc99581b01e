//! One-time secrets: each works once under concurrency, and not after its expiry.

use std::time::Duration;

use callbook::core::links::LinkToken;
use callbook::core::origin::Origin;
use callbook::platform::ids::UserId;
use callbook::users::emails::{self, LinkVerdict};
use futures_util::future::join_all;

use crate::support::TestApp;
use crate::users::phones::{add, first};

const MILLISECOND: Duration = Duration::from_millis(1);
const MINUTE: Duration = Duration::from_secs(60);
const NEW: &str = "velvet tractor mosaic dune";

async fn used(app: &TestApp) -> i64 {
    let mut tx = app.app.db.read().await.unwrap();
    callbook::sql!(&mut tx, scalar i64,
        "SELECT COUNT(*) FROM verifications WHERE used_at IS NOT NULL")
    .unwrap()
}

#[tokio::test]
async fn race_once_for_codes() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    add(&alice, "NL", "0612345678", "sms").await.expect(303);
    let (phone, code) = (first(&alice).await, app.code().await);
    let path = format!("{phone}/verification");
    let fields = [("code", code.as_str())];
    let replies = join_all((0..200).map(|_| alice.post(&path, &fields))).await;
    assert!(replies.iter().all(|reply| [303, 429, 503].contains(&reply.status)));
    assert_eq!(used(&app).await, 1);
    let mut tx = app.app.db.read().await.unwrap();
    let updates = callbook::sql!(&mut tx, scalar i64,
        "SELECT COUNT(*) FROM phones WHERE verified_at IS NOT NULL AND is_primary")
    .unwrap();
    assert_eq!(updates, 1);
}

#[tokio::test]
async fn many_wrong_codes_at_once_are_no_more_than_five() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    add(&alice, "NL", "0612345678", "sms").await.expect(303);
    let (phone, code) = (first(&alice).await, app.code().await);
    let path = format!("{phone}/verification");
    let guesses: Vec<_> = (0..60).map(|n| format!("{n:06}")).filter(|g| *g != code).collect();
    let tries =
        guesses.iter().map(async |guess| alice.post(&path, &[("code", guess)]).await.status);
    let looked_at = join_all(tries).await.into_iter().filter(|status| *status == 422).count();
    assert!(looked_at <= 4, "{looked_at} were looked at, and a fifth");
    alice.post(&path, &[("code", &code)]).await.expect(429);
}

#[tokio::test]
async fn race_once_for_mailed_links() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    let form = page.form("/settings/emails").fill("emails-address", "alice@home.example");
    alice.submit(&form).await.expect(303);
    let link = app.link("email").await;
    let token = link.rsplit('/').next().and_then(LinkToken::parse).unwrap();
    let user = callbook::sql!(&mut app.app.db.read().await.unwrap(), scalar UserId,
        "SELECT user_id FROM emails WHERE address = 'alice@home.example'")
    .unwrap();
    // By the rule itself, because the page answers the second request like the first.
    let tries = (0..200).map(async |_| {
        let mut change = app.app.change(Origin::default()).await.ok()?;
        let proved = emails::verify_by_link(&mut change, user, &token).await.unwrap();
        change.commit().await.unwrap();
        Some(proved)
    });
    let proved: Vec<_> = join_all(tries).await.into_iter().flatten().collect();
    assert_eq!(proved.iter().filter(|proved| **proved == LinkVerdict::Verified).count(), 1);
    assert!(proved.len() > 1);
}

#[tokio::test]
async fn race_once_for_reset_links() {
    let app = TestApp::new().await;
    let fields = [("email", "alice@acme.example")];
    app.visitor().post("/forgot-password/new", &fields).await.expect(303);
    let link = app.link("reset").await;
    let tries = (0..200).map(async |_| {
        let tab = app.visitor();
        tab.get(&link).await.expect(303);
        tab.post("/links/reset", &[("new", NEW), ("confirm", NEW)]).await.status
    });
    let statuses = join_all(tries).await;
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1);
    // Beyond the queue for hashing, the answer is 503.
    assert!(statuses.iter().all(|status| [303, 422, 503].contains(status)), "{statuses:?}");
    assert_eq!(app.subjects_to("alice@acme.example").await[0], "Your Callbook password was reset");
}

#[tokio::test]
async fn token_life_of_a_code_is_ten_minutes() {
    for (early, status) in [(MILLISECOND, 303), (Duration::ZERO, 422)] {
        let app = TestApp::new().await;
        let alice = app.sign_in("alice").await;
        add(&alice, "NL", "0612345678", "sms").await.expect(303);
        let (phone, code) = (first(&alice).await, app.code().await);
        app.pass(10 * MINUTE - early);
        let path = format!("{phone}/verification");
        assert_eq!(alice.post(&path, &[("code", &code)]).await.status, status);
    }
}

#[tokio::test]
async fn token_life_of_a_link_to_an_address_is_a_day() {
    for (early, status) in [(MILLISECOND, 200), (Duration::ZERO, 404)] {
        let app = TestApp::new().await;
        let alice = app.sign_in("alice").await;
        let page = alice.get("/settings").await.page();
        let form = page.form("/settings/emails").fill("emails-address", "alice@home.example");
        alice.submit(&form).await.expect(303);
        alice.get(&app.link("email").await).await.expect(303);
        app.pass(24 * 60 * MINUTE - early);
        assert_eq!(alice.get("/links/email").await.status, status);
        let posted = if status == 200 { 303 } else { 422 };
        assert_eq!(alice.post("/links/email", &[]).await.status, posted);
    }
}

#[tokio::test]
async fn token_life_of_a_reset_link_is_an_hour() {
    for (early, status) in [(MILLISECOND, 303), (Duration::ZERO, 422)] {
        let app = TestApp::new().await;
        let alice = app.visitor();
        let fields = [("email", "alice@acme.example")];
        alice.post("/forgot-password/new", &fields).await.expect(303);
        alice.get(&app.link("reset").await).await.expect(303);
        app.pass(60 * MINUTE - early);
        let reply = alice.post("/links/reset", &[("new", NEW), ("confirm", NEW)]).await;
        assert_eq!(reply.status, status);
        app.deliver().await;
    }
}

#[tokio::test]
async fn purpose_binding() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    let form = page.form("/settings/emails").fill("emails-address", "alice@home.example");
    alice.submit(&form).await.expect(303);
    alice.post("/forgot-password/new", &[("email", "alice@acme.example")]).await.expect(303);
    let (email, reset) = (app.link("email").await, app.link("reset").await);
    alice.get(&email.replace("/email/", "/reset/")).await.expect(303);
    alice.post("/links/reset", &[("new", NEW), ("confirm", NEW)]).await.expect(422);
    alice.get(&reset.replace("/reset/", "/email/")).await.expect(303);
    alice.post("/links/email", &[]).await.expect(422);
    assert_eq!(used(&app).await, 0);
}
