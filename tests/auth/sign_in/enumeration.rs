use std::sync::Arc;

use callbook::platform::secrets::keys::SecretKeys;
use callbook::platform::secrets::password::{HashCost, Password, Passwords};

use crate::auth::second_factor::enable;
use crate::support::work::Watch;
use crate::support::{TestApp, password_of};

#[tokio::test]
async fn every_failure_gets_the_same_answer() {
    let app = TestApp::new().await;
    unverify_bob(&app).await;
    forget_carols_password(&app).await;
    let answer = async |email: &str, password: &str| {
        let reply = app.visitor().sign_in(email, password).await.expect(422);
        reply.text.replace(email, "…").replace(reply.headers["x-request-id"].to_str().unwrap(), "")
    };
    let wrong = answer("alice@acme.example", "not-her-password").await;
    assert!(wrong.contains("Incorrect email address or password."));
    for (email, password) in failures() {
        assert_eq!(answer(email, &password).await, wrong, "{email}");
    }
    // Only people who know the password learn whether a user has a second factor.
    let alice = app.sign_in("alice").await;
    enable(&app, &alice).await;
    assert_eq!(answer("alice@acme.example", "not-her-password").await, wrong);
    app.deliver().await;
}

/// Unknown, unverified, without a password, too long, almost correct.
fn failures() -> [(&'static str, String); 5] {
    [
        ("nobody@acme.example", "not-her-password".into()),
        ("bob@acme.example", password_of("bob").into()),
        ("carol@acme.example", password_of("carol").into()),
        ("alice@acme.example", "x".repeat(129)),
        ("alice@acme.example", "plum-kettle-verdict-orbit ".into()),
    ]
}

#[tokio::test]
async fn every_failure_costs_one_hash_and_the_same_statements() {
    let app = TestApp::new().await;
    unverify_bob(&app).await;
    forget_carols_password(&app).await;
    let work = Watch::begin();
    app.visitor().sign_in("alice@acme.example", "not-her-password").await.expect(422);
    let wrong = work.take();
    assert_eq!(wrong.hashes, 1);
    assert!(wrong.statements.len() >= 3, "{wrong:?}");
    for (email, password) in failures() {
        app.visitor().sign_in(email, &password).await.expect(422);
        assert_eq!(work.take(), wrong, "{email}");
    }
    let alice = app.sign_in("alice").await;
    enable(&app, &alice).await;
    app.deliver().await;
    work.take();
    app.visitor().sign_in("alice@acme.example", "not-her-password").await.expect(422);
    assert_eq!(work.take(), wrong, "someone with a second factor");
    lose_the_key_of_carols_password(&app).await;
    work.take();
    app.visitor().sign_in("carol@acme.example", password_of("carol")).await.expect(422);
    assert_eq!(work.take(), wrong, "a hash whose key is gone");
}

async fn unverify_bob(app: &TestApp) {
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(
        &mut tx,
        execute,
        "UPDATE emails SET verified_at = NULL WHERE address = 'bob@acme.example'"
    )
    .unwrap();
    tx.commit().await.unwrap();
}

async fn forget_carols_password(app: &TestApp) {
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(
        &mut tx,
        execute,
        "UPDATE users SET password = NULL WHERE name = 'Carol Castillo'"
    )
    .unwrap();
    tx.commit().await.unwrap();
}

async fn lose_the_key_of_carols_password(app: &TestApp) {
    let keys = SecretKeys::generate().parse().unwrap();
    let elsewhere = Passwords::new(Arc::new(keys), HashCost::default(), None).unwrap();
    let password = Password::new(password_of("carol").to_owned());
    let hash = elsewhere.queue().unwrap().hash(password).await.unwrap();
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(
        &mut tx,
        execute,
        "UPDATE users SET password = $1 WHERE name = 'Carol Castillo'",
        hash
    )
    .unwrap();
    tx.commit().await.unwrap();
}
