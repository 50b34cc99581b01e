use std::time::Duration;

use serde_json::{Value, json};

use crate::accounts::teams::{Who, make, who};
use crate::support::{Program, TestApp};

const ALERTS: &str = "/api/v4/alerts";

fn path(alert: &Value) -> String {
    format!("{ALERTS}/{}", alert["id"].as_str().unwrap())
}

async fn raise(program: &Program, body: &Value) -> Value {
    program.post(ALERTS, body).await.expect(201).json()
}

fn to(who: &Who, more: &Value) -> Value {
    let mut body = json!({"title": "DB volume is full", "urgency": "high",
        "destination_account_user_ids": [who.member.to_string()]});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

#[tokio::test]
async fn an_alert_is_made_shown_changed_and_deleted() {
    let app = TestApp::new().await.leave_work();
    let (bob, carol) = (who(&app, "bob").await, who(&app, "carol").await);
    let (alice, bobs) = (app.program("alice").await, app.program("bob").await);
    let team = make(&app, "DevOps", &[carol]).await;
    let body = to(
        &bob,
        &json!({"description": "Disk\nof db1", "tags": ["db", "prod"],
        "thirdparty_id": "check-7", "dedup_keys": ["db1"], "meta": {"incident": false},
        "destination_team_ids": [team.to_string()]}),
    );
    let alert = raise(&alice, &body).await;
    assert_eq!(alert["tiny_id"], 1);
    assert_eq!(alert["status"], "queued");
    assert_eq!(alert["urgency"], "high");
    assert_eq!(alert["description"], "Disk\nof db1");
    assert_eq!(alert["tag_list"], json!(["db", "prod"]));
    assert_eq!(alert["tags"], alert["tag_list"]);
    assert_eq!(alert["thirdparty_id"], "check-7");
    assert_eq!(alert["dedup_keys"], json!(["db1"]));
    assert_eq!(alert["destination_team_ids"], json!([team.ulid()]));
    assert_eq!(alert["destination_account_user_ids"], json!([bob.member.ulid()]));
    assert_eq!(alert["source_type"], "account_user");
    assert_eq!(alert["meta"], json!({"incident": false}));
    assert_eq!(alert["acknowledged_at"], Value::Null);
    let at = path(&alert);
    assert_eq!(alice.get(&at).await.expect(200).json(), alert);
    assert_eq!(bobs.get(&at).await.expect(200).json(), alert);
    app.deliver().await;
    assert_eq!(alice.get(&at).await.json()["status"], "open");
    // Repeats of the same token count there, of another one by a key only.
    let again = alice.post(ALERTS, &body).await.expect(200).json();
    assert_eq!((&again["id"], &again["times"]), (&alert["id"], &json!(2)));
    let same = bobs.post(ALERTS, &to(&bob, &json!({"dedup_keys": ["db1"]}))).await.expect(200);
    assert_eq!(same.json()["id"], alert["id"]);
    let other = bobs.post(ALERTS, &to(&bob, &json!({"thirdparty_id": "check-7"}))).await;
    assert_ne!(other.expect(201).json()["id"], alert["id"]);
    // It is changed by who made it and by admins.
    app.pass(Duration::from_secs(1));
    let changed = json!({"title": "DB is full", "tags": ["db"], "meta": {"a": 1}});
    let now = alice.put(&at, &changed).await.expect(200).json();
    assert_eq!((&now["title"], &now["tags"]), (&json!("DB is full"), &json!(["db"])));
    assert_eq!((&now["description"], &now["meta"]), (&json!("Disk\nof db1"), &json!({"a": 1})));
    assert!(now["updated_at"].as_str() > alert["updated_at"].as_str());
    bobs.put(&at, &changed).await.expect(403);
    let silent = alice.put(&at, &json!({"urgency": "silent"})).await.expect(422);
    assert_eq!(silent.faults(), ["urgency cannot change to or from silent"]);
    let refused = alice.delete(&at).await.expect(409);
    assert_eq!(refused.faults(), ["The alert is open"]);
    alice.post(&format!("{at}/resolve"), &json!({})).await.expect(200);
    let refused = alice.put(&at, &changed).await.expect(409);
    assert_eq!(refused.faults(), ["The alert is resolved"]);
    bobs.delete(&at).await.expect(403);
    alice.delete(&at).await.expect(204);
    alice.get(&at).await.expect(404);
}

#[tokio::test]
async fn alerts_are_listed_the_newest_first_and_filtered() {
    let app = TestApp::new().await.leave_work();
    let bob = who(&app, "bob").await;
    let alice = app.program("alice").await;
    let team = make(&app, "DevOps", &[bob]).await;
    let first = raise(&alice, &to(&bob, &json!({"thirdparty_id": "x", "tags": ["Müller"]}))).await;
    let second = raise(
        &alice,
        &json!({"title": "Second", "urgency": "silent",
        "destination_team_ids": [team.ulid()]}),
    )
    .await;
    let listed = |query: &'static str| {
        let alice = &alice;
        async move {
            let page = alice.get(&format!("{ALERTS}{query}")).await.expect(200).json();
            let ids = page["data"].as_array().unwrap().iter().map(|one| one["id"].clone());
            (ids.collect::<Vec<_>>(), page["total_count"].as_i64().unwrap())
        }
    };
    let (one, two) = (first["id"].clone(), second["id"].clone());
    assert_eq!(listed("").await, (vec![two.clone(), one.clone()], 2));
    assert_eq!(listed("?direction=asc&limit=1").await, (vec![one.clone()], 2));
    assert_eq!(listed("?status=suppressed").await, (vec![two.clone()], 1));
    assert_eq!(listed("?urgency=high").await, (vec![one.clone()], 1));
    assert_eq!(listed("?thirdparty_id=x").await, (vec![one.clone()], 1));
    assert_eq!(listed("?q=muller%20volume").await, (vec![one], 1));
    assert_eq!(listed("?q=100%25").await, (vec![], 0));
    let many = "volume%20".repeat(600);
    let found = alice.get(&format!("{ALERTS}?q={many}")).await.expect(200).json();
    assert_eq!(found["total_count"], 1, "no search is too long for a statement");
    let refused = alice.get(&format!("{ALERTS}?status=shut")).await.expect(400);
    assert_eq!(refused.faults(), ["status has an invalid value"]);
    let of_team = format!("/api/v4/teams/{team}/alerts");
    let of_team = alice.get(&of_team).await.expect(200).json();
    assert_eq!((of_team["total_count"].clone(), of_team["data"][0]["id"].clone()), (json!(1), two));
    alice.get("/api/v4/teams/tem_01arz3ndektsv4rrffq69g5fav/alerts").await.expect(404);
}

