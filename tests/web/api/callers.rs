use std::time::Duration;

use axum::http::Method;
use callbook::sql;
use serde_json::json;

use crate::support::{Program, TestApp};

#[tokio::test]
async fn a_token_is_the_only_way_in() {
    let app = TestApp::new().await;
    let token = app.token("alice").await;
    let with = |authorization: String| Program::new(app.router(), Some(authorization));
    with(format!("Bearer {token}")).get("/api/v4/me").await.expect(200);
    with(format!("bearer {token}")).get("/api/v4/me").await.expect(200);
    let other = if token.ends_with('0') { "1" } else { "0" };
    for wrong in [
        token.clone(),
        format!("Basic {token}"),
        format!("Bearer {}{other}", &token[..token.len() - 1]),
        format!("Bearer {token}x"),
        "Bearer".into(),
        "Bearer ".into(),
        String::new(),
    ] {
        let reply = with(wrong.clone()).get("/api/v4/me").await.expect(401);
        assert_eq!(reply.header("www-authenticate"), "Bearer", "{wrong}");
        assert_eq!(reply.json()["code"], 401);
    }
    // A session does not authenticate a call, and an answer sets no cookie.
    let browser = app.sign_in("alice").await;
    let reply = browser.get("/api/v4/me").await.expect(401);
    assert!(reply.headers.get("set-cookie").is_none());
}

#[tokio::test]
async fn a_token_dies_with_its_time_its_membership_and_its_owner_s_lock() {
    let app = TestApp::new().await;
    let bob = app.program("bob").await;
    let change = async |text: &'static str| {
        let mut tx = app.app.db.begin().await.unwrap();
        let changed = match text {
            "expire" => sql!(
                &mut tx,
                execute,
                "UPDATE api_tokens SET expires_at = $1",
                app.clock.now() + Duration::from_secs(60)
            ),
            "for ever" => sql!(&mut tx, execute, "UPDATE api_tokens SET expires_at = NULL"),
            "lock" => sql!(&mut tx, execute, "UPDATE users SET locked_at = $1", app.clock.now()),
            "unlock" => sql!(&mut tx, execute, "UPDATE users SET locked_at = NULL"),
            "closed door" => sql!(
                &mut tx,
                execute,
                "UPDATE accounts SET second_factor_from = $1",
                app.clock.now()
            ),
            "open door" => sql!(&mut tx, execute, "UPDATE accounts SET second_factor_from = NULL"),
            "leave" => sql!(
                &mut tx,
                execute,
                "DELETE FROM account_users WHERE NOT is_owner AND NOT is_admin"
            ),
            _ => panic!("{text}"),
        };
        assert!(changed.unwrap() > 0, "{text}");
        tx.commit().await.unwrap();
    };
    let me = async || bob.get("/api/v4/me").await.status;
    assert_eq!(me().await, 200);
    change("expire").await;
    app.pass(Duration::from_millis(59_999));
    assert_eq!(me().await, 200);
    app.pass(Duration::from_millis(1));
    assert_eq!(me().await, 401);
    for (before, status, after) in
        [("for ever", 200, "lock"), ("lock", 403, "unlock"), ("closed door", 403, "open door")]
    {
        change(before).await;
        assert_eq!(me().await, status, "{before}");
        change(after).await;
        if after == "lock" {
            change("unlock").await;
        }
        assert_eq!(me().await, 200, "{after}");
    }
    change("leave").await;
    assert_eq!(me().await, 401);
}

#[tokio::test]
async fn a_previous_token_works_until_its_end_and_both_are_seen_used() {
    let app = TestApp::new().await;
    let (old, new) = (app.token("bob").await, app.token("bob").await);
    let mut tx = app.app.db.begin().await.unwrap();
    let digest = |token: &str| {
        token.parse::<callbook::platform::secrets::token::ApiToken>().unwrap().digest()
    };
    sql!(&mut tx, execute, "DELETE FROM api_tokens WHERE digest = $1", &digest(&old)[..]).unwrap();
    sql!(
        &mut tx,
        execute,
        "UPDATE api_tokens SET previous_digest = $1, previous_until = $2 WHERE digest = $3",
        &digest(&old)[..],
        app.clock.now() + Duration::from_secs(3600),
        &digest(&new)[..]
    )
    .unwrap();
    tx.commit().await.unwrap();
    let with = |token: &str| Program::new(app.router(), Some(format!("Bearer {token}")));
    let used = async || {
        let mut tx = app.app.db.read().await.unwrap();
        sql!(
            &mut tx,
            fetch_one(Option<i64>, Option<i64>),
            "SELECT last_used_at, previous_used_at FROM api_tokens"
        )
        .unwrap()
    };
    with(&old).get("/api/v4/me").await.expect(200);
    assert_eq!(used().await, (None, Some(app.clock.now().millis())));
    app.pass(Duration::from_secs(59));
    let first = used().await;
    with(&old).get("/api/v4/me").await.expect(200);
    assert_eq!(used().await, first, "at most once a minute");
    with(&new).get("/api/v4/me").await.expect(200);
    assert_eq!(used().await.0, Some(app.clock.now().millis()));
    app.pass(Duration::from_secs(3600 - 59));
    with(&old).get("/api/v4/me").await.expect(401);
    with(&new).get("/api/v4/me").await.expect(200);
}

