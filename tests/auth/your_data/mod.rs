mod canary;
mod classes;
mod columns;
mod planting;

use std::time::Duration;

use serde_json::{Value, json};

use crate::accounts::account::{account_of, count, make, news, switch, user_of};
use crate::auth::api_tokens;
use crate::auth::second_factor::enable;
use crate::support::passkey::Device;
use crate::support::{Browser, TestApp, password_of};
use crate::users::emails::add_proved;
use crate::users::phones;

const EXPORT: &str = "/settings/data/export";
const REMOVAL: &str = "/settings/data/removal";
const QUARTER: Duration = Duration::from_secs(15 * 60);

async fn leaving_path(app: &TestApp, account: &str) -> String {
    format!("/settings/data/accounts/{}/leaving", account_of(app, account).await)
}

/// Downloads the export, as text and parsed.
async fn export(browser: &Browser) -> (String, Value) {
    let page = browser.get("/settings").await.expect(200).page();
    let reply = browser.submit(&page.form(EXPORT)).await.expect(200);
    assert_eq!(reply.header("content-type"), "application/json");
    let name = reply.header("content-disposition");
    assert_eq!(name, "attachment; filename=\"callbook-2026-11-22.json\"");
    let says = serde_json::from_str(&reply.text).unwrap();
    (reply.text, says)
}

/// Lists every secret of a person: hashes, sealed secrets, digests, signing keys.
async fn secrets(app: &TestApp, browser: &Browser) -> Vec<String> {
    let mut tx = app.app.db.read().await.unwrap();
    let mut secrets =
        callbook::sql!(&mut tx, scalars String, "SELECT password FROM users WHERE password IS NOT NULL")
            .unwrap();
    secrets.extend(
        callbook::sql!(&mut tx, scalars String, "SELECT credential FROM passkeys").unwrap(),
    );
    let mut bytes =
        callbook::sql!(&mut tx, scalars Vec<u8>, "SELECT secret FROM authenticators").unwrap();
    bytes.extend(
        callbook::sql!(&mut tx, scalars Vec<u8>, "SELECT digest FROM recovery_codes").unwrap(),
    );
    bytes.extend(callbook::sql!(&mut tx, scalars Vec<u8>, "SELECT id_hash FROM sessions").unwrap());
    bytes
        .extend(callbook::sql!(&mut tx, scalars Vec<u8>, "SELECT digest FROM api_tokens").unwrap());
    bytes.extend(
        callbook::sql!(&mut tx, scalars Vec<u8>, "SELECT credential_id FROM passkeys").unwrap(),
    );
    for value in bytes {
        secrets.push(callbook::platform::secrets::encode(&value));
        secrets.push(value.iter().map(|byte| format!("{byte:02x}")).collect());
        secrets.push(value.iter().map(u8::to_string).collect::<Vec<_>>().join(","));
    }
    secrets.push(browser.cookie("sid").unwrap());
    secrets.push(password_of("alice").to_owned());
    secrets
}