#[tokio::test]
async fn each_fault_of_an_alert_is_named() {
    let app = TestApp::new().await;
    let bob = who(&app, "bob").await;
    let alice = app.program("alice").await;
    let faults = |body: Value| {
        let alice = &alice;
        async move { alice.post(ALERTS, &body).await.expect(422).faults() }
    };
    let missing =
        ["title", "urgency", "destination_team_ids"].map(|it| format!("{it} can't be blank"));
    assert_eq!(faults(json!({})).await, missing);
    assert_eq!(faults(json!({"title": " ", "destination_team_ids": []})).await, missing);
    let wrong = json!({"urgency": "huge", "title": "x".repeat(251), "tags": "a",
        "dedup_keys": ["a\u{0}b"]});
    let wrong = faults(to(&bob, &wrong)).await;
    assert_eq!(wrong.len(), 4, "{wrong:?}");
    for (at, name) in ["title", "urgency", "tags", "dedup_keys"].into_iter().enumerate() {
        assert!(wrong[at].starts_with(name), "{wrong:?}");
    }
    for (field, things) in
        [("destination_team_ids", "teams"), ("destination_account_user_ids", "users")]
    {
        for unknown in ["tem_01arz3ndektsv4rrffq69g5fav", "acu_01arz3ndektsv4rrffq69g5fav"] {
            let body = json!({"title": "a", "urgency": "low", field: [unknown]});
            assert_eq!(faults(body).await, [format!("{field} must name {things} of this account")]);
        }
    }
    // The vendor's client sends nulls for what it does not set.
    let nulls = json!({"description": null, "destination_team_ids": null, "tags": [],
        "meta": {"incident": false, "incident_severity": null, "incident_message": null}});
    raise(&alice, &to(&bob, &nulls)).await;
    app.deliver().await;
}

