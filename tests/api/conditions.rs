//! Conditional requests: clients that change only what they have read, and fetch only what is new.

use axum::http::Method;
use serde_json::{Value, json};

use super::v1::{older, program};
use crate::accounts::elsewhere;
use crate::accounts::members::api::member;
use crate::support::{Program, TestApp};

async fn with(app: &TestApp, name: &'static str, value: &str) -> Program {
    let program = app.program("alice").await;
    program.always(name, value);
    program
}

#[tokio::test]
async fn a_client_fetches_again_only_what_changed() {
    let app = older().await;
    let (alice, old) = (app.program("alice").await, program(&app, "alice").await);
    let team = alice.post("/api/v4/teams", &json!({"name": "Night"})).await.expect(201);
    let location = team.header("location").to_owned();
    let team = team.json();
    assert_eq!(location, format!("/api/v4/teams/{}", team["id"].as_str().unwrap()));
    let of_old = format!("/team/{}", team["prefix_id"].as_str().unwrap());
    for (program, path) in [
        (&alice, location.as_str()),
        (&alice, "/api/v4/teams"),
        (&alice, "/api/v4/users?limit=2"),
        (&alice, "/api/v4/me"),
        (&old, of_old.as_str()),
        (&old, "/team"),
    ] {
        let first = program.get(path).await.expect(200);
        let etag = first.header("etag").to_owned();
        assert!(etag.starts_with('"') && etag.len() > 15, "{path}: {etag}");
        program.always("if-none-match", &format!("\"other\", W/{etag}"));
        let again = program.get(path).await.expect(304);
        assert_eq!((again.text.as_str(), again.header("etag")), ("", etag.as_str()), "{path}");
        program.always("if-none-match", "\"other\"");
        program.get(path).await.expect(200);
    }
    alice.put(&location, &json!({"notes": "Late"})).await.expect(200);
    let head = alice.send(Method::HEAD, &location, "", "").await.expect(200);
    assert_eq!(
        (head.text.as_str(), head.header("etag")),
        ("", alice.get(&location).await.header("etag"))
    );
}

#[tokio::test]
async fn a_client_overwrites_nothing_that_changed_since_it_was_read() {
    let app = older().await;
    let (alice, old) = (app.program("alice").await, program(&app, "alice").await);
    let team = alice.post("/api/v4/teams", &json!({"name": "Night"})).await.expect(201).json();
    let place = member(&alice, "Bob Bakker").await;
    let account =
        alice.get("/api/v4/account").await.json()["prefix_id"].as_str().unwrap().to_owned();
    let id = |object: &Value, key: &str| object[key].as_str().unwrap().to_owned();
    for (program, path, change) in [
        (&alice, format!("/api/v4/teams/{}", id(&team, "id")), "notes"),
        (&alice, format!("/api/v4/users/{}", id(&place["user"], "id")), "name"),
        (&alice, format!("/api/v4/account_users/{}", id(&place, "id")), "meta"),
        (&old, format!("/team/{}", id(&team, "prefix_id")), "description"),
        (&old, format!("/user/{}", id(&place["user"], "prefix_id")), "name"),
        (&old, format!("/account/{account}"), "name"),
    ] {
        let change = |to: &str| match change {
            "meta" => json!({"meta": {"to": to}}),
            field => json!({field: to}),
        };
        app.pass(std::time::Duration::from_secs(1));
        let etag = program.get(&path).await.expect(200).header("etag").to_owned();
        program.always("if-match", &etag);
        let changed = program.put(&path, &change("One")).await.expect(200);
        let now = changed.header("etag").to_owned();
        assert_ne!(now, etag);
        let late = program.put(&path, &change("Two")).await.expect(412);
        assert_eq!(late.json()["errors"][0]["kind"], "precondition_failed", "{path}");
        assert_eq!(program.get(&path).await.header("etag"), now, "{path}: nothing is changed");
        program.always("if-match", &format!("W/{now}"));
        program.put(&path, &change("Three")).await.expect(200);
        program.always("if-match", "*");
        program.put(&path, &change("Four")).await.expect(200);
    }
    // Deletions too.
    for (program, path) in [
        (&alice, format!("/api/v4/account_users/{}", id(&place, "id"))),
        (&old, format!("/user/{}", id(&place["user"], "prefix_id"))),
        (&old, format!("/team/{}", id(&team, "prefix_id"))),
        (&alice, format!("/api/v4/teams/{}", id(&team, "id"))),
    ] {
        program.always("if-match", "\"of something else\"");
        program.delete(&path).await.expect(412);
        program.get(&path).await.expect(200);
    }
    let path = format!("/api/v4/teams/{}", id(&team, "id"));
    let etag = alice.get(&path).await.header("etag").to_owned();
    alice.always("if-match", &etag);
    alice.delete(&path).await.expect(204);
    // A caller who prefers If-Match is held to it.
    let careful = with(&app, "prefer", "require-if-match").await;
    let path = format!("/api/v4/users/{}", id(&place["user"], "id"));
    let reply = careful.put(&path, &json!({"name": "Five"})).await.expect(428);
    assert_eq!(reply.json()["errors"][0]["kind"], "precondition_required");
    let etag = careful.get(&path).await.header("etag").to_owned();
    careful.always("if-match", &etag);
    careful.put(&path, &json!({"name": "Five"})).await.expect(200);
    app.deliver().await;
}

