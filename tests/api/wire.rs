//! Requests as clients send them: Rails forms, booleans in any spelling, bodies as tools make them.

use axum::body::Body;
use axum::http::{Method, Request};
use serde_json::{Value, json};

use super::v1::{older, program};
use crate::accounts::members::api::member;
use crate::support::{Program, TestApp};

fn path_of(kind: &str, object: &Value) -> String {
    format!("/api/v4/{kind}/{}", object["id"].as_str().unwrap())
}

#[tokio::test]
async fn rails_posts_a_form_with_nested_rows_check_boxes_and_removals() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let body = "name=Zo%C3%AB+Ziegler&email=zoe%40acme.example&notify_sms=0&notify_sms=1&notify_push=0\
        &phones_attributes[][phone]=%2B31612345678&phones_attributes[][confirmation_method]=voice\
        &phones_attributes[][phone]=%2B31612345679\
        &emails_attributes[0][email]=zoe%40home.example&emails_attributes[1][email]=z%40home.example";
    let made = alice.form(Method::POST, "/api/v4/users", body).await.expect(201).json();
    assert_eq!((&made["notify_sms"], &made["notify_push"]), (&json!(true), &json!(false)));
    assert_eq!(made["phones"].as_array().unwrap().len(), 2, "{made}");
    assert_eq!(made["emails"].as_array().unwrap().len(), 3, "{made}");
    let (user, place) = (path_of("users", &made), member(&alice, "Zoë Ziegler").await);
    let gone = &made["phones"][1];
    let body = format!(
        "phones_attributes[][id]={}&phones_attributes[][_destroy]=1&name=",
        gone["id"].as_str().unwrap()
    );
    let refused = alice.form(Method::PUT, &user, &body).await;
    assert_eq!(refused.status, 200, "{}", refused.text);
    let phones = refused.json()["phones"].clone();
    assert_eq!(phones.as_array().unwrap().len(), 1);
    assert_ne!(phones[0]["id"], gone["id"]);
    // Lists of ids, and an empty one as a form sends it.
    let body = format!(
        "name=Night&member_account_user_ids[]=&member_account_user_ids[]={}",
        place["id"].as_str().unwrap()
    );
    let team = alice.form(Method::POST, "/api/v4/teams", &body).await.expect(201).json();
    assert_eq!(team["member_account_user_ids"], json!([place["id"]]));
    let body = "member_account_user_ids[]=";
    let team = alice.form(Method::PUT, &path_of("teams", &team), body).await.expect(200).json();
    assert_eq!(team["member_account_user_ids"], json!([]));
    // A key that is used in two ways is refused.
    let body = "name=x&name[first]=y";
    alice.form(Method::POST, "/api/v4/teams", body).await.expect(400);
    app.deliver().await;
}

#[tokio::test]
async fn tools_write_booleans_as_numbers_and_texts_in_json_too() {
    let app = older().await;
    let alice = app.program("alice").await;
    let path = path_of("users", &member(&alice, "Bob Bakker").await["user"]);
    for (given, is_so) in [
        (json!("1"), true),
        (json!("0"), false),
        (json!("true"), true),
        (json!("False"), false),
        (json!(1), true),
        (json!(0), false),
        (json!(true), true),
        (json!("off"), false),
    ] {
        let body = json!({"notify_voice": given});
        let user = alice.put(&path, &body).await.expect(200).json();
        assert_eq!(user["notify_voice"], is_so, "{given}");
    }
    for given in [json!("yes please"), json!(2), json!([]), json!("")] {
        let reply = alice.put(&path, &json!({"notify_voice": given})).await.expect(422);
        assert_eq!(reply.faults(), ["notify_voice must be true or false"], "{given}");
        assert_eq!(reply.json()["errors"][0]["allowed"], json!(["true", "false"]));
    }
    let older = program(&app, "alice").await;
    let id = alice.get(&path).await.json()["prefix_id"].as_str().unwrap().to_owned();
    let body = json!({"preferences": {"alert_voice": "1"}, "roles": {"broadcast": 1}});
    let user = older.put(&format!("/user/{id}"), &body).await.expect(200).json();
    assert_eq!(user["preferences"]["alert_voice"], true);
    assert_eq!(user["roles"]["broadcast"], true);
    app.deliver().await;
}