#[tokio::test]
async fn the_export_has_everything_of_mine_and_nothing_secret() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    app.pass(Duration::from_secs(1));
    add_proved(&app, &alice, "alice@home.example").await;
    phones::add(&alice, "NL", "06 12345678", "sms").await.expect(303);
    let code = app.code().await;
    let token = api_tokens::make(&alice, "Pager bot", "90").await;
    make(&alice, "Archery").await.expect(303);
    Device::new(&app).enrol(&alice, "Blue key").await.expect(303);
    let (key, codes) = enable(&app, &alice).await;
    let (text, says) = export(&alice).await;
    assert_eq!(says["user"]["name"], "Alice Archer");
    assert_eq!(says["user"]["id"], user_of(&app, "alice").await.to_string());
    assert_eq!(
        (
            &says["notification_channels"]["notify_email"],
            &says["notification_channels"]["notify_sms"]
        ),
        (&true.into(), &false.into())
    );
    let all = |part: &str, field: &str| -> Vec<String> {
        let all = says[part].as_array().unwrap().iter();
        all.map(|one| one[field].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(all("emails", "address"), ["alice@acme.example", "alice@home.example"]);
    assert_eq!(all("phones", "e164"), ["+31612345678"]);
    assert_eq!(all("accounts", "name"), ["Acme Ops", "Archery"]);
    assert_eq!(says["accounts"][0]["is_owner"], true);
    assert_eq!(all("authenticators", "name"), ["Authenticator app"]);
    assert_eq!(all("passkeys", "name"), ["Blue key"]);
    assert_eq!(all("api_tokens", "name"), ["Pager bot"]);
    assert_eq!(all("api_tokens", "account"), ["Acme Ops"]);
    assert_eq!(all("api_tokens", "tail"), [&token[36..]]);
    assert_eq!(says["recovery_codes_left"], 10);
    assert_eq!(all("sessions", "address"), ["127.0.0.1"]);
    let events = says["history"].to_string();
    for event in ["email_added", "two_factor_enabled", "passkey_added"] {
        assert!(events.contains(event), "{event}");
    }
    assert!(events.contains("data_exported"), "this too");
    assert!(!events.contains("account_made"), "an account's matters are the account's");
    assert!(all("deliveries", "kind").contains(&"phone-code".to_owned()));
    let mut hidden = secrets(&app, &alice).await;
    hidden.extend(codes);
    hidden.extend([code, token, key.replace(' ', ""), app.secret_key().to_owned()]);
    assert!(hidden.len() > 30);
    for secret in hidden {
        assert!(!text.contains(&secret), "{secret}");
    }
    for other in ["Bob", "carol@"] {
        assert!(!text.contains(other), "{other}");
    }
    let subjects = app.subjects_to("alice@home.example").await;
    assert_eq!(subjects[0], "Your Callbook data was downloaded", "at every verified address");
}

#[tokio::test]
async fn teams_stand_in_the_export_of_their_members() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let acme = account_of(&app, "Acme Ops").await;
    let now = app.clock.now();
    let team = callbook::platform::ids::TeamId::mint(now);
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(
        &mut tx,
        execute,
        "INSERT INTO teams (id, account_id, tiny_id, version, name, \
        name_key, notes, created_at, updated_at) VALUES ($1, $2, 1, 1, 'Night', $3, '', 0, 0)",
        team,
        acme,
        &b"night"[..]
    )
    .unwrap();
    callbook::sql!(
        &mut tx,
        execute,
        "INSERT INTO team_members (team_id, account_user_id, \
        is_admin, created_at) SELECT $1, id, TRUE, 0 FROM account_users WHERE is_owner",
        team
    )
    .unwrap();
    tx.commit().await.unwrap();
    let (_, says) = export(&alice).await;
    let teams = &says["teams"];
    assert_eq!(teams[0]["account_id"], says["accounts"][0]["id"]);
    assert_eq!((&teams[0]["name"], &teams[0]["is_admin"]), (&"Night".into(), &true.into()));
    app.deliver().await;
}

#[tokio::test]
async fn leaving_asks_first_and_leads_on_in_another_account() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    make(&bob, "Zonen").await.expect(303);
    switch(&bob, "Acme Ops").await.expect(303);
    let path = leaving_path(&app, "Acme Ops").await;
    let page = bob.get("/settings").await.page();
    assert_eq!(page.texts("#data .row-actions a").len(), 3, "two accounts, and the user");
    let page = bob.get(&path).await.expect(200).page();
    assert_eq!(page.text(".thing"), "Acme Ops");
    let reply = bob.submit(&page.form(&path)).await.expect(303);
    assert_eq!(news(&bob, reply).await, "Je hebt Acme Ops verlaten.");
    let page = bob.get("/accounts").await.page();
    assert_eq!(page.texts(".row-name"), ["Zonen"]);
    assert_eq!(page.text(".profile-who span"), "Zonen");
    let counted = "counters WHERE kind = 'account_user' AND total = 2 AND next_tiny_id = 4";
    assert_eq!(count(&app, counted).await, 1, "one less in the account");
    assert_eq!(count(&app, "audit WHERE event LIKE '%member_left%'").await, 1);
    bob.get(&path).await.expect(404);
    bob.post(&path, &[]).await.expect(404);
}

