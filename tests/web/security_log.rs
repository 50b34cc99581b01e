//! The log of sign-ins, attempts and denied access: stable names, and no secret.

use axum::body::Body;
use axum::http::Request;
use callbook::platform::ids::UserId;
use serde_json::{Value, json};

use crate::auth::second_factor::{digits, enable};
use crate::support::log::Log;
use crate::support::{PEER, Setup, TestApp, password_of};

/// Parses the lines about security, and collects all of the text.
fn security(text: &str, all: &mut String) -> Vec<Value> {
    all.push_str(text);
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.filter(|line| line["target"] == "security").collect()
}

/// Returns a line's name, its user, and why or by what.
fn said(line: &Value) -> String {
    assert_eq!(line["span"]["address"], PEER.ip().to_string(), "{line}");
    assert!(line["timestamp"].as_str().unwrap().ends_with('Z'), "{line}");
    let (fields, span) = (&line["fields"], &line["span"]);
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let who = text(&fields["subject"]).or(text(&fields["user"])).or(text(&span["user"]));
    let why = ["why", "by", "limit", "actor"].iter().find_map(|name| text(&fields[name]));
    let parts = [text(&fields["event"]), who, why];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

async fn id_of(app: &TestApp, email: &str) -> UserId {
    let mut tx = app.app.db.read().await.unwrap();
    callbook::sql!(&mut tx, scalar UserId, "SELECT user_id FROM emails WHERE address = $1", email)
        .unwrap()
}

#[tokio::test]
async fn the_log_says_who_signed_in_who_tried_and_who_may_not() {
    let app = TestApp::new().await;
    let bob = id_of(&app, "bob@acme.example").await;
    let program = app.program("bob").await;
    let (log, mut all) = (Log::begin(), String::new());
    let mut take = || security(&log.take(), &mut all).iter().map(said).collect::<Vec<_>>();

    let browser = app.visitor();
    browser.sign_in("bob@acme.example", "canary-of-a-wrong-password").await.expect(422);
    assert_eq!(take(), [format!("password_refused {bob} wrong")]);
    browser.sign_in("nobody@acme.example", "canary-of-a-wrong-password").await.expect(422);
    assert_eq!(take(), ["password_refused wrong"]);

    browser.sign_in("bob@acme.example", password_of("bob")).await.expect(303);
    assert_eq!(
        take(),
        [format!("signed_in_anew {bob} {bob}"), format!("session_began {bob} password")]
    );
    browser.get("/audit").await.expect(404);
    assert_eq!(take(), [format!("access_refused {bob} admins_only")]);
    browser.get("/account/settings/nowhere").await.expect(404);
    assert_eq!(take(), [""; 0], "what is not there is nobody's secret");
    browser.post("/sudo", &[("proof", "canary-of-a-wrong-password")]).await.expect(422);
    assert_eq!(take(), [format!("password_refused {bob} wrong")]);
    browser.post("/logout", &[]).await.expect(303);
    assert_eq!(take(), [format!("signed_out {bob}")]);

    let stranger = app.visitor();
    let foreign = Request::post("/login").header("sec-fetch-site", "cross-site");
    stranger.send(foreign.body(Body::empty()).unwrap()).await.expect(403);
    assert_eq!(take(), ["foreign_form_refused"]);

    program.post("/api/v4/teams", &json!({"name": "Bob's"})).await.expect(403);
    assert_eq!(take(), [format!("access_refused {bob} Only an admin of the account can do this")]);
    app.stranger().get("/api/v4/me").await.expect(401);
    assert_eq!(take(), ["token_refused Send Authorization: Bearer <token>"]);

    let refused = |why| format!("password_refused {bob} {why}");
    for _ in 0..10 {
        app.visitor().sign_in("bob@acme.example", "canary-of-a-wrong-password").await.expect(422);
    }
    assert_eq!(take(), vec![refused("wrong"); 10]);
    app.visitor().sign_in("bob@acme.example", password_of("bob")).await.expect(429);
    assert_eq!(take(), ["limit_reached sign-in known".to_owned(), refused("too_many_tries")]);
    app.visitor().sign_in("bob@acme.example", password_of("bob")).await.expect(429);
    assert_eq!(take(), [refused("too_many_tries")], "the limit is news once");
    app.deliver().await;
    drop(log);

    for secret in ["canary-of", "bob@", "nobody@", "walnut", "Bob"] {
        assert!(!all.contains(secret), "{secret} is in the log");
    }
}

#[tokio::test]
async fn the_log_says_with_which_second_factor_and_why_another_was_refused() {
    let app = TestApp::new().await;
    let alice = id_of(&app, "alice@acme.example").await;
    let (key, codes) = enable(&app, &app.sign_in("alice").await).await;
    let (log, mut all) = (Log::begin(), String::new());
    let mut take = || security(&log.take(), &mut all).iter().map(said).collect::<Vec<_>>();
    let challenged = async || {
        let browser = app.visitor();
        browser.sign_in("alice@acme.example", password_of("alice")).await.expect(303);
        browser
    };
    let (one, other) = (challenged().await, challenged().await);
    assert_eq!(take(), [""; 0], "a password alone is no session");
    let shown = digits(&app, &key);
    let wrong = if shown == "123456" { "654321" } else { "123456" };
    one.post("/login/challenge", &[("code", wrong)]).await.expect(422);
    assert_eq!(take(), [format!("second_factor_refused {alice} wrong")]);
    one.post("/login/challenge", &[("code", &shown)]).await.expect(303);
    let accepted = take();
    assert_eq!(accepted[0], format!("second_factor_accepted {alice} code"));
    assert_eq!(accepted.last(), Some(&format!("session_began {alice} password")));
    other.post("/login/challenge", &[("code", &shown)]).await.expect(422);
    assert_eq!(take(), [format!("second_factor_refused {alice} used_before")]);
    other.post("/login/challenge", &[("recovery", &codes[0])]).await.expect(303);
    assert_eq!(take()[0], format!("second_factor_accepted {alice} recovery_code"));
    app.deliver().await;
    drop(log);
    for secret in [shown.as_str(), wrong, &codes[0], "alice@"] {
        assert!(!all.contains(secret), "{secret} is in the log");
    }
}

#[tokio::test]
async fn the_log_says_that_a_webhook_was_not_signed() {
    let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".to_owned();
    let env = vec![("CALLBOOK_MAIL_HOOK_SECRET", secret)];
    let app = TestApp::with(Setup { env, ..Setup::default() }).await;
    let (log, mut all) = (Log::begin(), String::new());
    let hook = Request::post("/hooks/mail").body(Body::from("canary")).unwrap();
    app.visitor().send(hook).await.expect(403);
    let lines = security(&log.take(), &mut all);
    assert_eq!(
        lines.iter().map(said).collect::<Vec<_>>(),
        ["webhook_refused the signature is not right"]
    );
    assert!(!all.contains("canary"));
}

#[tokio::test]
async fn what_is_rolled_back_is_not_in_the_log() {
    let app = TestApp::new().await;
    let bob = id_of(&app, "bob@acme.example").await;
    let (log, mut all) = (Log::begin(), String::new());
    let mut change = app.change_of(bob, None).await;
    callbook::audit::record(&mut change, bob, &callbook::audit::Event::SessionsEnded)
        .await
        .unwrap();
    drop(change);
    assert_eq!(security(&log.take(), &mut all).len(), 0);
    let mut change = app.change_of(bob, None).await;
    callbook::audit::record(&mut change, bob, &callbook::audit::Event::SessionsEnded)
        .await
        .unwrap();
    change.commit().await.unwrap();
    let lines = security(&log.take(), &mut all);
    assert_eq!(lines[0]["fields"]["event"], "sessions_ended");
    assert_eq!(lines[0]["fields"]["subject"], bob.to_string());
}
