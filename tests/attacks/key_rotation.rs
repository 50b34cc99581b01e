//! Key rotation: removing a key too early would silently break sign-ins, factors and links.

use std::time::Duration;

use callbook::app::{lists, router};
use callbook::core::rotation::KeyStatus;
use callbook::platform::secrets::keys::SecretKeys;
use callbook::users::phones;
use callbook::web::App;
use serde_json::json;

use crate::auth::second_factor::{digits, enable};
use crate::cli::commands::{Running, callbook};
use crate::support::{Browser, Program, TestApp, password_of};

const ALICE: &str = "alice@acme.example";
const STOPPED: &str = "+31612345678";
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

async fn status(app: &App) -> KeyStatus {
    let now = app.clock.now();
    lists::INVENTORY.status(&mut app.db.read().await.unwrap(), &app.keys, now).await.unwrap()
}

/// Returns what a start with these keys reports as lost.
async fn lost(app: &App) -> String {
    let now = app.clock.now();
    match lists::INVENTORY.ensure_nothing_is_lost(&app.db, &app.keys, now).await {
        Ok(()) => String::new(),
        Err(error) => error.to_string(),
    }
}

/// Starts an app in which Alice has an authenticator app and an undo link, and a number answered
/// STOP.
async fn lived_in() -> (TestApp, String) {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let (secret, _) = enable(&app, &alice).await;
    let mut change = app.change().await;
    phones::stop(&mut change, STOPPED).await.unwrap();
    change.commit().await.unwrap();
    app.deliver().await;
    (app, secret)
}

#[tokio::test]
async fn key_rotation() {
    let (app, secret) = lived_in().await;
    let new = SecretKeys::generate();
    app.pass(Duration::from_secs(1));
    let both = app.with_keys(&format!("{new},{}", app.secret_key())).await;
    assert_eq!(lost(&both).await, "", "the old key is there");

    // Removed at once: everything depends on it.
    let early = app.with_keys(&new).await;
    let why = lost(&early).await;
    for what in ["3 passwords", "1 authenticator apps", "1 numbers that said STOP"] {
        assert!(why.contains(what), "{why}");
    }
    assert!(why.contains("mailed links") && why.contains("NEW,OLD"), "{why}");

    // A running instance renews all rows, whether or not people sign in.
    let old = *both.keys.ids().last().unwrap();
    assert_eq!(status(&both).await.rows[&old].values().sum::<i64>(), 5);
    assert_eq!(lists::INVENTORY.renew(&both.db, &both.keys).await.unwrap(), 5);
    assert_eq!(lists::INVENTORY.renew(&both.db, &both.keys).await.unwrap(), 0);
    let now = status(&both).await;
    assert!(now.rows[&old].is_empty() && now.earlier_links > 0, "{now:?}");
    let why = lost(&early).await;
    assert!(why.contains("mailed links") && !why.contains("passwords"), "{why}");

    // Links expire within four days; then the old key can be removed.
    app.pass(4 * DAY);
    assert_eq!(status(&both).await.earlier_links, 0);
    assert_eq!(lost(&early).await, "");
    let browser = Browser::new(router::router(&early).unwrap(), false);
    let reply = browser.sign_in(ALICE, password_of("alice")).await.expect(303);
    assert_eq!(reply.location(), "/login/challenge");
    browser.post("/login/challenge", &[("code", &digits(&app, &secret))]).await.expect(303);
    let reply = crate::users::phones::add(&browser, "NL", STOPPED, "sms").await;
    assert!(reply.text.contains("STOP") || browser.follow(reply).await.text.contains("STOP"));
    app.deliver().await;
}