#[tokio::test]
async fn three_hundred_requests_a_minute_and_how_long_to_wait() {
    let app = TestApp::new().await;
    let bob = app.program("bob").await;
    let first = bob.get("/api/v4/me").await.expect(200);
    assert_eq!(first.header("ratelimit"), "\"default\";r=299;t=1");
    assert_eq!(first.header("ratelimit-policy"), "\"default\";q=300;w=60");
    for _ in 1..300 {
        bob.get("/api/v4/me").await.expect(200);
    }
    let past = bob.get("/api/v4/me").await.expect(429);
    assert_eq!(past.header("retry-after"), "1");
    assert_eq!(past.header("ratelimit"), "\"default\";r=0;t=60");
    app.program("carol").await.get("/api/v4/me").await.expect(200);
    app.pass(Duration::from_secs(1));
    bob.get("/api/v4/me").await.expect(200);
    app.stranger().get("/api/v4/me").await.expect(401);
}

#[tokio::test]
async fn a_repeated_post_is_answered_as_the_first() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let body = json!({"name": "Once"});
    alice.always("idempotency-key", "a");
    let first = alice.post("/api/v4/teams", &body).await.expect(201);
    let again = alice.post("/api/v4/teams", &body).await.expect(201);
    assert_eq!(again.text, first.text);
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(alice.get("/api/v4/teams").await.json()["total_count"], 1);
    let other = alice.post("/api/v4/teams", &json!({"name": "Twice"})).await.expect(422);
    assert!(other.faults()[0].contains("another body"));
    // Another path, token or key makes another request.
    app.pass(Duration::from_secs(24 * 60 * 60));
    alice.post("/api/v4/teams", &body).await.expect(409);
    // A refusal is stored too.
    alice.always("idempotency-key", "b");
    let refused = alice.post("/api/v4/teams", &json!({})).await.expect(422);
    assert_eq!(alice.post("/api/v4/teams", &json!({})).await.expect(422).text, refused.text);
    // A caller who lost access does not get the stored answer.
    let carol = app.program("carol").await;
    carol.always("idempotency-key", "c");
    carol.post("/api/v4/teams", &json!({"name": "Carol's"})).await.expect(201);
    let mut tx = app.app.db.begin().await.unwrap();
    sql!(&mut tx, execute, "DELETE FROM account_users WHERE NOT is_owner").unwrap();
    tx.commit().await.unwrap();
    carol.post("/api/v4/teams", &json!({"name": "Carol's"})).await.expect(401);
}

#[tokio::test]
async fn race_once_for_a_repeated_post() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    alice.always("idempotency-key", "a");
    let body = json!({"name": "Once"});
    let posts = (0..50).map(|_| alice.post("/api/v4/teams", &body));
    let replies = futures_util::future::join_all(posts).await;
    let made: Vec<_> = replies.iter().filter(|reply| reply.status == 201).collect();
    assert!(!made.is_empty());
    assert!(made.iter().all(|reply| reply.text == made[0].text));
    assert!(replies.iter().all(|reply| [201, 409, 503].contains(&reply.status)));
    assert_eq!(alice.get("/api/v4/teams").await.json()["total_count"], 1);
}

#[tokio::test]
async fn cors_matrix() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    alice.always("origin", "https://dashboard.example");
    for path in
        ["/api/v4/me", "/api/v4/users", "/api/v4/nothing", "/user", "/team", "/openapi.json"]
    {
        let reply = alice.get(path).await;
        assert_eq!(reply.header("access-control-allow-origin"), "*", "{path}");
        assert_eq!(reply.header("access-control-allow-credentials"), "", "{path}");
        let exposed = reply.header("access-control-expose-headers").to_lowercase();
        for header in ["retry-after", "ratelimit", "ratelimit-policy", "x-request-id"] {
            assert!(exposed.contains(header), "{path}: {exposed}");
        }
    }
    let asked = app.stranger();
    asked.always("origin", "https://dashboard.example");
    asked.always("access-control-request-method", "PUT");
    asked.always("access-control-request-headers", "authorization,content-type,idempotency-key");
    let preflight = asked.send(Method::OPTIONS, "/api/v4/users", "", "").await.expect(200);
    let allowed = preflight.header("access-control-allow-headers").to_lowercase();
    for header in ["authorization", "content-type", "idempotency-key"] {
        assert!(allowed.contains(header), "{allowed}");
    }
    assert!(preflight.header("access-control-allow-methods").contains("PUT"));
    // From another site a token works as usual, while pages refuse other sites.
    alice.post("/api/v4/teams", &json!({"name": "Remote"})).await.expect(201);
    for path in ["/login", "/settings", "/users", "/healthz", "/docs/api"] {
        let reply = alice.get(path).await;
        assert_eq!(reply.header("access-control-allow-origin"), "", "{path}");
    }
}
