//! Invisible and deceptive names, wherever something is named.

use std::path::Path;

use axum::body::Body;
use axum::http::Request;
use callbook::auth::first_run;
use callbook::platform::ids::{AccountId, TeamId};
use regex::Regex;
use serde_json::{Value, json};

use crate::auth::second_factor::enable;
use crate::support::passkey::Device;
use crate::support::{Browser, Program, Setup, TestApp, password_of};

const INVISIBLE: &str = "Remove the invisible characters from the name";
/// A name without visible characters, one with a text direction override, a homoglyph, a filler.
const NAMELESS: [&str; 4] = ["\u{200b}", "Night\u{202e}hctaW", "Bob\u{ad} Bakker", "\u{3164}"];

fn too_long() -> String {
    "x".repeat(101)
}

/// Lists each name with its error.
fn bad_names() -> Vec<(String, &'static str)> {
    let nameless = NAMELESS.map(|name| (name.to_owned(), INVISIBLE));
    nameless.into_iter().chain([(too_long(), "Enter a name of up to 100 characters")]).collect()
}

/// Sends a form with each name, and checks that it is refused with its error.
async fn refused(browser: &Browser, page: &str, action: &str, field: &str) {
    for (name, words) in bad_names() {
        let form = browser.get(page).await.expect(200).page().form(action);
        let reply = browser.submit(&form.forge(field, &name)).await.expect(422);
        let errors = reply.page().texts(".field-error");
        assert!(errors.iter().any(|error| error == words), "{action} {field}: {errors:?}");
    }
}

#[tokio::test]
async fn no_page_takes_a_nameless_name() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let named = json!({"name": "Ops"});
    app.program("alice").await.post("/api/v4/teams", &named).await.expect(201);
    let mut tx = app.app.db.read().await.unwrap();
    let team = callbook::sql!(&mut tx, scalar TeamId, "SELECT id FROM teams").unwrap();
    drop(tx);
    let team = format!("/teams/{team}");
    // The first app has a name of ours; its owner names a second one.
    enable(&app, &alice).await;
    for (page, action) in [
        ("/settings/general", "/settings/general"),
        ("/accounts/new", "/accounts/new"),
        ("/account-settings", "/account-settings"),
        ("/users/new", "/users/new"),
        ("/teams/new", "/teams/new"),
        (&team, &team),
        ("/settings/api-tokens/new", "/settings/api-tokens/new"),
        ("/settings/two-factor/enrolment", "/settings/two-factor/enrolment"),
    ] {
        refused(&alice, page, action, "name").await;
    }
    for (name, words) in bad_names() {
        let page = Device::new(&app).enrol(&alice, &name).await.expect(422).page();
        assert_eq!(page.texts(".field-error"), [words], "passkey");
        let text = format!("name,email\n{name},ann@away.example\n");
        let page = upload(&alice, &text).await.text;
        assert!(page.contains(words), "import: {page}");
    }
    app.deliver().await;

    let app = TestApp::with(Setup { empty: true, ..Setup::default() }).await;
    let path = first_run::path(&app.app.db, &app.app.keys).await.unwrap().unwrap();
    for field in ["account", "name"] {
        refused(&app.visitor(), &path, &path, field).await;
    }
}

async fn upload(browser: &Browser, text: &str) -> crate::support::Reply {
    let form = browser.get("/users/import").await.expect(200).page().form("/users/import");
    let file = format!(
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"people.csv\"\r\n\r\n\
         {text}\r\n--b--\r\n"
    );
    let request = Request::post(&form.action)
        .header("content-type", "multipart/form-data; boundary=b")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(file))
        .unwrap();
    browser.send(request).await.expect(422)
}

#[tokio::test]
async fn no_api_takes_a_nameless_name() {
    let app = TestApp::new().await;
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(&mut tx, execute, "UPDATE accounts SET v1_api = TRUE").unwrap();
    tx.commit().await.unwrap();
    let v4 = app.program("alice").await;
    let body = json!({"username": "alice@acme.example", "password": password_of("alice")});
    let token = app.stranger().post("/public/login", &body).await.expect(200).json();
    let v1 = Program::new(app.router(), Some(token["token"].as_str().unwrap().to_owned()));
    let id = |object: Value| object["id"].as_str().unwrap().to_owned();
    let team = id(v4.post("/api/v4/teams", &json!({"name": "Ops"})).await.expect(201).json());
    let users = v1.get("/user").await.expect(200).json();
    let bob = users["data"].as_array().unwrap().iter().find(|u| u["name"] == "Bob Bakker").unwrap();
    let bob = bob["id"].as_str().unwrap();
    let members = v4.get("/api/v4/users").await.expect(200).text;
    let members: Value = serde_json::from_str(&members).unwrap();
    let member = members["data"].as_array().unwrap().iter().find(|u| u["name"] == "Bob Bakker");
    let member = member.unwrap()["id"].as_str().unwrap();
    let mut tx = app.app.db.read().await.unwrap();
    let account = callbook::sql!(&mut tx, scalar AccountId, "SELECT id FROM accounts").unwrap();
    drop(tx);
    for (name, words) in bad_names() {
        let named = json!({"name": name});
        let person = json!({"name": name, "email": "ann@away.example"});
        for reply in [
            v4.post("/api/v4/teams", &named).await,
            v4.put(&format!("/api/v4/teams/{team}"), &named).await,
            v4.post("/api/v4/users", &person).await,
            v4.put(&format!("/api/v4/users/{member}"), &named).await,
            v1.post("/team", &named).await,
            v1.put(&format!("/team/{team}"), &named).await,
            v1.post("/user", &person).await,
            v1.put(&format!("/user/{bob}"), &named).await,
            v1.put(&format!("/account/{account}"), &named).await,
        ] {
            assert!((400..500).contains(&reply.status), "{}", reply.text);
            assert!(reply.text.contains(words), "{}", reply.text);
        }
    }
}

#[test]
fn every_type_of_name_that_is_kept_follows_the_one_rule() {
    // Types that are only compared with an existing name, and never stored.
    const COMPARED: [&str; 1] = ["TypedName"];
    let parsed = Regex::new(r"(?s)impl FromStr for (\w+Name) \{(.*?)\n\}").unwrap();
    let mut files = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let (mut seen, mut strays) = (0, Vec::new());
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        for found in parsed.captures_iter(&text).filter(|found| !COMPARED.contains(&&found[1])) {
            seen += 1;
            if !found[2].contains("visible_name(text, ") {
                strays.push(found[1].to_owned());
            }
        }
    }
    assert_eq!((seen, strays), (5, Vec::new()));
}
