//! API v1 as it was in 2020, when most of its clients were written.

use std::time::Duration;

use serde_json::{Value, json};

use super::v1::{older, program};
use crate::support::TestApp;

async fn user(program: &crate::support::Program, name: &str) -> Value {
    let list = program.get("/user?limit=100").await.expect(200).json();
    let all = list["data"].as_array().unwrap().clone();
    all.into_iter().find(|one| one["name"] == name).unwrap()
}

#[tokio::test]
async fn a_client_of_2020_makes_a_user_with_a_list_of_addresses() {
    let app = older().await;
    let alice = program(&app, "alice").await;
    let body = json!({"name": "Austin", "emails": [{"email": "austin@acme.example"},
        {"email": "austin@home.example"}], "phones": [{"phone": "+31612345678"}], "meta": {"badge": 7}});
    let made = alice.post("/user", &body).await.expect(200).json();
    assert_eq!(made["email"], "austin@acme.example");
    assert_eq!(made["meta"], json!({"badge": 7}));
    assert_eq!(made["tinyId"], 4);
    let emails: Vec<_> =
        made["emails"].as_array().unwrap().iter().map(|e| e["email"].clone()).collect();
    assert_eq!(emails, ["austin@acme.example", "austin@home.example"]);
    assert_eq!(made["emails"][0]["verified"], Value::Null);
    assert_eq!(made["phones"][0]["phone"], "+31612345678");
    assert_eq!(made["phones"][0]["country"], "NL");
    let path = format!("/user/{}", made["id"].as_str().unwrap());
    let body = json!({"emails": [{"email": "austin@acme.example"}], "phones": []});
    let changed = alice.put(&path, &body).await.expect(200).json();
    assert_eq!(changed["emails"].as_array().unwrap().len(), 1);
    assert_eq!(changed["phones"], json!([]));
    let refused = alice.post("/user", &json!({"name": "X", "emails": [{}]})).await.expect(400);
    assert!(refused.faults().contains(&"'emails[0].email' is a required parameter".to_owned()));
    let verified = user(&alice, "Bob Bakker").await;
    assert!(verified["emails"][0]["verified"].is_i64());
    app.deliver().await;
}

