use callbook::platform::ids::{EscalationPolicyId, TeamId};
use serde_json::{Value, json};

use super::{events, set, stored};
use crate::accounts::teams::{SECOND, make, who};
use crate::support::TestApp;

const POLICIES: &str = "/api/v4/escalation_policies";
const LAYERS: &str = "escalation_layers_attributes";

fn path(team: TeamId) -> String {
    format!("{POLICIES}/{}", EscalationPolicyId::from(team))
}

fn layer(layer: i64, timeout: i64, repeats: i64) -> Value {
    json!({"layer": layer, "timeout": timeout, "timeout_unit": "minutes", "repeats": repeats})
}

#[tokio::test]
async fn each_team_has_a_policy_which_is_listed_and_retrieved() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let people = [who(&app, "alice").await];
    let night = make(&app, "Night Watch", &people).await;
    let day = make(&app, "Day Watch", &people).await;
    let team = alice.get(&format!("/api/v4/teams/{night}")).await.expect(200).json();
    let policy = alice.get(&path(night)).await.expect(200).json();
    assert_eq!(team["escalation_policy_id"], policy["id"]);
    let by_id = format!("{POLICIES}/{}", policy["id"].as_str().unwrap());
    assert_eq!(alice.get(&by_id).await.expect(200).json(), policy);
    let expected = json!({
        "id": night.ulid(), "prefix_id": EscalationPolicyId::from(night).to_string(),
        "tiny_id": 1, "account_id": team["account_id"], "name": "Night Watch",
        "team_ids": [team["id"]], "escalation_layers": [layer(1, 5, 0), layer(2, 5, 0)],
        "meta": {}, "created_at": team["created_at"], "updated_at": team["created_at"],
    });
    assert_eq!(policy, expected);
    alice.get(&format!("{POLICIES}/{night}")).await.expect(404);
    app.pass(SECOND);
    set(&app, day, &[(9, 2)]).await;
    let list = alice.get(&format!("{POLICIES}?sort=name")).await.expect(200).json();
    assert_eq!((&list["total_count"], &list["has_more"]), (&json!(2), &json!(false)));
    assert_eq!(list["data"][0]["escalation_layers"], json!([layer(1, 9, 2)]));
    assert_eq!(list["data"][1], policy);
    for (query, names) in [
        ("q=nig", vec!["Night Watch"]),
        ("tiny_id=2", vec!["Day Watch"]),
        ("name=Day%20Watch", vec!["Day Watch"]),
        ("sort=tiny_id&direction=desc", vec!["Day Watch", "Night Watch"]),
        ("sort=updated_at&limit=1", vec!["Night Watch"]),
        ("updated_at=2001-01-01T00:00:00Z&ops=updated_at:lt", vec![]),
    ] {
        let found = alice.get(&format!("{POLICIES}?{query}")).await.expect(200).json();
        let found: Vec<_> =
            found["data"].as_array().unwrap().iter().map(|one| one["name"].clone()).collect();
        assert_eq!(found, names, "{query}");
    }
    let of_team = format!("/api/v4/teams?escalation_policy_id={}", EscalationPolicyId::from(day));
    assert_eq!(alice.get(&of_team).await.expect(200).json()["data"][0]["name"], "Day Watch");
    alice.get(&format!("{POLICIES}?shoe_size=44")).await.expect(400);
}

