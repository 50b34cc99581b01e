//! Alert keys: monitors make alerts for chosen teams.

use std::time::Duration;

use serde_json::{Value, json};

use crate::accounts::teams::{make, who};
use crate::attacks::held_body::held::Sent;
use crate::support::{Browser, Program, TestApp};

const NEW: &str = "/alerts/keys/new";

/// Makes a key for a team on the page, and returns its secret.
async fn key(browser: &Browser, name: &str, team: &str) -> String {
    let form = browser.get(NEW).await.expect(200).page().form(NEW);
    let form = form.fill("new-key-name", name).tick_one("teams", team);
    let page = browser.submit(&form).await.expect(201).page();
    page.texts("code.secret").remove(0)
}

fn monitor(app: &TestApp, secret: &str) -> Program {
    Program::new(app.router(), Some(format!("Bearer {secret}")))
}

fn alert(team: &str) -> Value {
    json!({"title": "Disk is full", "urgency": "high", "destination_team_ids": [team],
        "thirdparty_id": "disk"})
}

#[tokio::test]
async fn a_monitor_makes_alerts_for_its_teams_and_does_nothing_else() {
    let app = TestApp::new().await.leave_work();
    let (alice, bob) = (app.sign_in("alice").await, who(&app, "bob").await);
    let carol = who(&app, "carol").await;
    let team = make(&app, "DevOps", &[bob]).await.to_string();
    let other = make(&app, "Support", &[carol]).await.to_string();
    let secret = key(&alice, "Prometheus", &team).await;
    let monitor = monitor(&app, &secret);
    let made = monitor.post("/api/v4/alerts", &alert(&team)).await.expect(201).json();
    assert_eq!(made["source_type"], "alert_key");
    assert_eq!(made["destination_team_ids"].as_array().unwrap().len(), 1);
    let again = monitor.post("/api/v4/alerts", &alert(&team)).await.expect(200).json();
    assert_eq!((&again["id"], &again["times"]), (&made["id"], &json!(2)));
    let refused = monitor.post("/api/v4/alerts", &alert(&other)).await.expect(422);
    assert_eq!(refused.faults(), ["destination_team_ids must name teams of this alert key"]);
    let mut direct = alert(&team);
    direct["destination_account_user_ids"] = json!([bob.member.to_string()]);
    monitor.post("/api/v4/alerts", &direct).await.expect(422);
    // A program with the same id of its own makes another alert.
    let program = app.program("alice").await;
    let mine = program.post("/api/v4/alerts", &alert(&team)).await.expect(201).json();
    assert_ne!(mine["id"], made["id"], "nobody mutes a monitor by guessing its ids");
    let keyed = |team: &str| {
        json!({"title": "Disk is full", "urgency": "high",
        "destination_team_ids": [team], "dedup_keys": ["db1"]})
    };
    program.post("/api/v4/alerts", &keyed(&other)).await.expect(201);
    monitor.post("/api/v4/alerts", &keyed(&team)).await.expect(201);
    monitor.post("/api/v4/alerts", &keyed(&team)).await.expect(200);
    app.deliver().await;
    assert_eq!(
        program.get(&format!("/api/v4/alerts/{}", made["id"].as_str().unwrap())).await.json()["status"],
        "open"
    );
    // Every other route refuses it.
    for route in callbook::api::routes().list() {
        let is_own = (route.method, &*route.path) == ("POST", "/api/v4/alerts");
        if is_own || !route.gate.contains("Caller") && !route.gate.contains("Admin") {
            continue;
        }
        let path = route.path.replace("{id}", "usr_01arz3ndektsv4rrffq69g5fav");
        let reply = match route.method {
            "GET" => monitor.get(&path).await,
            "POST" => monitor.post(&path, &json!({})).await,
            "PUT" => monitor.put(&path, &json!({})).await,
            _ => monitor.delete(&path).await,
        };
        assert!(
            [401, 404, 405, 422].contains(&reply.status),
            "{} {path}: {}",
            route.method,
            reply.status
        );
        assert_ne!(reply.status, 200);
        if route.gate.starts_with("Api") {
            assert_eq!(reply.status, 401, "{} {path}", route.method);
        }
    }
}

