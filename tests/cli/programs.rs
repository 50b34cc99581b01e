//! Programs at two processes, and the log of their calls.

use callbook::sql;
use serde_json::{Value, json};

use crate::cli::commands::{Running, callbook, exchange};
use crate::faults::together::two;
use crate::support::{TestApp, password_of};

#[tokio::test]
async fn revoke_all_of_programs() {
    let app = TestApp::new().await.leave_work();
    let mut tx = app.app.db.begin().await.unwrap();
    sql!(&mut tx, execute, "UPDATE accounts SET v1_api = TRUE").unwrap();
    tx.commit().await.unwrap();
    let [here, there] = two(&app);
    let body = json!({"username": "bob@acme.example", "password": password_of("bob")});
    let alice = here.program(Some(format!("Bearer {}", app.token("alice").await)));
    let jwt = async || {
        let reply = there.program(None).post("/public/login", &body).await.expect(200).json();
        let program = there.program(Some(reply["token"].as_str().unwrap().to_owned()));
        program.get("/user").await.expect(200);
        program
    };
    let members = alice.get("/api/v4/account_users?name=Bob+Bakker").await.expect(200).json();
    let bob = format!("/api/v4/account_users/{}", members["data"][0]["id"].as_str().unwrap());
    let token = there.program(Some(format!("Bearer {}", app.token("bob").await)));

    // API tokens get changed roles at the next call; a JWT has the old ones and ends.
    let old = jwt().await;
    token.post("/api/v4/teams", &json!({"name": "Bob's"})).await.expect(403);
    alice.put(&bob, &json!({"roles": {"admin": true}})).await.expect(200);
    old.get("/user").await.expect(401);
    token.post("/api/v4/teams", &json!({"name": "Bob's"})).await.expect(201);
    alice.put(&bob, &json!({"roles": {"admin": false}})).await.expect(200);
    token.post("/api/v4/teams", &json!({"name": "Bob's too"})).await.expect(403);

    // A change of password ends the JWTs of the old one. API tokens stay.
    let old = jwt().await;
    let browser = here.visitor();
    browser.sign_in("bob@acme.example", password_of("bob")).await.expect(303);
    let new = "velvet tractor mosaic dune";
    let fields = [("current", password_of("bob")), ("new", new), ("confirm", new)];
    browser.post("/settings/password", &fields).await.expect(303);
    old.get("/user").await.expect(401);
    token.get("/api/v4/me").await.expect(200);

    // A removed member has no valid token of either kind.
    alice.delete(&bob).await.expect(204);
    token.get("/api/v4/me").await.expect(401);
    let body = json!({"username": "bob@acme.example", "password": new});
    there.program(None).post("/public/login", &body).await.expect(422);
}

/// A log line is one object, whatever a request contains.
#[tokio::test]
async fn log_inject() {
    let app = TestApp::new().await.leave_work();
    let token = app.token("alice").await;
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap().to_string();
    drop(free);
    let mut command = callbook(folder.path());
    command.env("CALLBOOK_LISTEN", &address).env("CALLBOOK_SECRET_KEY", app.secret_key());
    command.env("CALLBOOK_DATABASE_URL", app.database_url()).env("CALLBOOK_LOG", "debug");
    command.stdout(std::process::Stdio::null());
    let running = Running::start(command.stderr(std::fs::File::create(&log).unwrap()));
    crate::faults::site::Site::at(&address).wait_until_ready();
    let forged = r#"{\"level\":\"INFO\",\"forged\":1}"#;
    let escapes = ["%0a", "%0d%0a", "%1b[2J", "\u{85}", "\u{2028}", "\u{202e}"];
    let mut sent = 0;
    for escape in escapes {
        let name = format!("x{escape}{forged}");
        let body = json!({"name": name, "notes": "a\n{\"forged\":1}\u{1b}[2J"}).to_string();
        for (path, more) in [
            (format!("/api/v4/users/x{escape}forged"), String::new()),
            (format!("/api/v4/users?name={escape}forged&x%0aforged=1"), String::new()),
            (format!("/user/{escape}forged"), "X-Request-Id: a\tforged\r\n".to_owned()),
            ("/api/v4/me".to_owned(), format!("User-Agent: \u{1b}[2J{escape}forged\r\n")),
            ("/api/v4/me".to_owned(), "Idempotency-Key: {\"forged\":1}\r\n".to_owned()),
        ] {
            let path = path.replace(|c: char| !c.is_ascii_graphic(), "%E2%80%A8");
            for (method, body) in [("GET", ""), ("POST", body.as_str())] {
                let request = format!(
                    "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
                     Authorization: Bearer {token}\r\n{more}Content-Type: application/json\r\n\
                     Content-Length: {}\r\n\r\n{body}",
                    body.len()
                );
                exchange(&address, &request).unwrap();
                sent += 1;
            }
        }
    }
    drop(running);
    let log = std::fs::read_to_string(log).unwrap();
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let answered = lines.iter().filter(|line| line["fields"]["message"] == "answered").count();
    // What is not HTTP is refused before there is anything to log.
    assert!(answered >= sent * 3 / 4, "{answered} of {sent}");
    for line in &lines {
        assert!(line["timestamp"].is_string() && line.get("forged").is_none(), "{line}");
    }
    let secrets = [&token[4..], "forged", "alice@", "\u{1b}"];
    for secret in secrets {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
}