#[tokio::test]
async fn a_client_of_2020_asks_for_members_and_who_is_on_call_and_adds_to_teams() {
    let app = older().await;
    let alice = program(&app, "alice").await;
    let bob = user(&alice, "Bob Bakker").await;
    let carol = user(&alice, "Carol Castillo").await;
    let body = json!({"name": "DevOps", "member_user_ids": [carol["id"]]});
    let team = alice.post("/team", &body).await.expect(200).json();
    assert_eq!((&team["tinyId"], &team["meta"]), (&json!(1), &json!({})));
    let path = format!("/team/{}", team["id"].as_str().unwrap());
    let add = format!("/user/{}/add-to-teams", bob["id"].as_str().unwrap());
    alice.post(&add, &json!({"team_ids": [team["id"]]})).await.expect(200);
    alice.post(&add, &json!({"team_ids": [team["id"]]})).await.expect(200);
    let members = alice.get(&format!("{path}/members")).await.expect(200).json();
    assert_eq!((&members["total_count"], &members["has_more"]), (&json!(2), &json!(false)));
    let mut names: Vec<_> =
        members["data"].as_array().unwrap().iter().map(|m| m["name"].as_str().unwrap()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Bob Bakker", "Carol Castillo"]);
    let first = alice.get(&format!("{path}/members?limit=1&select=id")).await.expect(200).json();
    assert_eq!(first["data"][0].as_object().unwrap().len(), 1);
    assert_eq!(first["has_more"], true);
    assert_eq!(alice.get(&format!("{path}/current-oncall")).await.expect(200).json(), json!([]));
    let reply = alice
        .post(&add, &json!({"team_ids": ["tem_01arz3ndektsv4rrffq69g5fav"]}))
        .await
        .expect(400);
    assert_eq!(reply.faults(), ["'team_ids' must name teams of this account"]);
    program(&app, "bob").await.post(&add, &json!({"team_ids": []})).await.expect(403);
    alice.get("/team/tem_01arz3ndektsv4rrffq69g5fav/members").await.expect(404);
    alice.get("/team/tem_01arz3ndektsv4rrffq69g5fav/current-oncall").await.expect(404);
    app.deliver().await;
}

#[tokio::test]
async fn a_client_of_2020_filters_by_ops_selects_and_breaks_caches() {
    let app = older().await;
    let alice = program(&app, "alice").await;
    let list = async |query: &str| alice.get(&format!("/user?{query}")).await.expect(200).json();
    let found = list("name=Al&ops=name:beginsWith&_=1576256550&expand=x&q=zzz&ops_=1").await;
    assert_eq!(
        (&found["total_count"], &found["data"][0]["name"]),
        (&json!(1), &json!("Alice Archer"))
    );
    let found = list("ops=created:gte&created=1&sort=-createdAt&select=name,id").await;
    assert_eq!(found["total_count"], 3);
    let keys: Vec<_> = found["data"][0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["id", "name"]);
    assert_eq!(list("tinyId=2").await["total_count"], 1);
    alice.get("/user?ops=name:like&name=x").await.expect(400);
    alice.get("/team?_=1&select=id").await.expect(200);
    let id = found["data"][0]["id"].as_str().unwrap();
    let one = alice.get(&format!("/user/{id}?select=sid&_=2")).await.expect(200).json();
    assert_eq!(one.as_object().unwrap().len(), 1);
}

#[tokio::test]
async fn a_client_finds_by_the_last_sign_in_that_it_read() {
    let app = older().await;
    app.pass(Duration::from_millis(1234));
    app.sign_in("bob").await;
    let alice = program(&app, "alice").await;
    let read = user(&alice, "Bob Bakker").await["lastlogin"].as_i64().unwrap();
    let list = async |query: String| alice.get(&format!("/user?{query}")).await.expect(200).json();
    let found = list(format!("lastlogin={read}")).await;
    assert_eq!(
        (&found["total_count"], &found["data"][0]["name"]),
        (&json!(1), &json!("Bob Bakker"))
    );
    assert_eq!(list(format!("ops=lastlogin:gt&lastlogin={read}")).await["total_count"], 0);
    assert_eq!(list(format!("ops=lastlogin:gte&lastlogin={read}")).await["total_count"], 1);
}

#[tokio::test]
async fn a_client_corrects_the_address_that_it_mistyped() {
    let app = older().await;
    let alice = program(&app, "alice").await;
    let body = json!({"name": "Austin", "email": "austin@acme.exmaple"});
    let made = alice.post("/user", &body).await.expect(200).json();
    let path = format!("/user/{}", made["id"].as_str().unwrap());
    assert_eq!(app.links_to("austin@acme.exmaple", "welcome").await.len(), 1);
    // As it was read, except for one key.
    let mut whole = alice.get(&path).await.expect(200).json();
    whole["email"] = json!("austin@acme.example");
    let changed = alice.put(&path, &whole).await.expect(200).json();
    assert_eq!(changed["email"], "austin@acme.example");
    assert_eq!(changed["emails"].as_array().unwrap().len(), 1);
    assert_eq!(app.links_to("austin@acme.example", "welcome").await.len(), 1);
    app.deliver().await;
}

#[tokio::test]
async fn whatever_path_a_client_of_the_older_api_calls_it_gets_json() {
    let app = TestApp::new().await;
    let stranger = app.stranger();
    for path in
        ["/incident", "/broadcast/x", "/schedule", "/integration", "/notification", "/alert/1/ack"]
    {
        let reply = stranger.get(path).await.expect(404);
        assert_eq!(reply.faults(), ["Not found"], "{path}");
        stranger.post(path, &json!({})).await.expect(404).json();
    }
}