#[tokio::test]
async fn tools_send_a_mark_before_json_or_call_it_a_form_or_compress_it() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let send = async |name: &str, kind: &str, before: &[u8]| {
        let json = json!({"name": name}).to_string();
        alice.send(Method::POST, "/api/v4/teams", kind, [before, json.as_bytes()].concat()).await
    };
    send("Mark", "application/json", b"\xef\xbb\xbf").await.expect(201);
    send("Curl", "application/x-www-form-urlencoded", b" ").await.expect(201);
    send("None", "", b"").await.expect(201);
    send("Merge", "application/merge-patch+json", b"").await.expect(201);
    let plain = send("Plain", "text/plain", b"").await.expect(415);
    assert!(plain.faults()[0].contains("Content-Type: application/json"), "{:?}", plain.faults());
    let zipped = Request::post("/api/v4/teams")
        .header("authorization", format!("Bearer {}", app.token("alice").await))
        .header("content-type", "application/json")
        .header("content-encoding", "gzip")
        .body(Body::from(&b"\x1f\x8b\x08"[..]))
        .unwrap();
    let zipped = alice.raw(zipped).await.expect(415);
    assert!(zipped.faults()[0].contains("compressed"), "{:?}", zipped.faults());
    assert_eq!(zipped.header("accept-encoding"), "identity");
}

#[tokio::test]
async fn a_client_pages_by_offset_and_by_page_and_is_told_not_to() {
    let app = older().await;
    let (alice, older) = (app.program("alice").await, program(&app, "alice").await);
    for (program, path) in [
        (&alice, "/api/v4/users"),
        (&alice, "/api/v4/account_users"),
        (&alice, "/api/v4/teams"),
        (&older, "/user"),
        (&older, "/team"),
    ] {
        let reply = program.get(&format!("{path}?page=2&offset=0&limit=1")).await.expect(400);
        assert_eq!(reply.json()["errors"][0]["field"], "page", "{path}");
    }
}

#[tokio::test]
async fn an_unknown_id_in_a_body_is_named() {
    let app = older().await;
    let alice = app.program("alice").await;
    let place = member(&alice, "Bob Bakker").await;
    let me = alice.get("/api/v4/me").await.json();
    let foreign = &me["user"]["emails"][0]["id"];
    let (user, member) = (path_of("users", &place["user"]), path_of("account_users", &place));
    let row = json!({"emails_attributes": [{"id": foreign, "_destroy": true}]});
    let phone =
        json!({"phones_attributes": [{"id": "phn_01arz3ndektsv4rrffq69g5fav", "_destroy": 1}]});
    for (path, body, field) in [
        (&user, row.clone(), "emails_attributes[0].id"),
        (&user, json!({"emails_attributes": [{"id": "x"}]}), "emails_attributes[0].id"),
        (&user, phone.clone(), "phones_attributes[0].id"),
        (&member, json!({"user_attributes": row}), "user_attributes.emails_attributes[0].id"),
        (&member, json!({"member_team_ids": ["x"]}), "member_team_ids"),
        (&member, json!({"notification_rule_id": "x"}), "notification_rule_id"),
    ] {
        let reply = alice.put(path, &body).await.expect(422);
        let error = reply.json()["errors"][0].clone();
        assert_eq!(
            (&error["field"], &error["kind"]),
            (&json!(field), &json!("unknown_id")),
            "{body}"
        );
    }
    let body = json!({"username": "alice@acme.example", "password": crate::support::password_of("alice"),
        "account_id": "acc_01arz3ndektsv4rrffq69g5fav"});
    app.stranger().post("/public/login", &body).await.expect(200);
}