/// Damaged rows, more than a batch and before all others, keep nothing from being renewed.
#[tokio::test]
async fn damaged_rows_are_passed_over() {
    let (app, _) = lived_in().await;
    let both = app.with_keys(&format!("{},{}", SecretKeys::generate(), app.secret_key())).await;
    let old = *both.keys.ids().last().unwrap();
    let mut tx = both.db.begin().await.unwrap();
    for number in 0..250_i64 {
        let key = [&[0_u8; 31][..], &[number as u8]].concat();
        let sealed = [&old[..], b"damaged"].concat();
        callbook::sql!(
            &mut tx,
            execute,
            "INSERT INTO stopped_numbers (key, sealed, stopped_at) VALUES ($1, $2, 0)",
            key,
            sealed
        )
        .unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!(lists::INVENTORY.renew(&both.db, &both.keys).await.unwrap(), 5);
    assert_eq!(status(&both).await.rows[&old].values().sum::<i64>(), 250);
    app.deliver().await;
}

#[tokio::test]
async fn a_link_and_a_repeated_call_outlive_a_rotation() {
    let (app, _) = lived_in().await;
    let link = app.links_to(ALICE, "undo").await.remove(0);
    let token = app.token("carol").await;
    let program = |router| Program::new(router, Some(format!("Bearer {token}")));
    let team = json!({ "name": "Night shift" });
    let (path, key) = ("/api/v4/teams", "idempotency-key");
    let first = program(app.router()).always(key, "one").post(path, &team).await.expect(201).json();
    app.pass(Duration::from_secs(1));
    let rotated = app.with_keys(&format!("{},{}", SecretKeys::generate(), app.secret_key())).await;
    let rotated = router::router(&rotated).unwrap();
    let again = program(rotated.clone()).always(key, "one").post(path, &team).await.expect(201);
    assert_eq!(again.json()["id"], first["id"], "it is not made twice");
    let rotated = Browser::new(rotated, false);
    rotated.get(&link).await.expect(303);
    let page = rotated.get("/links/undo").await.expect(200).page();
    rotated.submit(&page.form("/links/undo")).await.expect(200);
    app.deliver().await;
}

#[test]
fn the_command_says_what_hangs_on_which_key_and_a_start_without_the_old_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (SecretKeys::generate(), SecretKeys::generate());
    let serve = |keys: &str| {
        let mut command = callbook(folder.path());
        command.env("CALLBOOK_SECRET_KEY", keys);
        command
    };
    let said = |command: &mut std::process::Command| {
        let output = command.arg("key").arg("status").output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    Running::start(&mut serve(&old)).lines(1);
    let text = said(&mut serve(&old));
    assert!(text.contains("is current\n       0 passwords\n"), "{text}");
    assert!(text.ends_with("there is no old key\n"), "{text}");
    for letters in [&old, &new] {
        assert!(!text.contains(letters.as_str()));
    }
    let both = format!("{new},{old}");
    Running::start(&mut serve(&both)).lines(1);
    let text = said(&mut serve(&both));
    assert!(text.contains("is old\n") && text.ends_with("remove it\n"), "{text}");

    // Data under a missing key prevents a start, unless the operator gives it up.
    let url = format!("sqlite://{}", folder.path().join("data/callbook.db").display());
    plant_an_app_under_another_key(&url);
    let output = serve(&new).output().unwrap();
    let why = String::from_utf8(output.stderr).unwrap();
    assert!(why.contains("1 authenticator apps") && why.contains("NEW,OLD"), "{why}");
    assert!(said(&mut serve(&new)).contains("lost unless the old key is configured again: 1 auth"));
    let mut command = serve(&new);
    command.env("CALLBOOK_FORGET_OLD_KEY", "true");
    assert!(Running::start(&mut command).lines(1)[0].contains("http"));
}

#[tokio::main(flavor = "current_thread")]
async fn plant_an_app_under_another_key(url: &str) {
    let db = callbook::platform::db::Db::open(url).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    for text in [
        "INSERT INTO users (id, version, epoch, name, name_key, created_at, updated_at) \
         VALUES (x'01', 1, 1, 'Ann', x'01', 0, 0)",
        "INSERT INTO authenticators (id, user_id, name, secret, last_step, created_at) \
         VALUES (x'02', x'01', 'App', x'0102030405060708', 0, 0)",
    ] {
        let callbook::platform::db::Connection::Sqlite(connection) = tx.connection() else {
            unreachable!("a file")
        };
        sqlx::query(text).execute(connection).await.unwrap();
    }
    tx.commit().await.unwrap();
    db.close().await;
}
