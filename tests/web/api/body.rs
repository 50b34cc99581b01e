use axum::http::Method;
use serde_json::json;

use crate::support::TestApp;

#[tokio::test]
async fn an_empty_body_is_an_empty_object_whatever_its_type() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    alice.get("/api/v4/me").await.expect(200);
    for kind in ["application/json", "application/x-www-form-urlencoded", ""] {
        let reply = alice.send(Method::POST, "/api/v4/teams", kind, "").await.expect(422);
        assert_eq!(reply.faults(), ["name can't be blank"]);
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_told_so_in_json() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let post = async |kind: &str, body: String| {
        alice.send(Method::POST, "/api/v4/teams", kind, body).await
    };
    let deep = format!("{{\"name\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let cases = [
        ("application/json", "{".to_owned(), 400),
        ("application/json", "[1]".to_owned(), 400),
        ("application/json", "\"name\"".to_owned(), 400),
        ("application/json", "{\"name\":\"\\ud800\"}".to_owned(), 400),
        ("application/json", deep, 400),
        ("text/plain", "name=x".to_owned(), 415),
        ("application/json", format!("{{\"name\":\"{}\"}}", "x".repeat(257 * 1024)), 413),
    ];
    for (kind, body, status) in cases {
        let reply = post(kind, body).await.expect(status);
        assert_eq!(reply.json()["code"], status);
        assert_eq!(reply.faults().len(), 1);
    }
    let bytes =
        alice.send(Method::POST, "/api/v4/teams", "application/json", vec![0xff, 0xfe]).await;
    bytes.expect(400);
}

#[tokio::test]
async fn there_is_json_where_nothing_is() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    for path in ["/api/v4/nothing", "/api", "/api/v5/users", "/user/x/y", "/public/x", "/account"] {
        assert_eq!(alice.get(path).await.expect(404).faults(), ["Not found"], "{path}");
    }
    let reply = alice.delete("/api/v4/users").await.expect(405);
    assert!(reply.header("allow").contains("GET"), "{:?}", reply.headers);
    assert_eq!(reply.json()["code"], 405);
    alice.always("accept", "text/html");
    alice.get("/api/v4/nothing").await.expect(404).json();
}

#[tokio::test]
async fn the_account_and_the_time_zones_are_told() {
    let app = TestApp::new().await;
    let bob = app.program("bob").await;
    let account = bob.get("/api/v4/account").await.expect(200).json();
    assert_eq!(account["name"], "Acme Ops");
    assert_eq!(account["older_api"], false);
    let zones = bob.get("/api/v4/events/time_zones").await.expect(200).json();
    let all = zones["data"].as_array().unwrap();
    assert_eq!(zones["has_more"], false);
    assert_eq!(zones["total_count"], all.len());
    let paris = json!({"name": "Europe/Paris", "label": "Paris (GMT+01:00)"});
    assert!(all.contains(&paris), "{:?}", all.iter().find(|zone| zone["name"] == "Europe/Paris"));
}

#[tokio::test]
async fn a_key_that_stands_twice_is_refused_and_nothing_is_done() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let twice = r#"{"name": "Night shift", "name": "Day shift"}"#;
    let json = "application/json";
    let reply = alice.send(Method::POST, "/api/v4/teams", json, twice).await.expect(400);
    assert!(reply.text.contains("appears twice"), "{}", reply.text);
    let teams = alice.get("/api/v4/teams").await.expect(200);
    assert!(!teams.text.contains("shift"), "{}", teams.text);
}