#[tokio::test]
async fn a_slash_at_the_end_and_patch_are_taken_and_allow_tells_the_truth() {
    let app = older().await;
    let (alice, older) = (app.program("alice").await, program(&app, "alice").await);
    assert_eq!(alice.get("/api/v4/users/?limit=1").await.expect(200).json()["has_more"], true);
    older.get("/user/?limit=1").await.expect(200);
    let team = alice.post("/api/v4/teams/", &json!({"name": "Night"})).await.expect(201).json();
    let path = path_of("teams", &team);
    let patch = async |program: &Program, path: &str, body: Value| {
        program.send(Method::PATCH, path, "application/json", body.to_string()).await
    };
    let changed = patch(&alice, &path, json!({"notes": "Late"})).await.expect(200).json();
    assert_eq!((&changed["name"], &changed["notes"]), (&json!("Night"), &json!("Late")));
    let old = format!("/team/{}/", team["prefix_id"].as_str().unwrap());
    patch(&older, &old, json!({"description": "Early"})).await.expect(200);
    let user = path_of("users", &member(&alice, "Bob Bakker").await["user"]);
    for (method, path, allow) in [
        (Method::DELETE, user.as_str(), "GET,HEAD,PUT,PATCH,OPTIONS"),
        (Method::POST, user.as_str(), "GET,HEAD,PUT,PATCH,OPTIONS"),
        (Method::DELETE, "/api/v4/users", "GET,HEAD,POST,OPTIONS"),
        (Method::POST, path.as_str(), "GET,HEAD,PUT,PATCH,DELETE,OPTIONS"),
        (Method::PUT, "/public/login", "POST,OPTIONS"),
        (Method::PATCH, "/api/v4/me", "GET,HEAD,OPTIONS"),
    ] {
        let reply = alice.send(method.clone(), path, "", "").await.expect(405);
        assert_eq!(reply.header("allow"), allow, "{method} {path}");
    }
}

/// A whole object can be sent back as it was read: 200, and nothing is changed.
#[tokio::test]
async fn a_whole_object_is_written_back_as_it_was_read() {
    let app = older().await;
    let (alice, older) = (app.program("alice").await, program(&app, "alice").await);
    let place = member(&alice, "Bob Bakker").await;
    let user = path_of("users", &place["user"]);
    let body = json!({"time_zone": "UTC", "phones_attributes": [{"phone": "+31612345678"}],
        "emails_attributes": [{"email": "bob@home.example"}]});
    assert_eq!(alice.put(&user, &body).await.expect(200).json()["time_zone"], "UTC");
    let meta = json!({"meta": {"b": 1, "a": [2, {"c": null}]}, "going_on_call": {"enabled": true,
        "lead_times": ["P1D", "evening"], "layers": [2, 1]}});
    alice.put(&path_of("account_users", &place), &meta).await.expect(200);
    let team = json!({"name": "Night", "meta": {"z": 1, "a": 2}, "member_account_user_ids": [place["id"]],
        "admin_account_user_ids": [place["id"]]});
    let team = alice.post("/api/v4/teams", &team).await.expect(201).json();
    let account = format!(
        "/account/{}",
        alice.get("/api/v4/account").await.json()["prefix_id"].as_str().unwrap()
    );
    let old_user = format!("/user/{}", place["user"]["prefix_id"].as_str().unwrap());
    let old_team = format!("/team/{}", team["prefix_id"].as_str().unwrap());
    for (program, path) in [
        (&alice, user),
        (&alice, path_of("account_users", &place)),
        (&alice, path_of("teams", &team)),
        (&older, old_user),
        (&older, old_team),
        (&older, account),
    ] {
        app.pass(std::time::Duration::from_secs(5));
        let read = program.get(&path).await.expect(200).json();
        let written = program.put(&path, &read).await;
        assert_eq!(written.status, 200, "{path}: {}", written.text);
        assert_eq!(written.json(), read, "{path}");
        assert_eq!(program.get(&path).await.json(), read, "{path}");
    }
    app.deliver().await;
}

