use std::time::Duration;

use axum::http::Method;
use base64::Engine;
use callbook::sql;
use serde_json::{Value, json};

use crate::support::{Program, TestApp, password_of};

/// Starts an app whose accounts have v1 enabled.
pub async fn older() -> TestApp {
    let app = TestApp::new().await;
    let mut tx = app.app.db.begin().await.unwrap();
    sql!(&mut tx, execute, "UPDATE accounts SET v1_api = TRUE").unwrap();
    tx.commit().await.unwrap();
    app
}

async fn token(app: &TestApp, who: &str) -> String {
    let body = json!({"username": format!("{who}@acme.example"), "password": password_of(who)});
    let reply = app.stranger().post("/public/login", &body).await.expect(200).json();
    reply["token"].as_str().unwrap().to_owned()
}

pub async fn program(app: &TestApp, who: &str) -> Program {
    Program::new(app.router(), Some(token(app, who).await))
}

fn payload(token: &str) -> Value {
    let part = token.split('.').nth(1).unwrap();
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(part).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

#[tokio::test]
async fn clients_decode_the_token_and_call_for_its_user() {
    let app = older().await;
    let token = token(&app, "alice").await;
    let claims = payload(&token);
    for claim in ["id", "sid", "exp", "iat", "nbf", "iss", "aud", "sub"] {
        assert!(!claims[claim].is_null(), "{claim}");
    }
    let path = format!("/user/{}", claims["id"].as_str().unwrap());
    for authorization in [token.clone(), format!("Bearer {token}")] {
        let alice = Program::new(app.router(), Some(authorization));
        let user = alice.get(&path).await.expect(200).json();
        assert_eq!(user["email"], "alice@acme.example");
        assert_eq!(user["id"], claims["id"]);
        assert_eq!(user["sid"], claims["sid"]);
        assert!(user["email_verfied"].is_i64() && user["email_verified"].is_i64());
        assert_eq!(
            user["roles"],
            json!({"broadcast": false, "admin": true, "admin_billing": true})
        );
        assert_eq!(user["preferences"]["alert_push"], true);
        assert_eq!(user["preferences"]["report_oncall"], true);
        assert_eq!(user["lastlogin"], Value::Null, "browsers alone move it");
    }
    // An API token works too.
    let raw = app.token("alice").await;
    Program::new(app.router(), Some(raw)).get(&path).await.expect(200);
}

#[tokio::test]
async fn bad_credentials_are_422_with_errors() {
    let app = older().await;
    let refused = async |body: Value| {
        let reply = app.stranger().post("/public/login", &body).await;
        assert!(reply.json()["code"].is_null());
        (reply.status, reply.faults())
    };
    let known = refused(json!({"username": "alice@acme.example", "password": "wrong"})).await;
    assert_eq!(known.0, 422);
    let unknown = refused(json!({"username": "nobody@acme.example", "password": "wrong"})).await;
    assert_eq!(unknown, known);
    assert_eq!(refused(json!({"username": "nobody", "password": "wrong"})).await, known);
    let none = refused(json!({})).await;
    let missing = ["'username' is a required parameter", "'password' is a required parameter"];
    assert_eq!(none, (400, missing.map(str::to_owned).to_vec()));
}

#[tokio::test]
async fn mfa_everywhere_for_a_token_of_a_password() {
    let app = older().await;
    let token = token(&app, "bob").await;
    let bob = Program::new(app.router(), Some(token));
    bob.get("/user").await.expect(200);
    let login = async || {
        let body = json!({"username": "bob@acme.example", "password": password_of("bob")});
        app.stranger().post("/public/login", &body).await
    };
    // The account requires a second factor.
    let mut tx = app.app.db.begin().await.unwrap();
    sql!(&mut tx, execute, "UPDATE accounts SET second_factor_from = $1", app.clock.now()).unwrap();
    tx.commit().await.unwrap();
    assert!(login().await.expect(422).faults()[0].contains("API token"));
    bob.get("/user").await.expect(401);
    let mut tx = app.app.db.begin().await.unwrap();
    sql!(&mut tx, execute, "UPDATE accounts SET second_factor_from = NULL").unwrap();
    tx.commit().await.unwrap();
    // The person has a second factor.
    let alice = program(&app, "alice").await;
    let browser = app.sign_in("alice").await;
    crate::auth::second_factor::enable(&app, &browser).await;
    let right = json!({"username": "alice@acme.example", "password": password_of("alice")});
    let right = app.stranger().post("/public/login", &right).await.expect(422);
    assert!(right.faults()[0].contains("API token"));
    alice.get("/user").await.expect(401);
    let wrong = json!({"username": "alice@acme.example", "password": "wrong"});
    let wrong = app.stranger().post("/public/login", &wrong).await.expect(422);
    assert!(!wrong.faults()[0].contains("API token"), "it is told after a right password alone");
    app.deliver().await;
}

#[tokio::test]
async fn a_token_lasts_an_hour_and_dies_with_password_and_role() {
    let app = older().await;
    let bob = program(&app, "bob").await;
    bob.get("/user").await.expect(200);
    app.pass(Duration::from_secs(3599));
    bob.get("/user").await.expect(200);
    app.pass(Duration::from_secs(1));
    bob.get("/user").await.expect(401);
    for text in ["epoch", "role", "leave"] {
        let bob = program(&app, "bob").await;
        bob.get("/user").await.expect(200);
        let mut tx = app.app.db.begin().await.unwrap();
        match text {
            "epoch" => sql!(&mut tx, execute, "UPDATE users SET epoch = epoch + 1"),
            "role" => sql!(&mut tx, execute, "UPDATE account_users SET is_communicator = TRUE"),
            _ => sql!(&mut tx, execute, "DELETE FROM account_users WHERE NOT is_admin"),
        }
        .unwrap();
        tx.commit().await.unwrap();
        bob.get("/user").await.expect(401);
    }
    let body = json!({"username": "bob@acme.example", "password": password_of("bob")});
    app.stranger().post("/public/login", &body).await.expect(422);
}

#[tokio::test]
async fn an_account_can_switch_it_off() {
    let app = older().await;
    let (alice, api) = (program(&app, "alice").await, app.token("alice").await);
    let mut tx = app.app.db.begin().await.unwrap();
    sql!(&mut tx, execute, "UPDATE accounts SET v1_api = FALSE").unwrap();
    tx.commit().await.unwrap();
    alice.get("/user").await.expect(403);
    Program::new(app.router(), Some(api)).get("/team").await.expect(403);
    let body = json!({"username": "alice@acme.example", "password": password_of("alice")});
    let off = app.stranger().post("/public/login", &body).await.expect(422);
    assert!(off.faults()[0].contains("disabled for the account"));
    alice.get("/api/v4/me").await.expect(401);
}

#[tokio::test]
async fn users_are_made_changed_and_removed_as_its_clients_do() {
    let app = older().await;
    let alice = program(&app, "alice").await;
    let missing = alice.post("/user", &json!({"name": "Austin"})).await.expect(400);
    assert_eq!(missing.faults(), ["'email' is a required parameter"]);
    assert!(missing.json().get("code").is_none());
    let made =
        alice.post("/user", &json!({"name": "Austin", "email": "austin@acme.example"})).await;
    let made = made.expect(200).json();
    assert_eq!(made["preferences"]["alert_email"], true);
    let path = format!("/user/{}", made["id"].as_str().unwrap());
    let body = json!({"preferences": {"alert_sms": true, "report_oncall": false,
        "timezone": "America/Los_Angeles"}, "roles": {"broadcast": true}});
    let user = alice.put(&path, &body).await.expect(200).json();
    assert_eq!(user["preferences"]["alert_sms"], true);
    assert_eq!(user["preferences"]["alert_push"], true, "what is left out stays");
    assert_eq!(user["preferences"]["report_oncall"], false);
    assert_eq!(user["preferences"]["timezone"], "America/Los_Angeles");
    assert_eq!(user["roles"], json!({"broadcast": true, "admin": false, "admin_billing": false}));
    // A whole object can be sent back as it was read.
    assert_eq!(alice.put(&path, &user).await.expect(200).json()["email"], user["email"]);
    let user = alice.put(&path, &json!({"phone": "+31612345678"})).await.expect(200).json();
    assert_eq!(user["phone"], "+31612345678");
    assert_eq!(user["phone_verified"], Value::Null);
    let bob = program(&app, "bob").await;
    let bobs = bob.get("/user?name=Bob+Bakker").await.expect(200).json()["data"][0]["id"].clone();
    let bobs = format!("/user/{}", bobs.as_str().unwrap());
    let user = alice.put(&bobs, &json!({"email": "bob@home.example"})).await.expect(200).json();
    assert_eq!(user["email"], "bob@acme.example", "another address is added, unverified");
    assert_eq!(user["emails"].as_array().unwrap().len(), 2);
    bob.put(&path, &json!({"name": "Eve"})).await.expect(403);
    bob.delete(&path).await.expect(403);
    assert_eq!(alice.delete(&path).await.expect(204).text, "");
    alice.delete(&path).await.expect(404);
    alice.get(&path).await.expect(404);
    app.deliver().await;
}

#[tokio::test]
async fn teams_are_made_changed_and_removed_as_its_clients_do() {
    let app = older().await;
    let alice = program(&app, "alice").await;
    let users = alice.get("/user").await.expect(200).json();
    let bob = users["data"].as_array().unwrap().iter().find(|u| u["name"] == "Bob Bakker").unwrap();
    let team = alice.post("/team", &json!({"name": "DevOps"})).await.expect(200).json();
    assert_eq!(team["member_user_ids"], json!([]));
    assert!(team["schedule_id"].as_str().unwrap().starts_with("skd_"));
    let path = format!("/team/{}", team["id"].as_str().unwrap());
    let body = json!({"member_user_ids": [bob["id"]], "description": "Nights"});
    let team = alice.put(&path, &body).await.expect(200).json();
    assert_eq!(team["member_user_ids"], json!([bob["id"]]));
    assert_eq!(team["description"], "Nights");
    alice.post("/team", &json!({"name": "DevOps"})).await.expect(409);
    let list = alice.get("/team?name=DevOps&sort=createdAt&sortdirection=DESC").await.expect(200);
    assert_eq!(list.json()["total_count"], 1);
    alice.get("/team?sort=-createdAt&limit=5&page=1").await.expect(200);
    alice.get("/team?limit=1000").await.expect(400);
    // With a content type and without a body, as some clients send it.
    alice.send(Method::DELETE, &path, "application/json", "").await.expect(204);
    alice.get(&path).await.expect(404);
}

#[tokio::test]
async fn the_account_is_told_and_changed() {
    let app = older().await;
    let alice = program(&app, "alice").await;
    let sid = payload(&token(&app, "alice").await)["sid"].as_str().unwrap().to_owned();
    let path = format!("/account/{sid}");
    let account = alice.get(&path).await.expect(200).json();
    for key in ["token_id", "stripe_customer_id", "stripe_subscription", "stripe_customer"] {
        assert!(account.get(key).is_some_and(Value::is_null), "{key}");
    }
    assert_eq!(account["active"], true);
    assert_eq!(account["setup_complete"], 1_795_341_600);
    let body = json!({"name": "Acme", "hippanotifications": true});
    let changed = alice.put(&path, &body).await.expect(200).json();
    assert_eq!((&changed["name"], &changed["hippanotifications"]), (&json!("Acme"), &json!(true)));
    let bob = program(&app, "bob").await;
    bob.get(&path).await.expect(200);
    bob.put(&path, &body).await.expect(403);
    alice.get("/account/acc_01kaj8000000000000000000ab").await.expect(404);
}