#[tokio::test]
async fn layers_and_metadata_are_replaced_and_kept_when_omitted() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let team = make(&app, "Night Watch", &[who(&app, "alice").await]).await;
    app.pass(SECOND);
    let body = json!({LAYERS: [
        {"layer": 2, "timeout": 600, "timeout_unit": "seconds", "repeats": 3},
        {"layer": 1, "timeout": "1", "timeout_unit": "hours"},
        {"timeout": 2}
    ]});
    let policy = alice.put(&path(team), &body).await.expect(200).json();
    let layers = json!([layer(1, 60, 0), layer(2, 10, 3), layer(3, 2, 0)]);
    assert_eq!(policy["escalation_layers"], layers);
    assert_ne!(policy["updated_at"], policy["created_at"]);
    assert_eq!(stored(&app, team).await, [(60, 0), (10, 3), (2, 0)]);
    assert_eq!(events(&app).await, [r#"{"escalation_changed":{"name":"Night Watch"}}"#]);
    app.pass(SECOND);
    let policy = alice.put(&path(team), &json!({"meta": {"pager": 1}})).await.expect(200).json();
    assert_eq!((&policy["escalation_layers"], &policy["meta"]), (&layers, &json!({"pager": 1})));
    app.pass(SECOND);
    for same in [json!({}), json!({LAYERS: null}), json!({LAYERS: layers, "meta": {"pager": 1}})] {
        assert_eq!(alice.put(&path(team), &same).await.expect(200).json(), policy, "{same}");
    }
    assert_eq!(events(&app).await.len(), 1);
    let form =
        "escalation_layers_attributes[0][timeout]=7&escalation_layers_attributes[0][repeats]=1";
    let policy = alice.form(axum::http::Method::PUT, &path(team), form).await.expect(200).json();
    assert_eq!(policy["escalation_layers"], json!([layer(1, 7, 1)]));
    let etag = alice.get(&path(team)).await.header("etag").to_owned();
    let conditional = app.program("alice").await;
    conditional.always("if-match", &etag);
    let body = json!({LAYERS: [layer(1, 8, 1)]});
    conditional.put(&path(team), &body).await.expect(200);
    conditional.put(&path(team), &body).await.expect(412);
}

#[tokio::test]
async fn each_error_in_a_body_is_one_entry_that_names_its_field() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let team = make(&app, "Night Watch", &[who(&app, "alice").await]).await;
    let layer = "must be a number from 1 to the number of layers, each used once";
    let timeout = "must be 1 to 60 whole minutes";
    let repeats = "must be a whole number from 0 to 3";
    for (entries, faults) in [
        (json!([]), vec![" must have 1 to 10 entries".to_owned()]),
        (json!(vec![json!({"timeout": 1}); 11]), vec![" must have 1 to 10 entries".to_owned()]),
        (json!(["one"]), vec![" must be a list of objects".to_owned()]),
        (json!("one"), vec![" must be a list of objects".to_owned()]),
        (json!([{}]), vec!["[0].timeout can't be blank".to_owned()]),
        (
            json!([{"timeout": 0, "layer": 2}, {"timeout": 61, "layer": 2}, {"timeout": 2.5}]),
            vec![
                format!("[0].timeout {timeout}"),
                format!("[1].layer {layer}"),
                format!("[1].timeout {timeout}"),
                format!("[2].timeout {timeout}"),
            ],
        ),
        (
            json!([{"timeout": 90, "timeout_unit": "seconds"}, {"timeout": 2, "timeout_unit": "hours"},
                {"timeout": i64::MAX, "timeout_unit": "hours"}]),
            (0..3).map(|at| format!("[{at}].timeout {timeout}")).collect(),
        ),
        (json!([{"timeout": 5, "layer": 2}]), vec![format!("[0].layer {layer}")]),
        (json!([{"timeout": 5, "layer": 0}]), vec![format!("[0].layer {layer}")]),
        (json!([{"timeout": 5, "repeats": 4}]), vec![format!("[0].repeats {repeats}")]),
        (json!([{"timeout": 5, "repeats": true}]), vec![format!("[0].repeats {repeats}")]),
    ] {
        let refused = alice.put(&path(team), &json!({LAYERS: entries})).await.expect(422);
        let faults: Vec<_> = faults.iter().map(|fault| format!("{LAYERS}{fault}")).collect();
        assert_eq!(refused.faults(), faults, "{entries}");
    }
    let body = json!({LAYERS: [{"timeout": 999, "timeout_unit": "days"}], "meta": 1});
    let refused = alice.put(&path(team), &body).await.expect(422);
    assert_eq!(refused.faults().len(), 2, "{:?}", refused.faults());
    let unit = &refused.json()["errors"][0];
    assert_eq!(unit["field"], format!("{LAYERS}[0].timeout_unit"));
    assert_eq!(unit["allowed"], json!(["seconds", "minutes", "hours"]));
    assert_eq!(unit["sent"], "days");
    assert_eq!(stored(&app, team).await, [(5, 0), (5, 0)]);
}

#[tokio::test]
async fn team_admins_and_admins_change_a_policy_and_nobody_makes_or_removes_one() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.program("alice").await, app.program("bob").await);
    let people = [who(&app, "alice").await, who(&app, "bob").await];
    let (hers, his) =
        (make(&app, "Hers", &people[..1]).await, make(&app, "His", &people[1..]).await);
    let body = json!({LAYERS: [{"timeout": 7}]});
    bob.get(&path(hers)).await.expect(200);
    bob.put(&path(hers), &body).await.expect(403);
    bob.put(&path(hers), &json!({"meta": {"mine": true}})).await.expect(403);
    bob.put(&path(his), &body).await.expect(200);
    alice.put(&path(his), &json!({LAYERS: [{"timeout": 8}]})).await.expect(200);
    assert_eq!(
        (stored(&app, hers).await, stored(&app, his).await),
        (vec![(5, 0); 2], vec![(8, 0)])
    );
    for refused in
        [alice.post(POLICIES, &json!({"name": "One"})).await, alice.delete(&path(hers)).await]
    {
        let refused = refused.expect(405);
        assert!(refused.faults()[0].contains("team"), "{}", refused.text);
    }
    assert_eq!(alice.post(POLICIES, &body).await.header("allow"), "GET,HEAD,OPTIONS");
    let allowed = alice.delete(&path(hers)).await;
    assert_eq!(allowed.header("allow"), "GET,HEAD,PUT,PATCH,OPTIONS");
    alice.get(&path(hers)).await.expect(200);
}

#[tokio::test]
async fn a_policy_of_another_account_is_not_there() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let (foreign, _) = crate::accounts::teams::elsewhere(&app).await;
    alice.get(&path(foreign)).await.expect(404);
    alice.put(&path(foreign), &json!({LAYERS: [{"timeout": 7}]})).await.expect(404);
    alice.put(&path(foreign), &json!({"meta": {"a": 1}})).await.expect(404);
    assert_eq!(alice.get(POLICIES).await.json()["total_count"], 0);
    assert_eq!(stored(&app, foreign).await, [(5, 0), (5, 0)]);
}