#[tokio::test]
async fn a_key_that_is_removed_while_its_body_is_under_way_makes_nothing() {
    let app = TestApp::new().await.leave_work();
    let (alice, bob) = (app.sign_in("alice").await, who(&app, "bob").await);
    let team = make(&app, "DevOps", &[bob]).await.to_string();
    let secret = key(&alice, "Nagios", &team).await;
    let monitor = app.visitor();
    monitor.always("authorization", &format!("Bearer {secret}"));
    let sent = Sent::json("/api/v4/alerts", &alert(&team));
    let (reply, was_asked) = sent.send(&monitor, "POST", async || {}).await;
    assert!(was_asked);
    reply.expect(201);
    let keys = alice.get("/alerts/keys").await.expect(200).page();
    let removal = keys.all(".row-actions a")[0].attr("href").unwrap().to_owned();
    let form = alice.get(&removal).await.expect(200).page().form(&removal);
    let (reply, was_asked) = sent
        .send(&monitor, "POST", async || {
            alice.submit(&form).await.expect(303);
        })
        .await;
    assert!(was_asked, "the gate had passed");
    reply.expect(401);
}

#[tokio::test]
async fn a_key_survives_its_maker_and_dies_when_it_is_removed() {
    let app = TestApp::new().await.leave_work();
    let (alice, carol) = (app.sign_in("alice").await, app.sign_in("carol").await);
    let (bob, maker) = (who(&app, "bob").await, who(&app, "carol").await);
    let team = make(&app, "DevOps", &[bob]).await.to_string();
    let secret = key(&carol, "Nagios", &team).await;
    let removal = format!("/users/{}/removal", maker.member);
    let form = alice.get(&removal).await.expect(200).page().form(&removal);
    alice.submit(&form).await.expect(303);
    let monitor = monitor(&app, &secret);
    monitor.post("/api/v4/alerts", &alert(&team)).await.expect(201);
    let page = alice.get("/alerts/keys").await.expect(200).page();
    let row = page.text(".rows .row");
    assert!(row.contains("Nagios") && row.contains("DevOps") && row.contains("Last used"), "{row}");
    assert!(!page.text("main").contains(&secret), "it is shown once");
    let removal = page.all(".row-actions a")[0].attr("href").unwrap().to_owned();
    let form = alice.get(&removal).await.expect(200).page().form(&removal);
    alice.submit(&form).await.expect(303);
    monitor.post("/api/v4/alerts", &alert(&team)).await.expect(401);
    let log = alice.get("/audit").await.expect(200).page();
    let log = log.text("main");
    assert!(log.contains("Alert key removed") && log.contains("Alert key created"));
}

#[tokio::test]
async fn only_admins_have_keys_and_a_form_that_is_sent_again_makes_none() {
    let app = TestApp::new().await.leave_work();
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    bob.get("/alerts/keys").await.expect(404);
    bob.get(NEW).await.expect(404);
    let person = who(&app, "bob").await;
    let team = make(&app, "DevOps", &[person]).await.to_string();
    let form = alice.get(NEW).await.page().form(NEW);
    let empty = alice.submit(&form).await.expect(422).page();
    assert_eq!(empty.texts(".field-error"), ["Enter a name", "Choose at least one team"]);
    let filled = form.fill("new-key-name", "Zabbix").tick_one("teams", &team);
    alice.submit(&filled).await.expect(201);
    let page = alice.submit(&filled).await.expect(409).page();
    assert_eq!(page.form(NEW).value("new-key-name"), "Zabbix");
    assert_eq!(alice.get("/alerts/keys").await.page().all(".row").len(), 1);
    // Another account has no such key.
    crate::accounts::elsewhere(&app).await;
    let removal = alice.get("/alerts/keys").await.page().all(".row-actions a")[0]
        .attr("href")
        .unwrap()
        .to_owned();
    let mallory = app.visitor();
    mallory.sign_in("mallory@other.example", "walnut-ferry-cobalt-thimble").await.expect(303);
    mallory.get(&removal).await.expect(404);
    app.pass(Duration::from_secs(16 * 60));
    let page = alice.get(NEW).await.expect(401).page();
    assert_eq!(page.all("form[action='/sudo']").len(), 1, "a key is a secret");
}
