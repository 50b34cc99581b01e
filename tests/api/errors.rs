//! Errors as integrators read them.

use std::collections::BTreeMap;

use callbook::web::api::fault::FaultKind;
use serde_json::json;
use strum::{EnumMessage, VariantArray};

use super::v1::{older, program};
use crate::accounts::members::api::member;
use crate::support::TestApp;

#[tokio::test]
async fn a_refusal_names_the_field_what_was_sent_what_may_be_and_where_more_is_told() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let see = "http://localhost:8080/docs/api#errors";
    let body = json!({"name": "Eva", "email": "eva@acme.example", "preferred_language": "it",
        "phones_attributes": [{"phone": "+31612345678"}, {"phone": "12"}]});
    let reply = alice.post("/api/v4/users", &body).await.expect(422).json();
    assert_eq!(reply["code"], 422);
    let language = &reply["errors"][0];
    assert_eq!(
        (&language["kind"], &language["field"]),
        (&json!("invalid"), &json!("preferred_language"))
    );
    assert_eq!((&language["sent"], &language["see"]), (&json!("it"), &json!(see)));
    assert_eq!(language["allowed"], json!(["en", "es", "fr", "de", "nl"]));
    assert_eq!(reply["errors"][1]["field"], "phones_attributes[1].phone");
    assert_eq!(reply["errors"][1]["sent"], "12");
    let list = alice.get("/api/v4/users?limit=500&sort=shoe&shoe=44").await.expect(400).json();
    let of = |at: usize, key: &str| list["errors"][at][key].clone();
    assert_eq!((of(0, "field"), of(0, "sent")), (json!("limit"), json!("500")));
    assert_eq!((of(1, "field"), of(1, "sent")), (json!("sort"), json!("shoe")));
    assert!(of(1, "allowed").as_array().unwrap().contains(&json!("created_at")));
    assert_eq!((of(2, "kind"), of(2, "field")), (json!("unknown_parameter"), json!("shoe")));
    assert!(of(2, "allowed").as_array().unwrap().contains(&json!("email")));
    // An error of the call as a whole has a kind, but no field.
    let error = app.stranger().get("/api/v4/me").await.expect(401).json()["errors"][0].clone();
    assert_eq!((&error["kind"], &error["field"]), (&json!("unauthorized"), &json!(null)));
    app.deliver().await;
}

#[tokio::test]
async fn a_password_that_was_sent_is_not_said_again() {
    let app = older().await;
    let body = json!({"username": 7, "password": 123_456_789});
    let reply = app.stranger().post("/public/login", &body).await.expect(400);
    assert!(!reply.text.contains("123456789"), "{}", reply.text);
    assert_eq!(reply.json()["errors"][0]["see"], "http://localhost:8080/docs/api/older#errors");
    let alice = program(&app, "alice").await;
    let id = member(&app.program("alice").await, "Bob Bakker").await["user"]["prefix_id"].clone();
    let path = format!("/user/{}", id.as_str().unwrap());
    let reply = alice.put(&path, &json!({"preferences": {"timezone": "Mars"}})).await.expect(400);
    assert_eq!(reply.json()["errors"][0]["field"], "preferences.timezone");
    assert_eq!(reply.json()["errors"][0]["sent"], "Mars");
}

/// The page for integrators lists every kind, and nothing else.
#[test]
fn the_list_of_errors_is_that_of_the_source() {
    let page = std::fs::read_to_string("docs/api/errors.md").unwrap();
    let row = |line: &str| {
        let line = line.strip_prefix('|')?;
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let kind = cells.first()?.strip_prefix('`')?.strip_suffix('`')?;
        Some((kind.to_owned(), (*cells.last()?).to_owned()))
    };
    let listed: BTreeMap<_, _> = page.lines().filter_map(row).collect();
    let known = FaultKind::VARIANTS.iter().map(|kind| {
        (kind.as_ref().to_owned(), kind.get_documentation().unwrap().replace('\n', " "))
    });
    assert_eq!(listed, known.collect());
}
