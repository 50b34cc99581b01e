//! An import by a program: thousands of people, one after another.

use serde_json::json;

use crate::support::TestApp;

#[tokio::test]
async fn an_import_makes_people_one_after_another_and_is_told_how_many_more_it_may() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    for n in 1..=210 {
        let body = json!({"name": format!("Person {n}"), "email": format!("p{n}@acme.example"),
            "emails_attributes": [{"email": format!("p{n}@home.example")}]});
        let reply = alice.post("/api/v4/users", &body).await.expect(201);
        let policy = "\"default\";q=300;w=60, \"people\";q=5000;w=3600";
        assert_eq!(reply.header("ratelimit-policy"), policy);
        let left = format!("\"people\";r={};t=3600", 5000 - n);
        assert!(reply.header("ratelimit").ends_with(&left), "{}", reply.header("ratelimit"));
    }
    let body = json!({"user_attributes": {"name": "Max", "emails_attributes": [{"email": "max@acme.example"}]}});
    let reply = alice.post("/api/v4/account_users", &body).await.expect(201);
    assert!(reply.header("ratelimit").contains("\"people\";r=4789"));
    // A caller without a token learns the limit of its network.
    let stranger = app.stranger().get("/api/v4/me").await.expect(401);
    assert_eq!(stranger.header("ratelimit-policy"), "\"strangers\";q=1200;w=60");
    app.deliver().await;
}