#[tokio::test]
async fn a_client_withdraws_no_invitation_that_is_not_as_it_was_read() {
    let app = older().await;
    elsewhere(&app).await;
    let (alice, old) = (app.program("alice").await, program(&app, "alice").await);
    let body = json!({"name": "Someone", "email": "mallory@other.example"});
    let invited = alice.post("/api/v4/users", &body).await.expect(201).json();
    let id = invited["prefix_id"].as_str().unwrap();
    let (place, user) = (format!("/api/v4/account_users/{id}"), format!("/user/{id}"));
    for (program, path) in [(&alice, &place), (&old, &user)] {
        program.always("if-match", "\"of something else\"");
        program.delete(path).await.expect(412);
        program.get(path).await.expect(200);
    }
    let careful = with(&app, "prefer", "require-if-match").await;
    careful.delete(&place).await.expect(428);
    let etag = old.get(&user).await.header("etag").to_owned();
    old.always("if-match", &etag);
    old.delete(&user).await.expect(204);
    careful.get(&place).await.expect(404);
    app.deliver().await;
}

#[tokio::test]
async fn a_client_that_needs_no_answer_gets_none() {
    let app = TestApp::new().await;
    let alice = with(&app, "prefer", "respond-async, return=minimal").await;
    let made = alice.post("/api/v4/teams", &json!({"name": "Night"})).await.expect(201);
    assert_eq!((made.text.as_str(), made.header("preference-applied")), ("", "return=minimal"));
    let path = made.header("location").to_owned();
    assert_eq!(made.header("etag"), alice.get(&path).await.expect(200).header("etag"));
    let changed = alice.put(&path, &json!({"notes": "Late"})).await.expect(204);
    assert_eq!(
        (changed.text.as_str(), changed.header("preference-applied")),
        ("", "return=minimal")
    );
    assert_eq!(changed.header("etag"), alice.get(&path).await.header("etag"));
    // A refusal has a body, whatever is preferred.
    assert_eq!(alice.post("/api/v4/teams", &json!({})).await.expect(422).faults().len(), 1);
}

#[tokio::test]
async fn a_client_follows_links_through_a_list() {
    let app = older().await;
    let (alice, old) = (app.program("alice").await, program(&app, "alice").await);
    let links = async |program: &Program, path: &str| {
        let reply = program.get(path).await.expect(200);
        let link = reply.header("link").to_owned();
        let one = |link: &str| {
            let (url, rel) = link.split_once(">; rel=\"").unwrap();
            let url = url.strip_prefix("<http://localhost:8080").unwrap();
            (rel.trim_end_matches('"').to_owned(), url.to_owned())
        };
        link.split(", ").map(one).collect::<std::collections::BTreeMap<_, _>>()
    };
    let at = |text: &str| text.to_owned();
    let found = links(&alice, "/api/v4/users?limit=1&sort=name").await;
    assert_eq!(found.keys().collect::<Vec<_>>(), ["first", "last", "next"]);
    assert_eq!(found["next"], at("/api/v4/users?limit=1&sort=name&offset=1"));
    assert_eq!(found["last"], at("/api/v4/users?limit=1&sort=name&offset=2"));
    let found = links(&alice, &found["next"]).await;
    assert_eq!(found["prev"], at("/api/v4/users?limit=1&sort=name&offset=0"));
    let found = links(&alice, &found["last"]).await;
    assert_eq!(found.keys().collect::<Vec<_>>(), ["first", "last", "prev"]);
    let found = links(&old, "/user?limit=2&page=1&name=").await;
    assert_eq!(found["first"], at("/user?limit=2&name=&page=1"));
    let found = links(&old, "/user?limit=2&page=2").await;
    assert_eq!(
        (&found["prev"], &found["last"]),
        (&at("/user?limit=2&page=1"), &at("/user?limit=2&page=2"))
    );
    assert_eq!(alice.get("/api/v4/events/time_zones").await.header("link"), "");
}

#[tokio::test]
async fn an_account_tells_clients_that_the_older_api_goes_and_holds_them_to_what_they_read() {
    let app = older().await;
    let old = program(&app, "alice").await;
    assert_eq!(old.get("/user").await.expect(200).header("deprecation"), "");
    let alice = app.program("alice").await;
    let team = alice.post("/api/v4/teams", &json!({"name": "Night"})).await.expect(201);
    let path = team.header("location").to_owned();
    let browser = app.sign_in("alice").await;
    let form = browser.get("/account-settings").await.page().form("/account-settings/interfaces");
    let form = form.tick("interfaces-older_api_deprecated", true).tick("interfaces-if_match", true);
    browser.submit(&form).await.expect(303);
    let said = format!("@{}", app.clock.now().millis() / 1000);
    let reply = old.get("/user").await.expect(200);
    assert_eq!(reply.header("deprecation"), said);
    let links: Vec<_> = reply.headers.get_all("link").iter().map(|l| l.to_str().unwrap()).collect();
    assert!(links.contains(&"</docs/api/older>; rel=\"deprecation\""), "{links:?}");
    assert!(links[0].contains("rel=\"first\""), "{links:?}");
    assert_eq!(alice.get(&path).await.expect(200).header("deprecation"), "");
    // Saving the same again leaves the entity tag unchanged.
    app.pass(std::time::Duration::from_secs(60));
    let form = browser.get("/account-settings").await.page().form("/account-settings/interfaces");
    browser.submit(&form).await.expect(303);
    assert_eq!(old.get("/team").await.expect(200).header("deprecation"), said);
    alice.put(&path, &json!({"notes": "x"})).await.expect(428);
    alice.delete(&path).await.expect(428);
    let etag = alice.get(&path).await.header("etag").to_owned();
    alice.always("if-match", &etag);
    alice.put(&path, &json!({"notes": "x"})).await.expect(200);
    app.deliver().await;
}