#[tokio::test]
async fn what_is_sent_is_done_or_named() {
    let app = older().await;
    let (alice, older) = (app.program("alice").await, program(&app, "alice").await);
    let place = member(&alice, "Bob Bakker").await;
    let (user, path) = (path_of("users", &place["user"]), path_of("account_users", &place));
    // An unverified number cannot be primary, on a new person or an existing one.
    let phones = json!([{"phone": "+31612345678", "primary": true}]);
    let body = json!({"name": "Eva", "email": "eva@acme.example", "phones_attributes": phones});
    let reply = alice.post("/api/v4/users", &body).await.expect(403);
    assert_eq!(reply.json()["errors"][0]["field"], "phones_attributes[0].primary");
    let reply = alice.put(&user, &json!({"phones_attributes": phones})).await.expect(403);
    assert_eq!(reply.json()["errors"][0]["field"], "phones_attributes[0].primary");
    // Unknown roles.
    let reply =
        alice.put(&path, &json!({"roles": {"admin": true, "superuser": true}})).await.expect(422);
    assert_eq!(reply.faults(), ["roles.superuser is not a role"]);
    assert_eq!(
        reply.json()["errors"][0]["allowed"],
        json!(["admin", "billing", "broadcaster", "communicator"])
    );
    let old = format!("/user/{}", place["user"]["prefix_id"].as_str().unwrap());
    let reply = older.put(&old, &json!({"roles": {"owner": true}})).await.expect(400);
    assert_eq!(reply.faults(), ["'roles.owner' is not a role"]);
    assert_eq!(member(&alice, "Bob Bakker").await["roles"]["admin"], false);
    // Reminders.
    let body = json!({"going_on_call": {"enabled": true, "lead_times": ["PT15M", "evening"], "layers": [1, "3"]},
        "going_off_call": {"enabled": "1"}});
    let changed = app.program("bob").await.put(&path, &body).await.expect(200).json();
    assert_eq!(
        changed["going_on_call"],
        json!({"enabled": true, "lead_times": ["PT15M", "evening"], "layers": [1, 3]})
    );
    assert_eq!(changed["going_off_call"]["enabled"], true);
    let body = json!({"going_on_call": {"lead_times": ["PT3S"], "layers": [0]}});
    let reply = alice.put(&path, &body).await.expect(422);
    let fields: Vec<_> =
        reply.json()["errors"].as_array().unwrap().iter().map(|e| e["field"].clone()).collect();
    assert_eq!(fields, ["going_on_call.lead_times", "going_on_call.layers"]);
    // The plain number of v1: added when there is none, replaced while it is unverified.
    let phone = async |number: &str| older.put(&old, &json!({"phone": number})).await;
    assert_eq!(phone("+31612345678").await.expect(200).json()["phone"], "+31612345678");
    let changed = phone("+31612345679").await.expect(200).json();
    assert_eq!(changed["phone"], "+31612345679");
    assert_eq!(changed["phones"].as_array().unwrap().len(), 1);
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(
        &mut tx,
        execute,
        "UPDATE phones SET verified_at = $1, is_primary = TRUE",
        app.clock.now()
    )
    .unwrap();
    tx.commit().await.unwrap();
    let reply = phone("+31612345670").await.expect(403);
    assert_eq!(reply.json()["errors"][0]["field"], "phone");
    app.deliver().await;
}

#[tokio::test]
async fn a_typo_in_an_address_that_nobody_has_verified_is_corrected() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let body = json!({"name": "Eva Evers", "email": "eva@acme.exmaple"});
    let made = alice.post("/api/v4/users", &body).await.expect(201).json();
    let old = app.links_to("eva@acme.exmaple", "welcome").await;
    let (path, row) = (path_of("users", &made), &made["emails"][0]["id"]);
    let correct = |address: &str| json!({"emails_attributes": [{"id": row, "email": address}]});
    alice.put(&path, &correct("bob@acme.example")).await.expect(409);
    let changed = alice.put(&path, &correct("eva@acme.example")).await.expect(200).json();
    let email = &changed["emails"][0];
    assert_eq!(changed["emails"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&email["id"], &email["email"], &email["primary"], &email["verified"]),
        (row, &json!("eva@acme.example"), &json!(true), &json!(false))
    );
    assert_eq!(alice.get("/api/v4/users?email=eva@acme.example").await.json()["total_count"], 1);
    // The link is sent to the new address, and the earlier one no longer works.
    let new = app.links_to("eva@acme.example", "welcome").await;
    assert_eq!(new.len(), 1);
    let stranger = app.visitor();
    let reply = stranger.get(&old[0]).await;
    let page = if reply.status == 303 { stranger.follow(reply).await } else { reply };
    assert!(page.page().all("input[type=password]").is_empty(), "{}", page.text);
    // Only its owner changes a verified address.
    let bob = member(&alice, "Bob Bakker").await["user"].clone();
    let body =
        json!({"emails_attributes": [{"id": bob["emails"][0]["id"], "email": "b@acme.example"}]});
    let reply = alice.put(&path_of("users", &bob), &body).await.expect(403);
    assert_eq!(reply.json()["errors"][0]["field"], "emails_attributes[0].email");
    app.deliver().await;
}
