use std::time::Duration;

use serde_json::{Value, json};

use crate::accounts::members::api::member;
use crate::support::TestApp;

fn id(object: &Value) -> String {
    object["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_team_is_made_changed_and_removed() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let (bob, carol) = (member(&alice, "Bob Bakker").await, member(&alice, "Carol Castillo").await);
    let body = json!({"name": "DevOps", "notes": "At night", "meta": {"pager": 1},
        "member_account_user_ids": [bob["id"]], "admin_account_user_ids": [carol["prefix_id"]]});
    let team = alice.post("/api/v4/teams", &body).await.expect(201).json();
    assert_eq!(team["name"], "DevOps");
    assert_eq!(team["notes"], "At night");
    assert_eq!(team["meta"], json!({"pager": 1}));
    assert_eq!(team["member_account_user_ids"].as_array().unwrap().len(), 2);
    assert_eq!(team["admin_account_user_ids"], json!([carol["id"]]));
    assert_eq!(team["tiny_id"], 1);
    let path = format!("/api/v4/teams/{}", id(&team));
    assert_eq!(alice.get(&path).await.expect(200).json(), team);
    let on_call = alice.get(&format!("{path}/current_oncall")).await.expect(200).json();
    assert_eq!(on_call, json!([]));
    alice.post("/api/v4/teams", &json!({"name": "devops"})).await.expect(409);
    app.pass(Duration::from_secs(1));
    let only = json!({"member_account_user_ids": [bob["id"]]});
    let before = team;
    let team = alice.put(&path, &only).await.expect(200).json();
    assert_eq!(team["member_account_user_ids"], json!([bob["id"]]));
    assert_eq!(team["admin_account_user_ids"], json!([]), "nobody becomes one unasked");
    assert_eq!(team["notes"], "At night");
    assert!(team["updated_at"].as_str() > before["updated_at"].as_str(), "members are of a team");
    for field in ["member_account_user_ids", "admin_account_user_ids"] {
        for unknown in ["acu_01arz3ndektsv4rrffq69g5fav", "usr_01arz3ndektsv4rrffq69g5fav", "bob"] {
            let refused = alice.put(&path, &json!({field: [bob["id"], unknown]})).await.expect(422);
            assert_eq!(refused.faults(), [format!("{field} must name users of this account")]);
        }
    }
    // Its team admin manages it, and nothing else.
    alice.put(&path, &json!({"admin_account_user_ids": [bob["id"]]})).await.expect(200);
    let bobs = app.program("bob").await;
    bobs.put(&path, &json!({"notes": "By day"})).await.expect(200);
    bobs.post("/api/v4/teams", &json!({"name": "Mine"})).await.expect(403);
    bobs.delete(&path).await.expect(403);
    app.program("carol")
        .await
        .put(&path, &json!({"member_account_user_ids": []}))
        .await
        .expect(200);
    bobs.put(&path, &json!({"notes": "Mine"})).await.expect(403);
    alice.delete(&path).await.expect(204);
    alice.get(&path).await.expect(404);
    assert_eq!(alice.get("/api/v4/teams").await.json()["total_count"], 0);
    app.deliver().await;
}

#[tokio::test]
async fn whoever_sends_members_alone_makes_and_unmakes_no_team_admin() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let mut ids = Vec::new();
    for name in ["Alice Archer", "Bob Bakker", "Carol Castillo"] {
        ids.push(id(&member(&alice, name).await));
    }
    let body = json!({"name": "DevOps", "member_account_user_ids": [ids[0], ids[1]]});
    let team = alice.post("/api/v4/teams", &body).await.expect(201).json();
    assert_eq!(team["admin_account_user_ids"], json!([]));
    let path = format!("/api/v4/teams/{}", id(&team));
    let put = async |body: Value| alice.put(&path, &body).await.expect(200).json();
    put(json!({"admin_account_user_ids": [ids[1]]})).await;
    let others = ids[1..].to_vec();
    let members = |team: &Value| -> Vec<String> {
        let ids = team["member_account_user_ids"].as_array().unwrap();
        let mut ids: Vec<_> = ids.iter().map(|id| id.as_str().unwrap().to_owned()).collect();
        ids.sort_by_key(|id| others.iter().position(|other| other == id));
        ids
    };
    let team = put(json!({"member_account_user_ids": [ids[2], ids[1]]})).await;
    assert_eq!(members(&team), others);
    assert_eq!(team["admin_account_user_ids"], json!([ids[1]]), "who stays in it stays that");
    let team = put(json!({"admin_account_user_ids": []})).await;
    assert_eq!(members(&team), others);
    assert_eq!(team["admin_account_user_ids"], json!([]));
    // The same from the member's side.
    let path = format!("/api/v4/account_users/{}", ids[0]);
    put(json!({"member_account_user_ids": []})).await;
    alice.put(&path, &json!({"member_team_ids": [team["id"]]})).await.expect(200);
    let team = put(json!({})).await;
    assert_eq!(team["member_account_user_ids"], json!([ids[0]]));
    assert_eq!(team["admin_account_user_ids"], json!([]));
    app.deliver().await;
}

#[tokio::test]
async fn teams_are_listed_and_searched() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    for name in ["Alpha night", "Beta", "Gamma night"] {
        alice.post("/api/v4/teams", &json!({"name": name})).await.expect(201);
    }
    let found = alice.get("/api/v4/teams?q=nig&sort=name&direction=desc").await.json();
    let names: Vec<_> =
        found["data"].as_array().unwrap().iter().map(|t| t["name"].clone()).collect();
    assert_eq!(names, ["Gamma night", "Alpha night"]);
    assert_eq!(found["total_count"], 2);
    assert_eq!(alice.get("/api/v4/teams?tiny_id=2").await.json()["data"][0]["name"], "Beta");
    assert_eq!(alice.get("/api/v4/teams?q=nothing").await.json()["total_count"], 0);
}