#[tokio::test]
async fn an_owner_stays_and_is_shown_the_way_out() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let path = leaving_path(&app, "Acme Ops").await;
    let page = alice.get(&path).await.expect(200).page();
    assert!(page.text("[role=alert]").starts_with("You own this account. Transfer or delete it"));
    assert!(page.all("main button").is_empty());
    assert_eq!(page.attribute("main a", "href"), "/account-settings");
    alice.post(&path, &[]).await.expect(422);
    let page = alice.get(REMOVAL).await.expect(200).page();
    assert!(page.text("[role=alert]").starts_with("You own these accounts: Acme Ops."));
    assert!(page.all("main button").is_empty());
    alice.post(REMOVAL, &[]).await.expect(422);
    assert_eq!(count(&app, "account_users WHERE is_owner").await, 1);
    assert_eq!(count(&app, "users WHERE deleted_at IS NOT NULL").await, 0);
    // Owning any account prevents the deletion, whichever is current or first.
    let bob = app.sign_in("bob").await;
    make(&bob, "Zonen").await.expect(303);
    switch(&bob, "Acme Ops").await.expect(303);
    let page = bob.post(REMOVAL, &[]).await.expect(422).page();
    assert_eq!(page.attribute("main a", "href"), "/accounts");
    assert_eq!(count(&app, "account_users WHERE NOT is_owner").await, 2, "and nothing was begun");
}

#[tokio::test]
async fn nothing_of_it_goes_without_a_proof() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    let path = leaving_path(&app, "Acme Ops").await;
    app.pass(QUARTER);
    for page in [path.as_str(), REMOVAL] {
        bob.get(page).await.expect(401);
    }
    for form in [path.as_str(), REMOVAL, EXPORT] {
        let reply = bob.post(form, &[]).await.expect(303);
        assert!(reply.location().starts_with("/sudo"), "{form}");
    }
    assert_eq!(count(&app, "account_users").await, 3);
    assert_eq!(count(&app, "audit WHERE event LIKE '%exported%'").await, 0);
}

/// Counts the rows of a person in each table with personal data.
async fn rows_of(app: &TestApp, who: &str) -> Vec<i64> {
    let mut rows = Vec::new();
    for table in [
        "emails",
        "phones",
        "verifications",
        "sessions",
        "known_devices",
        "authenticators",
        "recovery_codes",
        "passkeys",
        "account_users",
        "undos",
    ] {
        rows.push(count(app, &format!("{table} WHERE user_id = ({who})")).await);
    }
    rows
}

#[tokio::test]
async fn a_deleted_user_is_gone_but_for_a_row_without_a_name() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    let me = user_of(&app, "bob").await;
    crate::users::emails::add(&bob, "bob@home.example").await.expect(303);
    phones::add(&bob, "NL", "06 12345678", "sms").await.expect(303);
    Device::new(&app).enrol(&bob, "Blue key").await.expect(303);
    app.deliver().await;
    let elsewhere = app.sign_in("bob").await;
    let him = "SELECT user_id FROM emails WHERE address = 'bob@acme.example'";
    let before = rows_of(&app, him).await;
    assert!(before.iter().filter(|count| **count > 0).count() > 5, "{before:?}");
    let page = bob.get(REMOVAL).await.expect(200).page();
    assert_eq!(page.text(".thing"), "bob@acme.example");
    let reply = bob.submit(&page.form(REMOVAL)).await.expect(303);
    assert_eq!(reply.location(), "/login?deleted");
    assert!(bob.cookie("sid").is_none());
    let page = bob.follow(reply).await.expect(200).page();
    assert!(page.text("main [role=status]").starts_with("Je profiel is verwijderd."));
    bob.get("/settings").await.expect(303);
    elsewhere.get("/settings").await.expect(303);
    let left = rows_of(&app, "SELECT id FROM users WHERE deleted_at IS NOT NULL").await;
    assert_eq!(left.iter().sum::<i64>(), 0, "{left:?}");
    let mut tx = app.app.db.read().await.unwrap();
    let (name, key, password, epoch) = callbook::sql!(
        &mut tx,
        fetch_one(String, Vec<u8>, Option<String>, i64),
        "SELECT name, name_key, password, epoch FROM users WHERE id = $1 AND deleted_at IS NOT NULL",
        me
    )
    .unwrap();
    drop(tx);
    assert_eq!((name.as_str(), key.len(), password), ("", 0, None));
    assert!(epoch > 1);
    let counted = "counters WHERE kind = 'account_user' AND total = 2";
    assert_eq!(count(&app, counted).await, 1);
    assert!(count(&app, "audit WHERE actor_id IS NOT NULL").await > 0, "entries keep an actor");
    // The last mail, in his language, to the one verified address.
    let subjects = app.subjects_to("bob@acme.example").await;
    assert_eq!(subjects[0], "Je Callbook-profiel is verwijderd");
    assert!(app.subjects_to("bob@home.example").await.len() <= 1, "nothing to the other");
    assert_eq!(count(&app, "outbox").await, 0);
    // Nothing signs anybody in as him.
    app.visitor().sign_in("bob@acme.example", password_of("bob")).await.expect(422);
    let page = app.visitor().get("/forgot-password/new").await.page();
    let form = page.form("/forgot-password/new").fill("forgot-email", "bob@acme.example");
    app.visitor().submit(&form).await.expect(303);
    assert_eq!(app.subjects_to("bob@acme.example").await, subjects, "no link");
}

