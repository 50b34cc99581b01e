use std::time::Duration;

use axum::http::Method;
use serde_json::{Value, json};

use crate::accounts::members::api::member;
use crate::accounts::{elsewhere, join};
use crate::support::TestApp;

const NOT_YOURS: &str = "This user is in another account too: only they can change this";

fn path_of(place: &Value) -> String {
    format!("/api/v4/account_users/{}", place["id"].as_str().unwrap())
}

#[tokio::test]
async fn what_is_personal_of_someone_in_two_accounts_is_theirs_alone() {
    let app = TestApp::new().await;
    elsewhere(&app).await;
    let (alice, mallory) = (app.program("alice").await, app.program("mallory").await);
    let user = mallory.get("/api/v4/me").await.json()["user"].clone();
    join(&app, user["prefix_id"].as_str().unwrap().parse().unwrap()).await;
    let path = path_of(&member(&alice, "Mallory Moss").await);
    let contacts = [
        json!({"emails_attributes": [{"email": "evil@acme.example"}]}),
        json!({"phones_attributes": [{"phone": "+31612345678"}]}),
    ];
    let personal =
        [json!({"name": "Mal"}), json!({"time_zone": "Europe/Paris"}), json!({"notify_sms": true})];
    for change in contacts.iter().chain(&personal) {
        let reply = alice.put(&path, &json!({"user_attributes": change})).await.expect(403);
        assert_eq!(reply.faults(), [NOT_YOURS], "{change}");
    }
    // Only admins change what belongs to the account.
    alice.put(&path, &json!({"roles": {"communicator": true}})).await.expect(200);
    let own = format!("/api/v4/users/{}", user["id"].as_str().unwrap());
    for change in &personal {
        mallory.put(&own, change).await.expect(200);
    }
    // A program cannot show whose consent it has: contacts are changed in My Settings.
    for change in &contacts {
        mallory.put(&own, change).await.expect(403);
    }
    assert_eq!(mallory.get(&own).await.json()["emails"].as_array().unwrap().len(), 1);
    app.deliver().await;
}

#[tokio::test]
async fn nobody_puts_themselves_into_teams() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let team = alice.post("/api/v4/teams", &json!({"name": "Night"})).await.expect(201).json();
    let path = path_of(&member(&alice, "Bob Bakker").await);
    let bob = app.program("bob").await;
    bob.put(&path, &json!({"team_ids": [team["id"]]})).await.expect(403);
    alice.put(&path, &json!({"team_ids": [team["id"]]})).await.expect(200);
    bob.put(&path, &json!({"team_ids": []})).await.expect(403);
}

#[tokio::test]
async fn a_text_is_no_object() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let path = path_of(&member(&alice, "Bob Bakker").await);
    for (body, fault) in [
        ("user_attributes=name", "user_attributes must be an object"),
        ("roles=admin", "roles must be an object"),
        ("meta=x", "meta must be an object"),
    ] {
        let reply = alice.form(Method::PUT, &path, body).await.expect(422);
        assert_eq!(reply.faults(), [fault]);
    }
}

/// A demotion that is in progress while a program passes the gate holds once it is committed.
#[tokio::test]
async fn what_was_seen_at_the_gate_is_looked_at_again() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let carols = path_of(&member(&alice, "Carol Castillo").await);
    alice.put(&carols, &json!({"roles": {"admin": true}})).await.expect(200);
    let bobs = path_of(&member(&alice, "Bob Bakker").await);
    let carol = app.program("carol").await;
    carol.put(&bobs, &json!({"roles": {"billing": true}})).await.expect(200);
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(
        &mut tx,
        execute,
        "UPDATE accounts SET version = version + 1 WHERE name = 'Acme Ops'"
    )
    .unwrap();
    callbook::sql!(
        &mut tx,
        execute,
        "UPDATE account_users SET is_admin = FALSE WHERE is_owner = FALSE"
    )
    .unwrap();
    let body = json!({"roles": {"communicator": true}});
    let change = carol.put(&bobs, &body);
    let demotion = async {
        // Time to pass the gate, which sees what is committed.
        tokio::time::sleep(Duration::from_millis(300)).await;
        tx.commit().await.unwrap();
    };
    let (reply, ()) = tokio::join!(change, demotion);
    reply.expect(403);
    assert_eq!(member(&alice, "Bob Bakker").await["roles"]["communicator"], false);
    app.deliver().await;
}