#[tokio::test]
async fn programs_answer_for_their_person() {
    let app = TestApp::new().await.leave_work();
    let (bob, carol) = (who(&app, "bob").await, who(&app, "carol").await);
    let (bobs, carols) = (app.program("bob").await, app.program("carol").await);
    let alert = raise(&carols, &to(&carol, &json!({}))).await;
    app.deliver().await;
    let at = |answer: &str| format!("{}/{answer}", path(&alert));
    let none = json!({});
    bobs.post(&at("reject"), &none).await.expect(403);
    assert_eq!(carols.post(&at("reject"), &none).await.expect(200).json()["status"], "open");
    bobs.post(&at("resolve"), &none).await.expect(403);
    bobs.post(&at("handoff"), &json!({"destination_team_ids": []})).await.expect(422);
    let taken = bobs.post(&at("acknowledge"), &none).await.expect(200).json();
    assert_eq!(taken["status"], "acknowledged");
    assert_eq!(taken["acknowledged_by_account_user_id"], bob.member.ulid());
    let refused = carols.post(&at("acknowledge"), &none).await.expect(409);
    assert_eq!(refused.faults(), ["Bob Bakker already acknowledged alert #1."]);
    let handed = bobs.post(&at("handoff"), &to(&carol, &none)).await.expect(200).json();
    assert_eq!(handed["status"], "queued");
    assert_eq!(handed["acknowledged_by_account_user_id"], Value::Null);
    assert_eq!(handed["acknowledged_at"], taken["acknowledged_at"]);
    app.deliver().await;
    bobs.post(&at("handoff"), &to(&carol, &none)).await.expect(403);
    let again = carols.post(&at("acknowledge"), &none).await.expect(200).json();
    assert_eq!(again["status"], "acknowledged");
    assert_eq!(carols.post(&at("resolve"), &none).await.expect(200).json()["status"], "resolved");
    for answer in ["acknowledge", "reject", "resolve"] {
        let refused = carols.post(&at(answer), &none).await.expect(409);
        assert_eq!(refused.faults(), ["The alert is resolved"]);
    }
    carols.post(&at("handoff"), &to(&bob, &none)).await.expect(409);
    app.deliver().await;
}

#[tokio::test]
async fn comments_are_listed_and_added() {
    let app = TestApp::new().await.leave_work();
    let bob = who(&app, "bob").await;
    let (alice, bobs) = (app.program("alice").await, app.program("bob").await);
    let alert = raise(&alice, &to(&bob, &json!({}))).await;
    let at = format!("{}/comments", path(&alert));
    assert_eq!(bobs.post(&at, &json!({})).await.expect(422).faults(), ["body can't be blank"]);
    let added = bobs.post(&at, &json!({"body": "The replica\nhas taken over"})).await.expect(201);
    let added = added.json();
    assert_eq!(added["created_by_name"], "Bob Bakker");
    app.pass(Duration::from_secs(1));
    alice.post(&at, &json!({"body": "Thanks"})).await.expect(201);
    let all = alice.get(&at).await.expect(200).json();
    assert_eq!((&all["data"][0], &all["total_count"]), (&added, &json!(2)));
    let found = alice.get(&format!("{at}?q=replica")).await.expect(200).json();
    assert_eq!(found["total_count"], 1);
    let last = alice.get(&format!("{at}?limit=1&offset=1")).await.expect(200).json();
    assert_eq!(last["data"][0]["body"], "Thanks");
}

#[tokio::test]
async fn alerts_of_another_account_do_not_exist() {
    let app = TestApp::new().await.leave_work();
    let bob = who(&app, "bob").await;
    let alert = raise(&app.program("alice").await, &to(&bob, &json!({}))).await;
    app.deliver().await;
    crate::accounts::elsewhere(&app).await;
    let stranger = app.program("mallory").await;
    let at = path(&alert);
    stranger.get(&at).await.expect(404);
    stranger.put(&at, &json!({"title": "Mine"})).await.expect(404);
    stranger.delete(&at).await.expect(404);
    for answer in ["acknowledge", "reject", "resolve"] {
        stranger.post(&format!("{at}/{answer}"), &json!({})).await.expect(404);
    }
    stranger.post(&format!("{at}/handoff"), &to(&bob, &json!({}))).await.expect(404);
    stranger.get(&format!("{at}/comments")).await.expect(404);
    stranger.post(&format!("{at}/comments"), &json!({"body": "Hi"})).await.expect(404);
    assert_eq!(stranger.get(ALERTS).await.expect(200).json()["total_count"], 0);
    let refused = stranger.post(ALERTS, &to(&bob, &json!({}))).await.expect(422);
    assert_eq!(refused.faults(), ["destination_account_user_ids must name users of this account"]);
}