#[tokio::test]
async fn the_address_of_a_deleted_user_is_free_for_someone_new() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    bob.post(REMOVAL, &[]).await.expect(303);
    add_proved(&app, &alice, "bob@acme.example").await;
    let again = app.visitor();
    again.sign_in("bob@acme.example", password_of("alice")).await.expect(303);
    assert_eq!(again.get("/settings").await.page().text(".profile-who strong"), "Alice Archer");
    app.deliver().await;
}

#[tokio::test]
async fn what_was_still_to_be_sent_to_a_deleted_user_is_not() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    crate::users::emails::add(&bob, "bob@home.example").await.expect(303);
    bob.post(REMOVAL, &[]).await.expect(303);
    let all = app.outbox().await;
    assert_eq!(all.len(), 1, "the last mail and nothing before it");
}

#[tokio::test]
async fn answers_to_programs_that_name_a_deleted_user_are_not_given_again() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let newcomer = json!({"user_attributes": {"name": "Dora", "email": "dora@x.example"}});
    let guest = json!({"user_attributes": {"name": "Di", "email": "Dora@Y.example"}});
    let post = async |key: &str, body: &Value| {
        alice.always("idempotency-key", key);
        alice.post("/api/v4/account_users", body).await
    };
    post("a", &newcomer).await.expect(201);
    let mut tx = app.app.db.begin().await.unwrap();
    let dora = crate::accounts::invitations::user_of(&mut tx, "dora@x.example").await;
    callbook::sql!(
        &mut tx,
        execute,
        "INSERT INTO emails (id, user_id, address, address_key, is_primary, verified_at, \
            created_at, updated_at) VALUES ($1, $2, 'dora@y.example', $3, FALSE, 1, 1, 1)",
        callbook::platform::ids::EmailId::mint(app.clock.now()),
        dora,
        &b"dora@y.example"[..]
    )
    .unwrap();
    callbook::sql!(&mut tx, execute, "DELETE FROM account_users WHERE user_id = $1", dora).unwrap();
    tx.commit().await.unwrap();
    // The account has no id of an invited person, only the address that it typed.
    let invited = post("b", &guest).await.expect(201);
    assert!(!invited.text.contains(&dora.to_string()) && invited.text.contains("Dora@Y.example"));
    post("c", &json!({})).await.expect(422);
    let mut change = app.change_of(dora, None).await;
    let deleted = callbook::auth::your_data::delete(&mut change, dora).await.unwrap();
    assert_eq!(deleted, callbook::auth::your_data::UserDeleted::Deleted);
    change.commit().await.unwrap();
    for (key, body) in [("a", &newcomer), ("b", &guest)] {
        let again = post(key, body).await.expect(409);
        assert!(again.faults()[0].contains("no longer stored"), "{}", again.text);
    }
    post("c", &json!({})).await.expect(422);
    assert_eq!(count(&app, "emails WHERE address LIKE '%dora%'").await, 0, "and nothing is made");
    app.leave_work();
}
